package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores against numbers worked out by hand. */
class WarpScoreTest {
    private static final double NAN = Double.NaN;

    private static final WarpSettings FORECASTS = WarpSettings.forecasting(
            List.of("a", "b"),
            RootSettings.of(List.of(1)),
            TransitionSettings.of(Structure.DIAGONAL),
            InitialSettings.freeWeights(),
            4);

    /** a −1 … 3 and b 0 … 20: normalised errors are a half and a tenth of the physical ones. */
    private static WarpModel model(WarpSettings settings) {
        List<Scaling> ranges = List.of(new Scaling.Range(-1, 3), new Scaling.Range(0, 20));
        boolean targets = !settings.targets().isEmpty();
        return new WarpModel(
                settings,
                new double[ParameterLayout.of(settings).size()],
                targets
                        ? new Normalisation(List.of(Scaling.NONE, Scaling.NONE), List.of(), ranges)
                        : new Normalisation(ranges, List.of(), List.of()),
                1,
                WarpProvenance.unknown());
    }

    private static WarpSeries series(double[][] signals, double[][] targets, int label) {
        double[] times = new double[signals.length];
        for (int t = 0; t < times.length; t++) {
            times[t] = t;
        }
        return new WarpSeries("s", times, signals, new double[times.length][0], targets, label);
    }

    private static WarpForecast forecast(int firstStep, double[][] means, double deviation) {
        double[][] deviations = new double[means.length][means[0].length];
        for (double[] row : deviations) {
            java.util.Arrays.fill(row, deviation);
        }
        return new WarpForecast("s", firstStep, new double[means.length], means, deviations);
    }

    /** Predicted are steps 1, 2, 3 and 4; step 1 is before the first that counts, 4 behind the data. */
    @Test
    void meansAreOverSeriesStepsAndOutputs() {
        WarpSeries truth = series(new double[][] {{9, 9}, {9, 9}, {1, 4}, {0, NAN}}, new double[4][0], -1);
        WarpForecast predicted = forecast(1, new double[][] {{0, 0}, {2, 2}, {3, 7}, {5, 5}}, 1.5);
        WarpSeries second = series(new double[][] {{9, 9}, {9, 9}, {-2, 10}}, new double[3][0], -1);
        WarpForecast ofSecond = forecast(1, new double[][] {{0, 0}, {-2, 6}, {8, 8}}, 1.5);

        WarpScore score = WarpScore.of(model(FORECASTS), List.of(truth, second), List.of(predicted, ofSecond), 2);

        // Errors of a: 1 of 1, 3 of 0, 0 of −2; of b: −2 of 4, −4 of 10; where a is 0 there is no relative error.
        assertThat(score.physical().count()).isEqualTo(5);
        assertThat(score.physical().mse()).isCloseTo((1 + 9 + 0 + 4 + 16) / 5.0, within(1e-15));
        assertThat(score.physical().mae()).isCloseTo((1 + 3 + 0 + 2 + 4) / 5.0, within(1e-15));
        assertThat(score.physical().mape()).isCloseTo((1 + 0 + 0.5 + 0.4) / 4, within(1e-15));
        assertThat(score.output(0).mse()).isCloseTo(10 / 3.0, within(1e-15));
        assertThat(score.output(1).mae()).isCloseTo(3, within(1e-15));
        // Normalised truth of a: 0, −0.5, −1.5; of b: −0.6, 0.
        assertThat(score.normalised().mse()).isCloseTo((0.25 + 2.25 + 0 + 0.04 + 0.16) / 5, within(1e-15));
        assertThat(score.normalised().mae()).isCloseTo((0.5 + 1.5 + 0 + 0.2 + 0.4) / 5, within(1e-15));
        assertThat(score.normalised().mape()).isCloseTo((1.5 / 0.5 + 0 + 0.2 / 0.6) / 3, within(1e-14));
        // 1.96 · 1.5 = 2.94: within are 1, 0 and −2.
        assertThat(score.coverage()).isEqualTo(0.6);
        assertThat(score.labelled()).isZero();
        assertThat(score.accuracy()).isNaN();
    }

    @Test
    void targetsAreComparedAtTheirOwnStep() {
        WarpSettings settings = FORECASTS.withTargets(List.of("y", "z"));
        WarpSeries truth = series(new double[3][2], new double[][] {{1, 1}, {2, 2}, {3, NAN}}, -1);
        WarpForecast predicted = forecast(0, new double[][] {{1, 1}, {2, 4}, {0, 0}}, NAN);

        WarpScore score = WarpScore.of(model(settings), List.of(truth), List.of(predicted), 1);

        assertThat(score.physical().count()).isEqualTo(3);
        assertThat(score.physical().mse()).isCloseTo((0 + 4 + 9) / 3.0, within(1e-15));
        assertThat(score.normalised().mse()).isCloseTo((0 + 0.04 + 2.25) / 3, within(1e-15));
        assertThat(score.coverage()).as("without standard deviations").isZero();
    }

    @Test
    void classesAreToldByTheLastStepOfLabelledSeries() {
        WarpSettings settings = FORECASTS.withClasses(List.of("p", "q", "r"));
        WarpForecast saysR = forecast(0, new double[][] {{9, 0, 0}, {0, 1, 2}}, NAN);
        List<WarpSeries> series = List.of(labelled(2), labelled(0), labelled(-1), labelled(2));

        WarpScore score = WarpScore.of(model(settings), series, List.of(saysR, saysR, saysR, saysR), 0);

        assertThat(score.labelled()).isEqualTo(3);
        assertThat(score.accuracy()).isEqualTo(2 / 3.0);
        assertThat(score.physical().count()).isZero();
    }

    private static WarpSeries labelled(int label) {
        return series(new double[2][2], new double[2][0], label);
    }

    @Test
    void nothingToCompareIsNoNumber() {
        WarpSeries truth = series(new double[][] {{1, 1}, {NAN, NAN}}, new double[2][0], -1);

        WarpScore score = WarpScore.of(
                model(FORECASTS), List.of(truth), List.of(forecast(1, new double[][] {{1, 1}, {2, 2}}, 1)), 1);

        assertThat(score.physical().count()).isZero();
        assertThat(score.physical().mse()).isNaN();
        assertThat(score.physical().mape()).isNaN();
        assertThat(score.coverage()).isNaN();
    }

    /** A model that ran away must not look better than one that did not. */
    @Test
    void aPredictionThatIsNoNumberShows() {
        WarpSeries truth = series(new double[][] {{1, 1}, {1, 1}}, new double[2][0], -1);

        WarpScore score = WarpScore.of(
                model(FORECASTS), List.of(truth), List.of(forecast(1, new double[][] {{1, NAN}, {2, 2}}, 1)), 1);

        assertThat(score.physical().count()).isEqualTo(2);
        assertThat(score.physical().mse()).isNaN();
        assertThat(score.normalised().mae()).isNaN();
        assertThat(score.output(0).mse()).isZero();
        assertThat(score.coverage()).isEqualTo(0.5);
    }
}

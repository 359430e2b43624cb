package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpForecaster;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpScore;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small problems of each kind are learned well enough to judge series that were never seen. */
class LearningTest {
    private static final int STEPS = Waves.STEPS;
    private static final int TRAINED = 64;
    private static final int UNSEEN = 32;

    private interface Signal {
        double at(int t);
    }

    private static WarpSeries series(Signal signal, Signal target, int targets, int label) {
        double[] times = new double[STEPS];
        double[][] signals = new double[STEPS][1];
        double[][] wanted = new double[STEPS][targets];
        for (int t = 0; t < STEPS; t++) {
            times[t] = t * Waves.INTERVAL;
            signals[t][0] = signal.at(t);
            for (int c = 0; c < targets; c++) {
                wanted[t][c] = target.at(t);
            }
        }
        return new WarpSeries("s", times, signals, new double[STEPS][0], wanted, label);
    }

    private static WarpModel learned(WarpSettings settings, List<WarpSeries> series, int epochs) throws Exception {
        TrainingSettings training =
                Waves.training().withMode(TrainingMode.RECURRENT).withEpochs(epochs);
        TrainingData data = new TrainingData(series, List.of(), Waves.INTERVAL);
        TrainingResult result = new Trainer(settings, training, 0).train(data, TrainingListener.NONE);
        return new WarpModel(
                settings, result.parameters(), Normalisation.none(settings), Waves.INTERVAL, WarpProvenance.unknown());
    }

    private static List<WarpForecast> forecasts(WarpModel model, List<WarpSeries> series) {
        return new WarpForecaster(model).forecast(series, STEPS, done -> {});
    }

    private static WarpScore score(WarpModel model, List<WarpSeries> series) {
        return WarpScore.of(model, series, forecasts(model, series), 1);
    }

    /** One or two periods of a sine with any phase: no single reading tells which. */
    private static List<WarpSeries> slowAndFast(int count, long seed) {
        Random random = new Random(seed);
        List<WarpSeries> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int label = n % 2;
            double phase = 2 * Math.PI * random.nextDouble();
            all.add(series(t -> Math.sin(2 * Math.PI * (label + 1) * t * Waves.INTERVAL + phase), t -> 0, 0, label));
        }
        return all;
    }

    @Test
    void tellsSlowWavesFromFastOnes() throws Exception {
        WarpSettings settings = Waves.settings().withClasses(List.of("slow", "fast"));
        WarpScore score = score(learned(settings, slowAndFast(TRAINED, 1), 150), slowAndFast(UNSEEN, 2));

        assertThat(score.labelled()).isEqualTo(UNSEEN);
        // Who guesses has a half right; of 32 coins 29 or more show the same side once in 4e5 throws.
        assertThat(score.accuracy()).isGreaterThan(0.9);
    }

    /** y_t = 0.7 y_{t−1} + 0.3 x_t of white noise x. */
    private static List<WarpSeries> averaged(int count, long seed) {
        Random random = new Random(seed);
        List<WarpSeries> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[] x = random.doubles(STEPS, -1, 1).toArray();
            double[] y = new double[STEPS];
            for (int t = 0; t < STEPS; t++) {
                y[t] = t == 0 ? x[0] : 0.7 * y[t - 1] + 0.3 * x[t];
            }
            all.add(series(t -> x[t], t -> y[t], 1, -1));
        }
        return all;
    }

    @Test
    void averagesItsInput() throws Exception {
        WarpSettings settings = Waves.settings().withTargets(List.of("mean"));
        List<WarpSeries> unseen = averaged(UNSEEN, 4);
        WarpScore score = score(learned(settings, averaged(TRAINED, 3), 150), unseen);

        double variance = 0;
        for (WarpSeries one : unseen) {
            for (int t = 1; t < STEPS; t++) {
                variance += one.target(t, 0) * one.target(t, 0) / (UNSEEN * (STEPS - 1));
            }
        }
        // A tenth of what a prediction of 0 costs.
        assertThat(score.physical().count()).isEqualTo(UNSEEN * (STEPS - 1));
        assertThat(score.physical().mse()).isLessThan(0.1 * variance);
    }

    private static List<WarpSeries> noisy(int count, long seed) {
        Random random = new Random(seed);
        List<WarpSeries> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[] x = random.doubles(STEPS)
                    .map(u -> 0.5 + 0.3 * random.nextGaussian())
                    .toArray();
            all.add(series(t -> x[t], t -> 0, 0, -1));
        }
        return all;
    }

    @Test
    void knowsHowNoisyAConstantIs() throws Exception {
        WarpModel model = learned(Waves.settings().withUncertainty(true), noisy(TRAINED, 5), 60);
        List<WarpSeries> unseen = noisy(UNSEEN, 6);
        double mean = 0;
        double deviation = 0;
        for (WarpForecast forecast : forecasts(model, unseen)) {
            for (int i = 0; i < forecast.length() - 1; i++) {
                mean += forecast.mean(i, 0) / (UNSEEN * (STEPS - 1));
                deviation += forecast.deviation(i, 0) / (UNSEEN * (STEPS - 1));
            }
        }
        // 700 readings tell the deviation to 3 %, and a model of some hundred parameters fits a part of their noise.
        assertThat(deviation).isCloseTo(0.3, within(0.05));
        assertThat(mean).isCloseTo(0.5, within(0.05));
        assertThat(score(model, unseen).coverage()).isBetween(0.88, 0.99);
    }
}

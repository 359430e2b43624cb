package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forecasts in physical units: which steps they are of, and that they are those of one stream for each series. */
class WarpForecasterTest {
    private static final IntConsumer UNWATCHED = done -> {};

    private record Case(String name, WarpSettings settings, int context) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        WarpSettings plain = WarpCase.plain();
        TransitionSettings rates =
                TransitionSettings.of(Structure.BLOCK_DIAGONAL).withContinuous(true);
        return Stream.of(
                new Case("one row of context", plain, 1),
                new Case("three rows", plain, 3),
                new Case("all rows", plain, 99),
                new Case("rates", plain.withTransition(rates), 3),
                new Case("deviations", plain.withUncertainty(true), 3),
                new Case("everything", WarpCase.rich().withTransition(rates), 4),
                new Case("inputs", plain.withInputs(List.of("u")), 3),
                new Case("targets", plain.withTargets(List.of("y")).withUncertainty(true), 3),
                new Case("classes", plain.withClasses(List.of("p", "q", "r")), 99));
    }

    /** 37 series fill a batch and a part of the next one; the shortest have a row, the longest more than T. */
    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithAStreamForEachSeries(Case kind) {
        WarpSettings settings = kind.settings();
        WarpModel model = model(settings, normalisation(settings));
        List<WarpSeries> series = new ArrayList<>();
        Random random = new Random(61);
        for (int n = 0; n < 37; n++) {
            series.add(physical(model, 1 + n % (settings.steps() + 2), random));
        }

        agree(model, series, kind.context(), new WarpForecaster(model));
        // Nothing fits into a batch of no bytes: each series goes by itself, as long ones do.
        agree(model, series, kind.context(), new WarpForecaster(model, 0));
    }

    private static void agree(WarpModel model, List<WarpSeries> series, int context, WarpForecaster forecaster) {
        List<WarpForecast> forecasts = forecaster.forecast(series, context, UNWATCHED);

        assertThat(forecasts).hasSameSizeAs(series);
        WarpSettings settings = model.settings();
        WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
        for (int n = 0; n < series.size(); n++) {
            agrees(model, cell.stream(), series.get(n), context, forecasts.get(n));
        }
    }

    private static WarpModel model(WarpSettings settings, Normalisation normalisation) {
        double[] parameters = new WarpProblem(new WarpCase("", settings, 99, false, false), 0, 62).parameters;
        return new WarpModel(settings, parameters, normalisation, WarpProblem.INTERVAL, WarpProvenance.unknown());
    }

    /** One column as it is, the others from −3 … 5, and so on. */
    private static Normalisation normalisation(WarpSettings settings) {
        return new Normalisation(
                List.of(new Scaling.Range(-3, 5), Scaling.NONE),
                settings.inputs().stream()
                        .map(u -> (Scaling) new Scaling.Range(0, 20))
                        .toList(),
                settings.targets().stream()
                        .map(y -> (Scaling) new Scaling.Range(100, 300))
                        .toList());
    }

    private static WarpSeries physical(WarpModel model, int length, Random random) {
        return model.normalisation().invert(WarpProblem.series(model.settings(), length, random));
    }

    private static void agrees(
            WarpModel model, WarpStream stream, WarpSeries series, int context, WarpForecast forecast) {
        WarpSettings settings = model.settings();
        WarpSeries z = model.normalisation().apply(series);
        int ahead = settings.forecasts() ? 1 : 0;
        int count = settings.predicted().size();
        double[] means = new double[count];
        double[] deviations = new double[count];
        double time = series.time(0);
        for (int t = 0; t < forecast.length(); t++) {
            boolean known = t < series.length();
            time = known ? series.time(t) : time + model.interval();
            boolean own = ahead == 1 && (t >= context || !known);
            stream.observe(time, own ? means : row(z, t, z.signalCount()), inputs(z, t));
            stream.predict(inputs(z, t + ahead), means, deviations);
            assertThat(forecast.step(t)).isEqualTo(t + ahead);
            for (int c = 0; c < count; c++) {
                Scaling scaling = settings.classes().isEmpty()
                        ? model.normalisation().predicted().get(c)
                        : Scaling.NONE;
                // Rounding as in WarpForwardTest, in units up to 100 times larger.
                assertThat(forecast.mean(t, c)).isCloseTo(scaling.invert(means[c]), within(1e-10));
                assertThat(Double.isNaN(forecast.deviation(t, c))).isEqualTo(!settings.uncertainty());
                if (settings.uncertainty()) {
                    assertThat(forecast.deviation(t, c))
                            .isCloseTo(scaling.invertDeviation(deviations[c]), within(1e-10));
                }
            }
        }
    }

    private static double[] row(WarpSeries series, int t, int count) {
        double[] row = new double[count];
        for (int c = 0; c < count; c++) {
            row[c] = series.signal(t, c);
        }
        return row;
    }

    private static double[] inputs(WarpSeries series, int t) {
        double[] row = new double[series.inputCount()];
        for (int c = 0; c < row.length; c++) {
            row[c] = series.input(Math.min(t, series.length() - 1), c);
        }
        return row;
    }

    /** A model whose network says the same always: 0.5 and −1, with standard deviations 1 + 1e-4 each. */
    private static WarpModel constant(WarpSettings settings) {
        WarpSettings free = settings.withTransition(TransitionSettings.of(Structure.DIAGONAL))
                .withRoot(RootSettings.of(List.of(1)))
                .withInitial(InitialSettings.freeWeights());
        ParameterLayout layout = ParameterLayout.of(free);
        double[] parameters = new double[layout.size()];
        java.util.Arrays.fill(parameters, 0, layout.transitionSize(), 1);
        int biases = layout.segment("initial.theta").offset() + free.rootWeights() - free.rootOutputs();
        parameters[biases] = 0.5;
        parameters[biases + 1] = -1;
        for (int c = 2; c < free.rootOutputs(); c++) {
            // softplus(log(e − 1)) = 1
            parameters[biases + c] = Math.log(Math.E - 1);
        }
        Normalisation ranges = new Normalisation(
                List.of(new Scaling.Range(10, 30), new Scaling.Range(-4, 4)),
                Normalisation.none(settings).inputs(),
                List.of());
        return new WarpModel(free, parameters, ranges, 0.5, WarpProvenance.unknown());
    }

    private static WarpSeries rows(WarpModel model, int length) {
        double[] times = new double[length];
        for (int t = 0; t < length; t++) {
            times[t] = 7 + t * t;
        }
        int u = model.settings().inputs().size();
        int y = model.settings().targets().size();
        return new WarpSeries("s", times, new double[length][2], new double[length][u], new double[length][y], -1);
    }

    private static WarpForecast forecast(WarpModel model, int length, int context) {
        return new WarpForecaster(model)
                .forecast(List.of(rows(model, length)), context, UNWATCHED)
                .get(0);
    }

    @Test
    void meansAndDeviationsAreInPhysicalUnits() {
        WarpForecast forecast = forecast(constant(WarpCase.plain().withUncertainty(true)), 4, 2);

        assertThat(forecast.series()).isEqualTo("s");
        assertThat(forecast.outputs()).isEqualTo(2);
        for (int i = 0; i < forecast.length(); i++) {
            // 10 + (0.5 + 1)/2 · 20 and −4 + 0, half of the widths 20 and 8.
            assertThat(forecast.mean(i, 0)).isCloseTo(25, within(1e-12));
            assertThat(forecast.mean(i, 1)).isCloseTo(-4, within(1e-12));
            assertThat(forecast.deviation(i, 0)).isCloseTo(10.001, within(1e-12));
            assertThat(forecast.deviation(i, 1)).isCloseTo(4.0004, within(1e-12));
        }
        assertThat(forecast(constant(WarpCase.plain()), 4, 2).deviation(0, 0)).isNaN();
    }

    /** T = 10. Four rows at 7, 8, 11, 16 s: the model goes on at its usual interval of 0.5 s. */
    @Test
    void aShortSeriesIsContinuedToTheModelsLength() {
        WarpForecast forecast = forecast(constant(WarpCase.plain()), 4, 4);

        assertThat(forecast.length()).isEqualTo(10);
        assertThat(forecast.step(0)).isEqualTo(1);
        assertThat(forecast.step(9)).isEqualTo(10);
        assertThat(forecast.time(0)).isEqualTo(8);
        assertThat(forecast.time(2)).isEqualTo(16);
        assertThat(forecast.time(3)).isEqualTo(16.5);
        assertThat(forecast.time(9)).isEqualTo(19.5);
    }

    /** Rows at 7, 8, 11, 16 s lie 1, 3, 5 s apart; a single row tells nothing, and a step is a second. */
    @Test
    void withoutAnIntervalTimesGoOnAtTheMedianOfTheData() {
        WarpModel unknown = constant(WarpCase.plain()).withUnknownInterval();
        WarpForecast forecast = forecast(unknown, 4, 4);

        assertThat(forecast.time(2)).isEqualTo(16);
        assertThat(forecast.time(3)).isEqualTo(19);
        assertThat(forecast.time(9)).isEqualTo(16 + 7 * 3);
        assertThat(forecast(unknown, 1, 1).time(1)).isEqualTo(9);
        WarpForecast second = new WarpForecaster(unknown)
                .forecast(List.of(rows(unknown, 4), rows(unknown, 1)), 1, UNWATCHED)
                .get(1);
        assertThat(second.time(0)).isEqualTo(10);
        WarpForecast streamed = new WarpForecaster(unknown, 1)
                .forecast(List.of(rows(unknown, 4)), 4, UNWATCHED)
                .get(0);
        assertThat(streamed.time(9)).isEqualTo(16 + 7 * 3);
        assertThat(unknown.interval()).isEqualTo(1);
    }

    @Test
    void aContinuousTransitionCannotForgetItsInterval() {
        WarpModel model = model(WarpCase.plain(), normalisation(WarpCase.plain()));
        WarpSettings continuous = model.settings()
                .withTransition(TransitionSettings.of(Structure.DIAGONAL).withContinuous(true));
        WarpModel timed = model(continuous, normalisation(continuous));

        assertThatIllegalArgumentException()
                .isThrownBy(timed::withUnknownInterval)
                .withMessageContaining("interval = unknown with a continuous transition");
    }

    @Test
    void aLongSeriesIsForecastToOneStepBehindItsEnd() {
        WarpForecast forecast = forecast(constant(WarpCase.plain()), 12, 4);

        assertThat(forecast.length()).isEqualTo(12);
        assertThat(forecast.step(11)).isEqualTo(12);
        assertThat(forecast.time(11)).isEqualTo(7 + 11 * 11 + 0.5);
    }

    @Test
    void knownInputsEndTheForecastWhereTheyEnd() {
        WarpForecast forecast = forecast(constant(WarpCase.plain().withInputs(List.of("u"))), 4, 4);

        assertThat(forecast.length()).isEqualTo(4);
        assertThat(forecast.step(3)).isEqualTo(4);
        assertThat(forecast.time(3)).isEqualTo(16.5);
    }

    @Test
    void targetsAndClassesAreOfTheRowsThemselves() {
        for (WarpSettings settings : List.of(
                WarpCase.plain().withTargets(List.of("y")), WarpCase.plain().withClasses(List.of("p", "q")))) {
            WarpForecast forecast = forecast(model(settings, normalisation(settings)), 4, 1);

            assertThat(forecast.length()).isEqualTo(4);
            assertThat(forecast.step(0)).isZero();
            assertThat(forecast.time(0)).isEqualTo(7);
            assertThat(forecast.time(3)).isEqualTo(16);
        }
    }

    @Test
    void theLargestLogitIsTheClass() {
        WarpForecast forecast = forecast(constant(WarpCase.plain().withClasses(List.of("p", "q"))), 3, 3);

        // Logits have no unit: they stay 0.5 and −1 though signals are scaled.
        assertThat(forecast.mean(2, 0)).isEqualTo(0.5);
        assertThat(forecast.mean(2, 1)).isEqualTo(-1);
        assertThat(forecast.largest(2)).isZero();
    }

    /** A context beyond the end is the whole series; what is extended is never taken for a measurement. */
    @Test
    void aLongContextIsTheWholeSeries() {
        WarpModel model = model(WarpCase.plain(), normalisation(WarpCase.plain()));
        WarpSeries series = physical(model, 5, new Random(63));
        WarpForecaster forecaster = new WarpForecaster(model);
        WarpForecast whole = forecaster.forecast(List.of(series), 5, UNWATCHED).get(0);
        WarpForecast longer =
                forecaster.forecast(List.of(series), 1000, UNWATCHED).get(0);

        for (int i = 0; i < whole.length(); i++) {
            assertThat(longer.mean(i, 0)).isEqualTo(whole.mean(i, 0));
        }
    }

    @Test
    void tellsHowManySeriesAreDone() {
        WarpModel model = constant(WarpCase.plain());
        List<Integer> told = java.util.Collections.synchronizedList(new ArrayList<>());
        new WarpForecaster(model).forecast(java.util.Collections.nCopies(70, rows(model, 3)), 1, told::add);

        // 32, 32 and 6, in whatever order they are done.
        assertThat(told).hasSize(3).contains(70);
    }

    @Test
    void refusesWhatDoesNotFit() {
        WarpModel model = constant(WarpCase.plain());
        WarpSeries one = new WarpSeries("odd", new double[1], new double[1][1], new double[1][0], new double[1][0], -1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast(model, 3, 0))
                .withMessage("context = 0 rows, expected at least 1: the first row gives θ_0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarpForecaster(model).forecast(List.of(one), 1, UNWATCHED))
                .withMessageContaining("series odd has 1 signals, 0 inputs, 0 targets, expected 2, 0, 0");
    }
}

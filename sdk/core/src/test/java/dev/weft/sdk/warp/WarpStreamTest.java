package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.weft.solvers.matrix.MatrixProducts;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.util.Binary64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One series step by step against the equations as printed: with gaps, at irregular times, with inputs, and behind a
 * context on its own means.
 */
class WarpStreamTest {
    // As in WarpForwardTest.
    private static final double TOLERANCE = 1e-12;

    /** All cases; but who observes decides what is fed, so that nothing is forced or sampled. */
    static List<WarpCase> cases() {
        return WarpCase.all().stream()
                .map(kind -> new WarpCase(kind.name(), kind.settings(), kind.fedSteps(), false, false))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyStepAgrees(WarpCase kind) {
        WarpProblem problem = new WarpProblem(kind, 3, 51);
        WarpCell cell = cell(problem);
        for (int n = 0; n < problem.series.size(); n++) {
            agrees(problem, n, cell.stream());
        }
    }

    private static WarpCell cell(WarpProblem problem) {
        return new WarpCell(problem.settings, problem.parameters, WarpProblem.INTERVAL);
    }

    private static void agrees(WarpProblem problem, int n, WarpStream stream) {
        WarpSettings settings = problem.settings;
        WarpSeries series = problem.series.get(n);
        ReferenceWarp.Run<Binary64> expected = problem.reference(n);
        double[] theta = new double[settings.weights()];
        double[] means = new double[settings.predicted().size()];
        double[] deviations = new double[means.length];
        for (int t = 0; t < expected.steps(); t++) {
            boolean own = settings.forecasts() && !problem.fed.get(n)[t];
            stream.observe(series.time(t), own ? means : signals(series, t), inputs(series, t));
            int when = Math.min(settings.forecasts() ? t + 1 : t, series.length() - 1);
            stream.predict(inputs(series, when), means, deviations);
            stream.weights(theta);

            assertThat(stream.step()).isEqualTo(t);
            for (int k = 0; k < theta.length; k++) {
                close(theta[k], expected.weight(t, k), expected);
            }
            for (int c = 0; c < means.length; c++) {
                close(means[c], expected.prediction(t, c), expected);
                if (settings.uncertainty()) {
                    close(deviations[c], expected.prediction(t, means.length + c), expected);
                } else {
                    assertThat(deviations[c]).isNaN();
                }
            }
        }
    }

    private static void close(double found, double expected, ReferenceWarp.Run<Binary64> run) {
        assertThat(found).isCloseTo(expected, within(TOLERANCE * run.scale()));
    }

    private static double[] signals(WarpSeries series, int t) {
        double[] row = new double[series.signalCount()];
        for (int c = 0; c < row.length; c++) {
            row[c] = series.signal(t, c);
        }
        return row;
    }

    private static double[] inputs(WarpSeries series, int t) {
        double[] row = new double[series.inputCount()];
        for (int c = 0; c < row.length; c++) {
            row[c] = series.input(t, c);
        }
        return row;
    }

    @Test
    void streamsOfACellDoNotNoticeEachOther() {
        WarpProblem problem = new WarpProblem(new WarpCase("rich", WarpCase.rich(), 4, false, false), 2, 52);
        WarpCell cell = cell(problem);
        WarpStream other = cell.stream();
        WarpStream stream = cell.stream();
        agrees(problem, 1, other);
        agrees(problem, 0, stream);
    }

    /** A value that is missing is the last one: its difference is 0, itself it goes on driving. */
    @ParameterizedTest
    @EnumSource
    void aMissingSignalIsHeld(Drive drive) {
        WarpSettings settings = WarpCase.plain().withDrive(drive).withConvolution(2);
        WarpProblem problem = new WarpProblem(new WarpCase("held", settings, 99, false, false), 0, 57);
        double[][] measured = {{Double.NaN, 0.4}, {0.7, Double.NaN}, {Double.NaN, Double.NaN}, {-0.2, 0.1}};
        double[][] held = {{0, 0.4}, {0.7, 0.4}, {0.7, 0.4}, {-0.2, 0.1}};
        WarpCell cell = cell(problem);
        WarpStream gaps = cell.stream();
        WarpStream whole = cell.stream();
        double[] found = new double[settings.weights()];
        double[] expected = new double[settings.weights()];
        for (int t = 0; t < held.length; t++) {
            gaps.observe(t, measured[t], NOTHING);
            whole.observe(t, held[t], NOTHING);
            gaps.weights(found);
            whole.weights(expected);
            assertThat(found).as("θ after step %d", t).isEqualTo(expected);
        }
    }

    private static final double[] NOTHING = {};
    private static final double[] SIGNALS = {0.3, -0.2};

    private static WarpStream plain() {
        return cell(new WarpProblem(cases().get(0), 0, 53)).stream();
    }

    @Test
    void refusesATimeThatIsNotLater() {
        WarpStream stream = plain();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.observe(Double.NaN, SIGNALS, NOTHING))
                .withMessage("time = NaN s at step 0, expected a finite time");
        stream.observe(2, SIGNALS, NOTHING);
        for (double time : new double[] {2, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.observe(time, SIGNALS, NOTHING))
                    .withMessage("time = " + time + " s at step 1, expected a finite time after 2.0 s");
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        WarpStream stream = plain();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.observe(0, new double[3], NOTHING))
                .withMessage("signals has 3 numbers, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.observe(0, SIGNALS, new double[1]))
                .withMessage("inputs has 1 numbers, expected 0");
        stream.observe(0, SIGNALS, NOTHING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.predict(new double[1], new double[2], new double[2]))
                .withMessage("inputs has 1 numbers, expected 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.predict(NOTHING, new double[1], new double[2]))
                .withMessage("means has 1 numbers, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.predict(NOTHING, new double[2], new double[4]))
                .withMessage("deviations has 4 numbers, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.weights(new double[3]))
                .withMessage("weights has 3 numbers, expected 20");
    }

    @Test
    void refusesWhatIsNotFinite() {
        WarpStream stream = plain();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.observe(0, new double[] {0, Double.NEGATIVE_INFINITY}, NOTHING))
                .withMessage("signal b = -Infinity at step 0, expected a finite number, or NaN if it was not measured");
        WarpSettings heated = WarpCase.plain().withInputs(List.of("heater"));
        WarpStream driven = cell(new WarpProblem(new WarpCase("heated", heated, 99, false, false), 0, 54)).stream();
        double[] unknown = {Double.NaN};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> driven.observe(0, SIGNALS, unknown))
                .withMessage("input heater = NaN at step 0, expected a finite number");
        driven.observe(0, SIGNALS, new double[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> driven.predict(unknown, new double[2], new double[2]))
                .withMessageContaining("input heater = NaN");
    }

    @Test
    void refusesToPredictBeforeTheFirstStep() {
        WarpStream stream = plain();
        assertThat(stream.step()).isEqualTo(-1);
        assertThatIllegalStateException()
                .isThrownBy(() -> stream.predict(NOTHING, new double[2], new double[2]))
                .withMessage("nothing to predict from: no step was observed yet");
    }

    /** What is refused leaves no trace: afterwards the bits are those of a stream that never heard of it. */
    @Test
    void goesOnAfterARefusalAsIfNothingHadHappened() {
        WarpStream stream = plain();
        WarpStream undisturbed = plain();
        for (int t = 0; t < 5; t++) {
            double[] signals = {0.1 * t, Math.sin(t)};
            double time = 0.3 * t;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.observe(time, new double[] {9, Double.POSITIVE_INFINITY}, NOTHING));
            assertThatIllegalArgumentException().isThrownBy(() -> stream.observe(time, signals, new double[2]));
            stream.observe(time, signals, NOTHING);
            undisturbed.observe(time, signals, NOTHING);
        }
        double[] found = new double[20];
        double[] expected = new double[20];
        stream.weights(found);
        undisturbed.weights(expected);
        assertThat(found).isEqualTo(expected);
    }

    static List<WarpCase> structures() {
        return WarpCase.structures().stream().filter(WarpCase::fed).toList();
    }

    /** With products in plain Java: those in vectors box them until the JIT compiler has seen them often enough. */
    @ParameterizedTest
    @MethodSource("structures")
    void aStepAllocatesNothing(WarpCase kind) {
        String chosen = System.getProperty(MatrixProducts.PROPERTY, "");
        System.setProperty(MatrixProducts.PROPERTY, "ejml");
        try {
            // The bean's own answers cost some bytes; the smallest object in each step would be 16 kB.
            assertThat(allocated(kind, 1000)).isLessThan(2_000);
        } finally {
            System.setProperty(MatrixProducts.PROPERTY, chosen);
        }
    }

    private static long allocated(WarpCase kind, int steps) {
        WarpStream stream = cell(new WarpProblem(kind, 0, 55)).stream();
        double[] signals = new double[kind.settings().signals().size()];
        double[] inputs = new double[kind.settings().inputs().size()];
        double[] means = new double[signals.length];
        double[] deviations = new double[signals.length];
        double[] theta = new double[kind.settings().weights()];
        Random random = new Random(56);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // The first steps make the kernel, θ_0 and the exponential of the usual interval, and load classes.
        int warm = 100;
        long before = 0;
        for (int t = 0; t < warm + steps; t++) {
            if (t == warm) {
                before = threads.getThreadAllocatedBytes(thread);
            }
            Arrays.fill(signals, random.nextDouble());
            Arrays.fill(inputs, random.nextDouble());
            stream.observe(0.5 * t, signals, inputs);
            stream.predict(inputs, means, deviations);
            stream.weights(theta);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}

package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.solvers.arrays.RealArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches at their edges: few steps, many series, gaps that never close, lanes that are alike, lanes that are empty. */
class WarpEdgeTest {
    // As in WarpForwardTest and WarpDifferentiationTest.
    private static final double VALUE = 1e-12;
    private static final double DERIVATIVE = 1e-10;

    static List<WarpCase> structures() {
        return WarpCase.structures();
    }

    /** One step is none of the recurrence, two are one difference, with twelve τ goes beyond 1. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12})
    void anyNumberOfStepsAgrees(int steps) {
        for (WarpCase kind : structures()) {
            WarpProblem problem = new WarpProblem(kind, 3, steps, 31);
            WarpAgreement.forward(problem, RealArrays.doubles(), false, VALUE);
            WarpAgreement.forward(problem, RealArrays.doubles(), true, VALUE);
            WarpAgreement.backward(new WarpProblem(kind, 1, steps, 31), RealArrays.doubles(), DERIVATIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void manySeriesAgree(WarpCase kind) {
        WarpAgreement.forward(new WarpProblem(kind, 37, 32), RealArrays.doubles(), false, VALUE);
    }

    /** The gradient of many is the sum of the gradients of some and of the others, up to the order of the sum. */
    @ParameterizedTest
    @MethodSource("structures")
    void gradientsOfManySeriesAddUp(WarpCase kind) {
        int count = WarpCase.STEPS + 2;
        WarpProblem some = new WarpProblem(kind, count, 33);
        WarpProblem many = new WarpProblem(kind, count, 33);
        for (int n = 0; n < 3 * count; n++) {
            many.repeat(n);
        }
        double[] one = WarpAgreement.gradient(some, some.batch(RealArrays.doubles()));
        double[] four = WarpAgreement.gradient(many, many.batch(RealArrays.doubles()));
        double scale = Arrays.stream(four).map(Math::abs).reduce(1, Math::max);
        for (int i = 0; i < one.length; i++) {
            assertThat(four[i]).isCloseTo(4 * one[i], within(VALUE * scale));
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void signalsNeverMeasuredAgree(WarpCase kind) {
        WarpProblem problem = new WarpProblem(kind, 0, 34);
        Random random = new Random(35);
        problem.add(without(kind.settings(), random, 1), random);
        problem.add(without(kind.settings(), random, 0, 1), random);
        WarpAgreement.forward(problem, RealArrays.doubles(), false, VALUE);
        WarpAgreement.backward(problem, RealArrays.doubles(), DERIVATIVE);
    }

    @Test
    void nothingMeasuredIsNoLoss() {
        WarpCase kind = structures().get(0);
        WarpProblem problem = new WarpProblem(kind, 0, 36);
        Random random = new Random(37);
        problem.add(without(kind.settings(), random, 0, 1), random);
        WarpBatch<double[]> batch = problem.batch(RealArrays.doubles());
        double[] gradient = WarpAgreement.gradient(problem, batch);
        assertThat(batch.weight()).isZero();
        assertThat(batch.loss()).isZero();
        assertThat(gradient).containsOnly(0);
    }

    private static WarpSeries without(WarpSettings settings, Random random, int... missing) {
        WarpSeries whole = WarpProblem.series(settings, WarpCase.STEPS + 1, random);
        double[] times = new double[whole.length()];
        double[][] signals = new double[times.length][whole.signalCount()];
        double[][] inputs = new double[times.length][whole.inputCount()];
        for (int t = 0; t < times.length; t++) {
            times[t] = whole.time(t);
            for (int c = 0; c < signals[t].length; c++) {
                int signal = c;
                boolean gap = Arrays.stream(missing).anyMatch(m -> m == signal);
                signals[t][c] = gap ? Double.NaN : whole.signal(t, c);
            }
            for (int c = 0; c < inputs[t].length; c++) {
                inputs[t][c] = whole.input(t, c);
            }
        }
        return new WarpSeries("gaps", times, signals, inputs, new double[times.length][0], -1);
    }

    @ParameterizedTest
    @MethodSource("structures")
    void lanesDoNotNoticeEachOther(WarpCase kind) {
        lanesDoNotNoticeEachOther(kind, RealArrays.doubles());
        lanesDoNotNoticeEachOther(kind, RealArrays.floats());
    }

    private static <A> void lanesDoNotNoticeEachOther(WarpCase kind, RealArrays<A> arrays) {
        List<Long> expected = List.of();
        for (int seed = 42; seed < 44; seed++) {
            // Parameters and series 0 are the same, the others are not.
            WarpProblem problem = new WarpProblem(kind, 1, 41);
            Random random = new Random(seed);
            for (int n = 1; n < 37; n++) {
                if (n % 9 == 0) {
                    problem.repeat(0);
                } else {
                    problem.add(WarpProblem.series(kind.settings(), 1 + random.nextInt(12), random), random);
                }
            }
            WarpBatch<A> batch = problem.batch(arrays);
            problem.forward(batch, false);
            expected = expected.isEmpty() ? bits(batch, 0, problem) : expected;
            for (int n = 0; n < 37; n += 9) {
                assertThat(bits(batch, n, problem).equals(expected))
                        .as("lane %d has the same bits", n)
                        .isTrue();
            }
        }
    }

    /** A lane that feeds itself makes the batch go step by step. */
    @ParameterizedTest
    @MethodSource("structures")
    void stepsOneByOneAreStepsAllAtOnce(WarpCase kind) {
        WarpCase fed = new WarpCase(kind.name(), kind.settings(), 99, false, false);
        WarpProblem problem = new WarpProblem(fed, 15, 43);
        WarpBatch<double[]> atOnce = problem.batch(RealArrays.doubles());
        problem.forward(atOnce, false);
        WarpBatch<double[]> stepwise = problem.batch(RealArrays.doubles());
        Random random = new Random(44);
        WarpSeries free = WarpProblem.series(kind.settings(), WarpCase.STEPS, random);
        stepwise.fill(15, free, WarpProblem.INTERVAL, 1, 0, random, 1);
        problem.forward(stepwise, false);
        for (int n = 0; n < 15; n++) {
            assertThat(bits(stepwise, n, problem).equals(bits(atOnce, n, problem)))
                    .as("lane %d has the same bits", n)
                    .isTrue();
        }
    }

    private static List<Long> bits(WarpBatch<?> batch, int lane, WarpProblem problem) {
        List<Long> all = new ArrayList<>();
        for (int t = 0; t < problem.fed.get(lane).length; t++) {
            for (int k = 0; k < problem.settings.weights(); k++) {
                all.add(Double.doubleToRawLongBits(batch.weight(lane, t, k)));
            }
            for (int c = 0; c < problem.settings.rootOutputs(); c++) {
                all.add(Double.doubleToRawLongBits(batch.prediction(lane, t, c)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("structures")
    void sumsAreTheSameEveryTime(WarpCase kind) {
        WarpProblem problem = new WarpProblem(kind, 14, 45);
        WarpBatch<double[]> batch = problem.batch(RealArrays.doubles());
        double[] first = WarpAgreement.gradient(problem, batch);
        double loss = batch.loss();
        assertThat(WarpAgreement.gradient(problem, batch)).as("same batch").isEqualTo(first);
        assertThat(WarpAgreement.gradient(problem, problem.batch(RealArrays.doubles())))
                .as("other batch")
                .isEqualTo(first);
        assertThat(batch.loss()).isEqualTo(loss);
    }

    @ParameterizedTest
    @MethodSource("structures")
    void clearedLanesAreLikeNew(WarpCase kind) {
        WarpProblem few = new WarpProblem(kind, 3, 46);
        WarpProblem many = new WarpProblem(kind, 16, 46);
        double[] expected = WarpAgreement.gradient(few, few.batch(RealArrays.doubles()));
        WarpBatch<double[]> used = many.batch(RealArrays.doubles());
        WarpAgreement.gradient(many, used);
        used.clear();
        few.fill(used);
        assertThat(WarpAgreement.gradient(few, used)).isEqualTo(expected);
    }

    /** θ grows 1e60-fold at every step behind the end; the gradient of what came before is finite all the same. */
    @ParameterizedTest
    @ValueSource(ints = {99, 1})
    void growthBehindAnEndDoesNotMatter(int fedSteps) {
        WarpSettings settings = WarpCase.plain().withTransition(TransitionSettings.of(Structure.DIAGONAL));
        WarpProblem problem = new WarpProblem(new WarpCase("growing", settings, fedSteps, false, false), 0, 47);
        Random random = new Random(48);
        problem.add(WarpProblem.series(settings, 1, random), random);
        problem.add(WarpProblem.series(settings, 2, random), random);
        Arrays.fill(problem.parameters, 0, settings.weights(), 1e60);
        Arrays.fill(problem.parameters, problem.layout.segment("input.B").offset(), problem.parameters.length, 0.1);
        WarpBatch<double[]> batch = problem.batch(RealArrays.doubles());
        double[] gradient = WarpAgreement.gradient(problem, batch);
        assertThat(batch.firstNonFinite()).isEmpty();
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).as("∂L/∂%s", problem.layout.at(i).name()).isFinite();
        }
    }
}

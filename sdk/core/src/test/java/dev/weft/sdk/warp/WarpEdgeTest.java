package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.solvers.arrays.RealArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

    private static WarpSeries without(WarpSettings settings, Random random, Integer... missing) {
        return changed(WarpProblem.series(settings, WarpCase.STEPS + 1, random), -1, Set.of(missing));
    }

    private static WarpSeries labelled(WarpSeries series, int label) {
        return changed(series, label, Set.of());
    }

    private static WarpSeries changed(WarpSeries whole, int label, Set<Integer> missing) {
        double[] times = new double[whole.length()];
        double[][] signals = new double[times.length][whole.signalCount()];
        double[][] inputs = new double[times.length][whole.inputCount()];
        for (int t = 0; t < times.length; t++) {
            times[t] = whole.time(t);
            for (int c = 0; c < signals[t].length; c++) {
                signals[t][c] = missing.contains(c) ? Double.NaN : whole.signal(t, c);
            }
            for (int c = 0; c < inputs[t].length; c++) {
                inputs[t][c] = whole.input(t, c);
            }
        }
        return new WarpSeries("changed", times, signals, inputs, new double[times.length][0], label);
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
            for (int n = 1; n < 20; n++) {
                if (n % 9 == 0) {
                    problem.repeat(0);
                } else {
                    problem.add(WarpProblem.series(kind.settings(), 1 + random.nextInt(12), random), random);
                }
            }
            WarpBatch<A> batch = problem.batch(arrays);
            problem.forward(batch, false);
            expected = expected.isEmpty() ? bits(batch, 0, problem) : expected;
            for (int n = 0; n < 20; n += 9) {
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

    /** θ grows 1e30-fold at every step behind the end; the gradient of what came before is finite all the same. */
    @ParameterizedTest
    @ValueSource(ints = {99, 1})
    void growthBehindAnEndDoesNotMatter(int fedSteps) {
        WarpSettings settings = WarpCase.plain().withTransition(TransitionSettings.of(Structure.DIAGONAL));
        WarpProblem problem = new WarpProblem(new WarpCase("growing", settings, fedSteps, false, false), 0, 47);
        Random random = new Random(48);
        problem.add(WarpProblem.series(settings, 1, random), random);
        problem.add(WarpProblem.series(settings, 2, random), random);
        Arrays.fill(problem.parameters, 0, settings.weights(), 1e30);
        Arrays.fill(problem.parameters, problem.layout.segment("input.B").offset(), problem.parameters.length, 0.1);
        WarpBatch<double[]> batch = problem.batch(RealArrays.doubles());
        double[] gradient = WarpAgreement.gradient(problem, batch);
        assertThat(batch.firstNonFinite()).isEmpty();
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).as("∂L/∂%s", problem.layout.at(i).name()).isFinite();
        }
    }

    @Test
    void aLongSeriesTellsItsClassAtTheLastStepOfTheBatch() {
        WarpSettings settings = WarpCase.plain().withClasses(List.of("p", "q", "r"));
        Random random = new Random(49);
        WarpSeries any = WarpProblem.series(settings, WarpCase.STEPS + 3, random);
        WarpProblem problem = new WarpProblem(new WarpCase("classes", settings, 99, false, false), 0, 50);
        problem.add(labelled(any, 2), random);
        WarpAgreement.forward(problem, RealArrays.doubles(), false, VALUE);
        WarpAgreement.backward(problem, RealArrays.doubles(), DERIVATIVE);
        assertThat(problem.batch(RealArrays.doubles()).weight()).isCloseTo(WarpProblem.CONTEXT_WEIGHT, within(VALUE));
    }

    @Test
    void refusesToFillALaneWithWhatDoesNotFit() {
        WarpSettings settings = WarpCase.plain().withClasses(List.of("p", "q"));
        WarpBatch<double[]> batch =
                new WarpProblem(new WarpCase("classes", settings, 99, false, false), 1, 51).batch(RealArrays.doubles());
        Random random = new Random(52);
        WarpSeries series = labelled(WarpProblem.series(settings, 4, random), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch.fill(0, series, 1, 0, 0, random, 1))
                .withMessage("fed steps = 0, expected at least 1: the first step gives θ_0");
        for (double interval : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> batch.fill(0, series, interval, 1, 0, random, 1))
                    .withMessage("usual interval = " + interval + " s, expected a finite number > 0");
        }
        WarpSeries other = WarpProblem.series(settings.withInputs(List.of("u")), 4, random);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch.fill(0, other, 1, 1, 0, random, 1))
                .withMessage("series s has 2 signals, 1 inputs, 0 targets, expected 2, 0, 0");
        for (int label : new int[] {-2, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> batch.fill(0, labelled(series, label), 1, 1, 0, random, 1))
                    .withMessage("series changed: label = " + label
                            + ", expected a class from 0 to 1, or −1 where none is known");
        }
    }
}

package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Batches in planes agree with the transition of one sequence at a time, and their gradients with differences. */
class BatchTransitionProperties {
    private static final int LANES = 16;

    private static Transition random(int structure, int pairs, Random random) {
        int d = 2 * pairs;
        return switch (structure) {
            case 0 -> Dense.of(matrix(d, d, 0.5 / d, random));
            case 1 -> Diagonal.of(numbers(d, 1, random));
            case 2 -> BlockDiagonal.of(numbers(2 * d, 0.7, random));
            default ->
                LowRankPlusDiagonal.of(numbers(d, 0.6, random), matrix(d, 2, 0.3, random), matrix(d, 2, 0.3, random));
        };
    }

    private static double[] numbers(int n, double scale, Random random) {
        return random.doubles(n, -scale, scale).toArray();
    }

    private static DMatrixRMaj matrix(int rows, int columns, double scale, Random random) {
        return new DMatrixRMaj(rows, columns, true, numbers(rows * columns, scale, random));
    }

    @Property(tries = 40)
    void stepsAndGradientsAreThoseOfTheDefinition(
            @ForAll @IntRange(min = 0, max = 3) int structure,
            @ForAll @IntRange(min = 1, max = 9) int pairs,
            @ForAll @IntRange(min = 1, max = 70) int steps,
            @ForAll long seed) {
        Random random = new Random(seed);
        Transition transition = random(structure, pairs, random);
        agrees(transition, false, steps, random);
    }

    @Property(tries = 40)
    void continuousOnesUseTheExponentialOfEachInterval(
            @ForAll @IntRange(min = 1, max = 2) int structure,
            @ForAll @IntRange(min = 1, max = 9) int pairs,
            @ForAll @IntRange(min = 1, max = 20) int steps,
            @ForAll long seed) {
        Random random = new Random(seed);
        agrees(random(structure, pairs, random), true, steps, random);
    }

    private static void agrees(Transition transition, boolean continuous, int steps, Random random) {
        RealArrays<double[]> arrays = RealArrays.doubles();
        int d = transition.size();
        int n = steps * LANES;
        double[][] start =
                IntStream.range(0, d).mapToObj(k -> numbers(n, 1, random)).toArray(double[][]::new);
        double[][] weights =
                IntStream.range(0, d).mapToObj(k -> numbers(n, 1, random)).toArray(double[][]::new);
        double[] intervals = random.doubles(n, 0, 2).toArray();
        BatchTransition<double[]> batch = BatchTransition.of(arrays, transition, continuous);
        BatchTransition.Sequences<double[]> sequences = batch.sequences(LANES, steps);
        if (continuous) {
            sequences.intervals(intervals);
        }
        double[][] theta = copy(start);
        sequences.forward(theta, 1, steps);
        double[][] slowly = byDefinition(transition, continuous, steps, start, intervals);
        double[][] adjoints = copy(weights);
        sequences.backward(adjoints, 0, steps - 1);
        double[][] again = copy(start);
        double[][] backAgain = copy(weights);
        // In parts of any length it is the same.
        int part = 1 + random.nextInt(steps);
        double[] gradient = new double[transition.parameterCount()];
        for (int t = 1; t < steps; t += part) {
            sequences.gradient(theta, adjoints, t, Math.min(steps, t + part));
        }
        sequences.addGradient(gradient);
        double[] nothing = new double[gradient.length];
        sequences.addGradient(nothing);
        assertThat(nothing).containsOnly(0);
        for (int t = 1; t < steps; t += part) {
            sequences.forward(again, t, Math.min(steps, t + part));
        }
        for (int t = steps - 1; t > 0; t -= part) {
            sequences.backward(backAgain, Math.max(0, t - part), t);
        }
        for (int k = 0; k < d; k++) {
            // Sums of at most 18 products a step, 70 steps, |A| below 1.5 a step at the worst of the blocks.
            assertThat(theta[k]).containsExactly(slowly[k], within(1e-12 * Math.max(1, largest(slowly))));
            assertThat(again[k]).containsExactly(theta[k], within(1e-12 * Math.max(1, largest(slowly))));
            assertThat(backAgain[k]).containsExactly(adjoints[k], within(1e-12 * Math.max(1, largest(adjoints))));
        }
        double[] parameters = transition.parameters();
        for (int j = 0; j < parameters.length; j++) {
            double h = 1e-6;
            double above = loss(transition, continuous, steps, start, intervals, weights, j, h);
            double below = loss(transition, continuous, steps, start, intervals, weights, j, -h);
            double difference = (above - below) / (2 * h);
            // Central differences: the third derivative times h², and rounding over h.
            double scale = largest(slowly) * largest(adjoints) * n;
            assertThat(gradient[j]).isCloseTo(difference, within(1e-8 * Math.max(1, scale)));
        }
    }

    private static double loss(
            Transition transition,
            boolean continuous,
            int steps,
            double[][] start,
            double[] intervals,
            double[][] weights,
            int parameter,
            double change) {
        double[] changed = transition.parameters();
        changed[parameter] += change;
        double[][] theta = byDefinition(transition.withParameters(changed), continuous, steps, start, intervals);
        double loss = 0;
        for (int k = 0; k < theta.length; k++) {
            for (int i = 0; i < theta[k].length; i++) {
                loss += theta[k][i] * weights[k][i];
            }
        }
        return loss;
    }

    private static double[][] byDefinition(
            Transition transition, boolean continuous, int steps, double[][] start, double[] intervals) {
        int d = transition.size();
        double[][] theta = copy(start);
        DMatrixRMaj before = new DMatrixRMaj(d, 1);
        DMatrixRMaj after = new DMatrixRMaj(d, 1);
        for (int t = 1; t < steps; t++) {
            for (int lane = 0; lane < LANES; lane++) {
                int at = t * LANES + lane;
                for (int k = 0; k < d; k++) {
                    before.data[k] = theta[k][at - LANES];
                }
                Transition step = continuous ? transition.exponential(intervals[at]) : transition;
                CommonOps_DDRM.mult(step.toMatrix(), before, after);
                for (int k = 0; k < d; k++) {
                    theta[k][at] += after.data[k];
                }
            }
        }
        return theta;
    }

    private static double[][] copy(double[][] planes) {
        double[][] copy = planes.clone();
        for (int k = 0; k < copy.length; k++) {
            copy[k] = planes[k].clone();
        }
        return copy;
    }

    private static double largest(double[][] planes) {
        double largest = 0;
        for (double[] plane : planes) {
            for (double value : plane) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}

package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.arrays.RealArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.Binary64;

/** Hold a batch against the reference. */
final class WarpAgreement {
    /** What numbers may reach for a tolerance that is relative to the largest still to mean something for the others. */
    private static final double ORDER = 30;

    /** Random directions through the parameters of one name. */
    private static final int DIRECTIONS = 2;

    private WarpAgreement() {}

    /**
     * Compare θ, predictions, loss and its weight.
     *
     * @param tolerance relative to the largest number of a series, at least 1
     */
    static <A> void forward(WarpProblem problem, RealArrays<A> arrays, boolean convolutional, double tolerance) {
        WarpBatch<A> batch = problem.batch(arrays);
        problem.forward(batch, convolutional);
        Binary64[] parameters = problem.binary64();
        double loss = 0;
        double weight = 0;
        double scale = 1;
        for (int n = 0; n < problem.series.size(); n++) {
            ReferenceWarp.Run<Binary64> expected = problem.reference(n);
            assertThat(expected.scale()).as("largest number of series %d", n).isLessThan(ORDER);
            lane(batch, n, expected, problem.settings, tolerance * expected.scale());
            ReferenceLoss<Binary64> own = problem.loss(parameters, n);
            loss += own.sum.getReal();
            weight += own.weight;
            scale += Math.abs(own.sum.getReal());
        }
        // The square of an error, and its quotient with σ², have a few times the error of a prediction.
        assertThat(batch.loss()).as("loss").isCloseTo(loss, within(10 * tolerance * scale));
        assertThat(batch.weight()).as("weight of the loss").isCloseTo(weight, within(tolerance * (1 + weight)));
    }

    private static void lane(
            WarpBatch<?> batch,
            int lane,
            ReferenceWarp.Run<Binary64> expected,
            WarpSettings settings,
            double tolerance) {
        for (int t = 0; t < expected.steps(); t++) {
            for (int k = 0; k < settings.weights(); k++) {
                String what = "θ_%d[%d] of series %d";
                close(batch.weight(lane, t, k), expected.weight(t, k), tolerance, what, t, k, lane);
            }
            for (int c = 0; c < settings.rootOutputs(); c++) {
                String what = "ŷ_%d[%d] of series %d";
                close(batch.prediction(lane, t, c), expected.prediction(t, c), tolerance, what, t, c, lane);
            }
        }
    }

    /** Compare without an assertion's cost where there is nothing to say: numbers are many. */
    private static void close(double found, double expected, double tolerance, String what, int... where) {
        if (!(Math.abs(found - expected) <= tolerance)) {
            Object[] numbers = Arrays.stream(where).boxed().toArray();
            assertThat(found).as(what, numbers).isCloseTo(expected, within(tolerance));
        }
    }

    /**
     * Compare derivatives of the loss along random directions, two through the parameters of each name: a gradient that is
     * wrong anywhere is wrong along almost all of them, and one pass through the reference tells them all.
     *
     * @param tolerance relative to Σ |∂L/∂p| |direction|, at least 1
     */
    static <A> void backward(WarpProblem problem, RealArrays<A> arrays, double tolerance) {
        double[] gradient = gradient(problem, problem.batch(arrays));
        List<double[]> directions = directions(problem.layout);
        double[] expected = differentiated(problem, directions);
        for (int j = 0; j < expected.length; j++) {
            double found = 0;
            double scale = 1;
            for (int i = 0; i < gradient.length; i++) {
                found += gradient[i] * directions.get(j)[i];
                scale += Math.abs(gradient[i] * directions.get(j)[i]);
            }
            String name = problem.layout.segments().get(j / DIRECTIONS).name();
            assertThat(found).as("∂L along %s", name).isCloseTo(0.5 * expected[j], within(tolerance * scale));
        }
    }

    private static List<double[]> directions(ParameterLayout layout) {
        Random random = new Random(layout.size());
        List<double[]> all = new ArrayList<>();
        for (ParameterLayout.Segment segment : layout.segments()) {
            for (int n = 0; n < DIRECTIONS; n++) {
                double[] direction = new double[layout.size()];
                for (int i = segment.offset(); i < segment.end(); i++) {
                    direction[i] = random.nextGaussian();
                }
                all.add(direction);
            }
        }
        return all;
    }

    /** Compare ∂L/∂parameters in float, each by itself, with those in double; relative to the largest, at least 1. */
    static void backwardInFloat(WarpProblem problem, double tolerance) {
        double[] expected = gradient(problem, problem.batch(RealArrays.doubles()));
        double[] found = gradient(problem, problem.batch(RealArrays.floats()));
        double scale = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as("∂L/∂%s, parameter %d", problem.layout.at(i).name(), i)
                    .isCloseTo(expected[i], within(tolerance * scale));
        }
    }

    /** Return half of ∂L/∂parameters, as a filled batch has it. */
    static double[] gradient(WarpProblem problem, WarpBatch<?> batch) {
        double[] gradient = new double[problem.parameters.length];
        problem.forward(batch, false);
        batch.loss();
        batch.backward(0.5, gradient);
        return gradient;
    }

    /** Return the derivatives of the sum of all series' losses along directions. */
    private static double[] differentiated(WarpProblem problem, List<double[]> directions) {
        Gradient[] variables = new Gradient[problem.parameters.length];
        for (int i = 0; i < variables.length; i++) {
            int at = i;
            double[] along = directions.stream().mapToDouble(d -> d[at]).toArray();
            variables[i] = new Gradient(problem.parameters[i], along);
        }
        double[] all = new double[directions.size()];
        for (int n = 0; n < problem.series.size(); n++) {
            double[] ofSeries = problem.loss(variables, n).sum.getGradient();
            Arrays.setAll(all, j -> all[j] + ofSeries[j]);
        }
        return all;
    }
}

package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.Binary64;

/** Hold a batch against the reference. */
final class WarpAgreement {
    /** What numbers may reach for a tolerance that is relative to the largest still to mean something for the others. */
    private static final double ORDER = 30;

    private static final int AT_A_TIME = 32;

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
                assertThat(batch.weight(lane, t, k))
                        .as("θ_%d[%d] of series %d", t, k, lane)
                        .isCloseTo(expected.weight(t, k), within(tolerance));
            }
            for (int c = 0; c < settings.rootOutputs(); c++) {
                assertThat(batch.prediction(lane, t, c))
                        .as("ŷ_%d[%d] of series %d", t, c, lane)
                        .isCloseTo(expected.prediction(t, c), within(tolerance));
            }
        }
    }

    /**
     * Compare ∂L/∂parameters.
     *
     * @param tolerance relative to the largest of them, at least 1
     */
    static <A> void backward(WarpProblem problem, RealArrays<A> arrays, double tolerance) {
        double[] expected = differentiated(problem);
        double[] gradient = gradient(problem, problem.batch(arrays));
        double scale = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
        for (int i = 0; i < expected.length; i++) {
            assertThat(gradient[i])
                    .as("∂L/∂%s, parameter %d", problem.layout.at(i).name(), i)
                    .isCloseTo(0.5 * expected[i], within(tolerance * scale));
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

    /** Return ∂L/∂parameters of the sum of all series' losses, some parameters at a time. */
    private static double[] differentiated(WarpProblem problem) {
        int count = problem.parameters.length;
        double[] all = new double[count];
        for (int from = 0; from < count; from += AT_A_TIME) {
            Gradient[] variables = new Gradient[count];
            for (int i = 0; i < count; i++) {
                variables[i] = i >= from && i < from + AT_A_TIME
                        ? Gradient.variable(AT_A_TIME, i - from, problem.parameters[i])
                        : Gradient.constant(AT_A_TIME, problem.parameters[i]);
            }
            for (int n = 0; n < problem.series.size(); n++) {
                Gradient loss = problem.loss(variables, n).sum;
                for (int i = from; i < count && i < from + AT_A_TIME; i++) {
                    all[i] += loss.getPartialDerivative(i - from);
                }
            }
        }
        return all;
    }
}

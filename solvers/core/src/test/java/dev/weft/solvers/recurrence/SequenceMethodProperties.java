package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SequenceMethodProperties {
    private static final double UNIT = 0x1p-53;

    @Property(tries = 200)
    void scanConvolutionAndParallelScanAgreeWithTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 90) int steps,
            @ForAll @IntRange(min = 1, max = 7) int chunks) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        LinearRecurrence recurrence = draw.recurrence();
        double[] initial = draw.vector(recurrence.size());
        double[] inputs = draw.vector(steps * recurrence.inputs());
        double[] expected = RandomRecurrence.naive(recurrence, initial, steps, inputs, false);
        double[] magnitude = RandomRecurrence.naive(recurrence, initial, steps, inputs, true);

        for (SequenceMethod method :
                new SequenceMethod[] {new SequentialScan(), new Convolution(Integer.MAX_VALUE), new ParallelScan(chunks)
                }) {
            double[] states = new double[expected.length];
            Arrays.fill(states, Double.NaN);
            method.states(recurrence, initial, steps, inputs, states);
            assertWithin(recurrence, steps, states, expected, magnitude);
        }
    }

    @Property(tries = 60)
    void theTransformAgreesWithTheScan(@ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int steps) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        int d = draw.between(1, 8);
        Transition transition = draw.transition(d);
        LinearRecurrence recurrence = new LinearRecurrence(
                transition instanceof Identity ? transition : transition.stabilised(0.999),
                draw.matrix(d, draw.between(1, 3)));
        double[] initial = draw.vector(d);
        double[] inputs = draw.vector(steps * recurrence.inputs());
        double[] expected = new double[steps * d];
        double[] states = new double[steps * d];

        new SequentialScan().states(recurrence, initial, steps, inputs, expected);
        new Convolution(1).states(recurrence, initial, steps, inputs, states);

        // A transform of length M is off by about log₂ M units of rounding in the 2-norm (Higham, "Accuracy and
        // Stability of Numerical Algorithms", 2002, theorem 24.2, constant below 5), three transforms make one
        // convolution, and ‖K‖₂‖v‖₂ bounds all it computes; 8·T steps of rounding are those of kernel and scan.
        double kernel = 0;
        double[] impulse = new double[steps * d];
        for (int x = 0; x < recurrence.inputs(); x++) {
            double[] one = new double[steps * recurrence.inputs()];
            one[x] = 1;
            new SequentialScan().states(recurrence, new double[d], steps, one, impulse);
            for (int i = 0; i < d; i++) {
                kernel = Math.max(kernel, norm(impulse, i, d));
            }
        }
        double scale = recurrence.inputs() * kernel * norm(inputs, 0, 1) + norm(initial, 0, 1) * Math.sqrt(d) * 10;
        double bound = (15 * (Math.log(4.0 * steps) / Math.log(2)) + 8 * steps) * UNIT * scale;
        for (int i = 0; i < states.length; i++) {
            assertThat(Math.abs(states[i] - expected[i])).isLessThanOrEqualTo(bound);
        }
    }

    @Property(tries = 100)
    void stepAfterStepIsTheScan(@ForAll long seed) {
        RandomRecurrence draw = new RandomRecurrence(seed);
        LinearRecurrence recurrence = draw.recurrence();
        int n = recurrence.inputs();
        int steps = 20;
        double[] theta = draw.vector(recurrence.size());
        double[] inputs = draw.vector(steps * n);
        double[] expected = RandomRecurrence.naive(recurrence, theta, steps, inputs, false);
        double[] magnitude = RandomRecurrence.naive(recurrence, theta, steps, inputs, true);
        double[] states = new double[expected.length];
        LinearRecurrence.Scratch scratch = recurrence.newScratch();
        for (int t = 0; t < steps; t++) {
            recurrence.step(theta, Arrays.copyOfRange(inputs, t * n, (t + 1) * n), scratch);
            System.arraycopy(theta, 0, states, t * theta.length, theta.length);
        }
        assertWithin(recurrence, steps, states, expected, magnitude);
    }

    // Each of t steps rounds sums of D + Dx + 2r products (r <= 3 channels of a low rank), and powers of A as many
    // again; twice, for the oracle. Magnitudes bound all intermediate numbers but those of U Vᵀ, which the dense
    // expansion has summed: at most 4 times as large here, where |U| <= 0.5/D and |V|, |d| <= 1.
    private static void assertWithin(
            LinearRecurrence recurrence, int steps, double[] states, double[] expected, double[] magnitude) {
        int d = recurrence.size();
        double largest = 1;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < d; i++) {
                largest = Math.max(largest, magnitude[t * d + i]);
            }
            double bound = 2 * 2 * 4 * (t + 2) * (d + recurrence.inputs() + 8) * UNIT * largest;
            for (int i = 0; i < d; i++) {
                assertThat(Math.abs(states[t * d + i] - expected[t * d + i])).isLessThanOrEqualTo(bound);
            }
        }
    }

    private static double norm(double[] values, int from, int stride) {
        double sum = 0;
        for (int i = from; i < values.length; i += stride) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }
}

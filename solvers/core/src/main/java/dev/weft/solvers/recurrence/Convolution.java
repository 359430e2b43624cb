package dev.weft.solvers.recurrence;

import java.util.Arrays;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * Compute a sequence as a convolution: θ_t = A^t θ_0 + Σ_{s&lt;=t} K_{t−s} v_s with the kernel K_j = A^j B.
 *
 * <p>Short sequences are summed directly, T²·D·Dx operations; longer ones go through the fast Fourier transform, O(T
 * log T · D · Dx), in which rounding is relative to the largest numbers of a sequence, not to each state. The kernel
 * costs T·Dx products with A: this is the method for structured transitions, and needs memory for 4T·(Dx + 2) numbers.
 *
 * <p>Source: the convolution of R. D. Nzoyem et al., "Weight-Space Linear Recurrent Neural Networks", 2025, section 2.
 */
public final class Convolution implements SequenceMethod {
    /**
     * Steps from which the transform is used. It was the faster one with 32 states from 64 steps on, and with 4 states
     * somewhere between 256 and 384: 256 steps of 32 states took 0.9 ms, directly 3.2.
     */
    static final int TRANSFORM_FROM = 256;

    private final int transformFrom;

    /** Choose between direct sums and the transform by length. */
    public Convolution() {
        this(TRANSFORM_FROM);
    }

    /** Use the transform from a number of steps on. */
    Convolution(int transformFrom) {
        this.transformFrom = transformFrom;
    }

    @Override
    public void states(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, double[] states) {
        Checks.sequence(recurrence, initial, steps, inputs, states);
        int d = recurrence.size();
        int n = recurrence.inputs();
        double[][] kernel = kernel(recurrence, steps);
        boolean transform = steps >= transformFrom;
        Spectrum spectrum = transform ? new Spectrum(inputs, steps, n) : null;
        double[] sum = new double[steps];
        for (int i = 0; i < d; i++) {
            Arrays.fill(sum, 0);
            if (spectrum != null) {
                spectrum.convolve(kernel, i, d, sum);
            } else {
                for (int x = 0; x < n; x++) {
                    direct(kernel[x], i, d, inputs, x, n, sum);
                }
            }
            for (int t = 0; t < steps; t++) {
                states[t * d + i] = sum[t];
            }
        }
        addInitial(recurrence.transition(), initial, steps, states);
    }

    /** Return A^j b_x for each column b_x of B: [Dx][T×D]. */
    private static double[][] kernel(LinearRecurrence recurrence, int steps) {
        int d = recurrence.size();
        int n = recurrence.inputs();
        Transition transition = recurrence.transition();
        double[] scratch = transition.newScratch();
        double[][] kernel = new double[n][steps * d];
        for (int x = 0; x < n; x++) {
            for (int i = 0; i < d; i++) {
                kernel[x][i] = recurrence.inputMatrix().get(i, x);
            }
            for (int j = 1; j < steps; j++) {
                transition.apply(kernel[x], (j - 1) * d, kernel[x], j * d, scratch);
            }
        }
        return kernel;
    }

    private static void direct(double[] kernel, int i, int d, double[] inputs, int x, int n, double[] sum) {
        for (int t = 0; t < sum.length; t++) {
            double value = 0;
            for (int s = 0; s <= t; s++) {
                value += kernel[(t - s) * d + i] * inputs[s * n + x];
            }
            sum[t] += value;
        }
    }

    private static void addInitial(Transition transition, double[] initial, int steps, double[] states) {
        int d = transition.size();
        double[] scratch = transition.newScratch();
        double[] now = initial.clone();
        double[] next = new double[d];
        for (int t = 0; t < steps; t++) {
            transition.apply(now, 0, next, 0, scratch);
            for (int i = 0; i < d; i++) {
                states[t * d + i] += next[i];
            }
            double[] swap = now;
            now = next;
            next = swap;
        }
    }

    /** The transforms of all input series, and working memory; series are padded to twice their length. */
    private static final class Spectrum {
        private final int steps;
        private final double[][][] inputs;
        private final double[][] product;
        private final double[][] work;

        Spectrum(double[] series, int steps, int n) {
            this.steps = steps;
            int size = Integer.highestOneBit(Math.max(1, 2 * steps - 1)) * 2;
            inputs = new double[n][2][size];
            for (int x = 0; x < n; x++) {
                for (int t = 0; t < steps; t++) {
                    inputs[x][0][t] = series[t * n + x];
                }
                forward(inputs[x]);
            }
            product = new double[2][size];
            work = new double[2][size];
        }

        void convolve(double[][] kernel, int i, int d, double[] sum) {
            Arrays.fill(product[0], 0);
            Arrays.fill(product[1], 0);
            for (int x = 0; x < inputs.length; x++) {
                Arrays.fill(work[0], 0);
                Arrays.fill(work[1], 0);
                for (int t = 0; t < steps; t++) {
                    work[0][t] = kernel[x][t * d + i];
                }
                forward(work);
                double[] re = inputs[x][0];
                double[] im = inputs[x][1];
                for (int f = 0; f < re.length; f++) {
                    product[0][f] += re[f] * work[0][f] - im[f] * work[1][f];
                    product[1][f] += re[f] * work[1][f] + im[f] * work[0][f];
                }
            }
            FastFourierTransformer.transformInPlace(product, DftNormalization.STANDARD, TransformType.INVERSE);
            System.arraycopy(product[0], 0, sum, 0, steps);
        }

        private static void forward(double[][] data) {
            FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
        }
    }
}

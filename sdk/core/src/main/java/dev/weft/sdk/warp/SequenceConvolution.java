package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;

/**
 * Compute θ_{0:T} of a batch by convolution: θ_t = A^t θ_0 + Σ_s K_{t−s} v_s with K_j = A^j B.
 *
 * <p>For each weight the kernel is a triangular Toeplitz matrix [T×T·Dw], which one product applies to all lanes. All
 * steps at once, but T²·Dw·D·N operations instead of T·D²·N (dense) or T·D·N (diagonal): a check of the recurrence here,
 * and a form for machines with more arithmetic than a processor.
 */
final class SequenceConvolution<A> {
    private final WarpProgram<A> program;
    private final RealArrays<A> arrays;
    private final int lanes;
    private final int steps;

    SequenceConvolution(WarpProgram<A> program, int lanes, int steps) {
        this.program = program;
        this.arrays = program.arrays();
        this.lanes = lanes;
        this.steps = steps;
    }

    /** Return planes of θ_0 … θ_{T−1}; θ_0 [D×N] is given. */
    A[] apply(A first, Drivers<A> drivers) {
        int d = program.settings().weights();
        int w = drivers.driven().length;
        A[] kernels = kernels(d, w);
        A[] theta = arrays.allocatePlanes(d, steps * lanes);
        for (int k = 0; k < d; k++) {
            System.arraycopy(first, k * lanes, theta[k], 0, lanes);
        }
        program.transition().sequences(lanes, steps).forward(theta, 1, steps);
        int t = steps - 1;
        A inputs = arrays.allocate(w * t * lanes);
        for (int c = 0; c < w; c++) {
            System.arraycopy(drivers.driven()[c], lanes, inputs, c * t * lanes, t * lanes);
        }
        A toeplitz = arrays.allocate(t * t * w);
        int width = kernelLanes(w);
        for (int k = 0; k < d; k++) {
            for (int c = 0; c < w; c++) {
                for (int row = 0; row < t; row++) {
                    for (int s = 0; s <= row; s++) {
                        double entry = arrays.get(kernels[k], (row - s) * width + c);
                        arrays.set(toeplitz, row * t * w + c * t + s, entry);
                    }
                }
            }
            arrays.multiply(
                    t, lanes, t * w, 1, toeplitz, 0, t * w, false, inputs, 0, lanes, false, 1, theta[k], lanes, lanes);
        }
        return theta;
    }

    /** Return K: the recurrence itself, run on the columns of B instead of series. */
    private A[] kernels(int d, int w) {
        int width = kernelLanes(w);
        int matrix = program.layout().segment("input.B").offset();
        A[] kernels = arrays.allocatePlanes(d, width * steps);
        for (int k = 0; k < d; k++) {
            for (int c = 0; c < w; c++) {
                arrays.set(kernels[k], c, program.parameter(matrix + k * w + c));
            }
        }
        program.transition().sequences(width, steps).forward(kernels, 1, steps);
        return kernels;
    }

    private static int kernelLanes(int w) {
        return (w + BatchTransition.LANES - 1) / BatchTransition.LANES * BatchTransition.LANES;
    }
}

package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;

/**
 * Carry a batch with a diagonal A or exp(ΛΔt): weight by weight over all times, one fused multiply and add each. Limited
 * by memory.
 */
final class DiagonalBatch<A> extends BatchTransition<A> {
    private final RealArrays<A> arrays;
    private final boolean continuous;
    private final double[] diagonal;
    private final ExponentialFactors<A> factors;

    DiagonalBatch(RealArrays<A> arrays, int size, boolean continuous) {
        this.arrays = arrays;
        this.continuous = continuous;
        this.diagonal = new double[size];
        this.factors = ExponentialFactors.scalar(arrays);
        Arrays.fill(diagonal, continuous ? 0 : 1);
    }

    @Override
    public void load(double[] parameters) {
        System.arraycopy(parameters, 0, diagonal, 0, diagonal.length);
    }

    @Override
    Sequences<A> newSequences(int lanes, int steps) {
        return continuous ? new Varying(lanes, steps) : new Constant(lanes);
    }

    /** Keeps the sum of gradients. */
    private abstract class Summing implements Sequences<A> {
        final int lanes;
        final double[] sums = new double[diagonal.length];

        Summing(int lanes) {
            this.lanes = lanes;
        }

        @Override
        public void addGradient(double[] gradient) {
            for (int k = 0; k < sums.length; k++) {
                gradient[k] += sums[k];
            }
            Arrays.fill(sums, 0);
        }
    }

    private final class Constant extends Summing {
        Constant(int lanes) {
            super(lanes);
        }

        @Override
        public void forward(A[] theta, int from, int to) {
            for (int k = 0; k < diagonal.length; k++) {
                arrays.addScaled(
                        diagonal[k], theta[k], (from - 1) * lanes, theta[k], from * lanes, (to - from) * lanes);
            }
        }

        @Override
        public void backward(A[] adjoints, int from, int to) {
            for (int k = 0; k < diagonal.length; k++) {
                arrays.addScaledBackwards(
                        diagonal[k], adjoints[k], (from + 1) * lanes, adjoints[k], from * lanes, (to - from) * lanes);
            }
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            int at = from * lanes;
            for (int k = 0; k < diagonal.length; k++) {
                sums[k] += arrays.dot(theta[k], at - lanes, adjoints[k], at, (to - from) * lanes);
            }
        }
    }

    private final class Varying extends Summing {
        private final int end;
        private final A[] planes;
        private final ExponentialFactors.Planes<A> exponentials;

        Varying(int lanes, int steps) {
            super(lanes);
            this.end = lanes * steps;
            this.planes = arrays.allocatePlanes(diagonal.length, end);
            this.exponentials = factors.planes(end);
        }

        @Override
        public void intervals(A intervals) {
            exponentials.compute(diagonal, intervals, planes);
        }

        @Override
        public void forward(A[] theta, int from, int to) {
            int at = from * lanes;
            for (int k = 0; k < diagonal.length; k++) {
                arrays.addProduct(planes[k], at, theta[k], at - lanes, theta[k], at, (to - from) * lanes);
            }
        }

        @Override
        public void backward(A[] adjoints, int from, int to) {
            int at = from * lanes;
            for (int k = 0; k < diagonal.length; k++) {
                arrays.addProductBackwards(
                        planes[k], at + lanes, adjoints[k], at + lanes, adjoints[k], at, (to - from) * lanes);
            }
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            A[] change = exponentials.change();
            int at = from * lanes;
            for (int k = 0; k < diagonal.length; k++) {
                arrays.fill(change[0], 0, end, 0);
                arrays.addProduct(theta[k], at - lanes, adjoints[k], at, change[0], at, (to - from) * lanes);
                exponentials.accumulate(diagonal, k, sums);
            }
        }
    }
}

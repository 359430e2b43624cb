package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;

/** Carry a batch with 2×2 blocks, A or exp(ΛΔt): block by block over all times. Limited by memory. */
final class BlockDiagonalBatch<A> extends BatchTransition<A> {
    private final RealArrays<A> arrays;
    private final boolean continuous;
    private final double[] blocks;
    private final ExponentialFactors<A> factors;

    BlockDiagonalBatch(RealArrays<A> arrays, int size, boolean continuous) {
        this.arrays = arrays;
        this.continuous = continuous;
        this.blocks = new double[2 * size];
        this.factors = ExponentialFactors.block(arrays);
    }

    @Override
    public void load(double[] parameters) {
        System.arraycopy(parameters, 0, blocks, 0, blocks.length);
    }

    @Override
    Sequences<A> newSequences(int lanes, int steps) {
        return continuous ? new Varying(lanes, steps) : new Constant(lanes);
    }

    /** Steps of one block; all steps of a block are taken while its planes are in the cache. */
    private abstract class ByBlocks implements Sequences<A> {
        final int lanes;
        final double[] sums = new double[blocks.length];

        ByBlocks(int lanes) {
            this.lanes = lanes;
        }

        /** Add A_i times step t − 1 to step t. */
        abstract void step(A[] theta, int block, int t);

        /** Add A_iᵀ times step t + 1 to step t. */
        abstract void back(A[] adjoints, int block, int t);

        @Override
        public void forward(A[] theta, int from, int to) {
            for (int i = 0; i < blocks.length; i += 4) {
                for (int t = from; t < to; t++) {
                    step(theta, i, t);
                }
            }
        }

        @Override
        public void backward(A[] adjoints, int from, int to) {
            for (int i = 0; i < blocks.length; i += 4) {
                for (int t = to - 1; t >= from; t--) {
                    back(adjoints, i, t);
                }
            }
        }

        @Override
        public void addGradient(double[] gradient) {
            for (int i = 0; i < sums.length; i++) {
                gradient[i] += sums[i];
            }
            Arrays.fill(sums, 0);
        }
    }

    private final class Constant extends ByBlocks {
        Constant(int lanes) {
            super(lanes);
        }

        @Override
        void step(A[] theta, int i, int t) {
            apply(theta[i / 2], theta[i / 2 + 1], blocks[i], blocks[i + 1], blocks[i + 2], blocks[i + 3], t - 1, t);
        }

        @Override
        void back(A[] adjoints, int i, int t) {
            A p = adjoints[i / 2];
            A q = adjoints[i / 2 + 1];
            apply(p, q, blocks[i], blocks[i + 2], blocks[i + 1], blocks[i + 3], t + 1, t);
        }

        private void apply(A p, A q, double a, double b, double c, double d, int source, int target) {
            int from = source * lanes;
            int to = target * lanes;
            arrays.addScaled(a, p, from, p, to, lanes);
            arrays.addScaled(b, q, from, p, to, lanes);
            arrays.addScaled(c, p, from, q, to, lanes);
            arrays.addScaled(d, q, from, q, to, lanes);
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            int at = from * lanes;
            for (int i = 0; i < blocks.length; i++) {
                int row = i / 4 * 2 + i % 4 / 2;
                int column = i / 4 * 2 + i % 2;
                sums[i] += arrays.dot(theta[column], at - lanes, adjoints[row], at, (to - from) * lanes);
            }
        }
    }

    private final class Varying extends ByBlocks {
        private final int end;
        private final A[] planes;
        private final ExponentialFactors.Planes<A> exponentials;

        Varying(int lanes, int steps) {
            super(lanes);
            end = lanes * steps;
            planes = arrays.allocatePlanes(blocks.length, end);
            exponentials = factors.planes(end);
        }

        @Override
        public void intervals(A intervals) {
            exponentials.compute(blocks, intervals, planes);
        }

        @Override
        void step(A[] theta, int i, int t) {
            apply(theta, i, 1, 2, t * lanes, (t - 1) * lanes, t * lanes);
        }

        @Override
        void back(A[] adjoints, int i, int t) {
            apply(adjoints, i, 2, 1, (t + 1) * lanes, (t + 1) * lanes, t * lanes);
        }

        private void apply(A[] values, int i, int upper, int lower, int factor, int from, int to) {
            A p = values[i / 2];
            A q = values[i / 2 + 1];
            arrays.addProduct(planes[i], factor, p, from, p, to, lanes);
            arrays.addProduct(planes[i + upper], factor, q, from, p, to, lanes);
            arrays.addProduct(planes[i + lower], factor, p, from, q, to, lanes);
            arrays.addProduct(planes[i + 3], factor, q, from, q, to, lanes);
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            int at = from * lanes;
            A[] change = exponentials.change();
            for (int i = 0; i < blocks.length; i += 4) {
                for (int entry = 0; entry < 4; entry++) {
                    arrays.fill(change[entry], 0, end, 0);
                    A before = theta[i / 2 + entry % 2];
                    A after = adjoints[i / 2 + entry / 2];
                    arrays.addProduct(before, at - lanes, after, at, change[entry], at, (to - from) * lanes);
                }
                exponentials.accumulate(blocks, i, sums);
            }
        }
    }
}

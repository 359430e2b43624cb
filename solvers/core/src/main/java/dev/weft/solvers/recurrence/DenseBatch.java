package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.matrix.PackedMatrix;

/**
 * Carry a batch with a dense A [D×D]: one product [D×D][D×N] a step, A packed once for all of them; ∂L/∂A in products
 * over many steps at a time, several times faster than one a step.
 */
final class DenseBatch<A> extends BatchTransition<A> {
    /** Columns of a product for ∂L/∂A: long sums, and operands that stay in the second-level cache. */
    private static final int COLUMNS = 512;

    private final RealArrays<A> arrays;
    private final int size;
    private PackedMatrix<A> forward;
    private PackedMatrix<A> backward;

    DenseBatch(RealArrays<A> arrays, int size) {
        this.arrays = arrays;
        this.size = size;
        A zero = arrays.allocate(size * size);
        forward = arrays.pack(zero, 0, size, size, size, false);
        backward = forward;
    }

    @Override
    public void load(double[] parameters) {
        A matrix = arrays.allocate(size * size);
        arrays.fromDoubles(parameters, 0, matrix, 0, size * size);
        forward = arrays.pack(matrix, 0, size, size, size, false);
        backward = arrays.pack(matrix, 0, size, size, size, true);
    }

    @Override
    Sequences<A> newSequences(int lanes, int steps) {
        return new Products(lanes, steps);
    }

    private final class Products extends StepByStep<A> {
        private final PlaneBlock<A> from;
        private final PlaneBlock<A> to;
        private final PlaneBlock<A> left;
        private final PlaneBlock<A> right;
        private final A sum;

        Products(int lanes, int steps) {
            super(lanes, steps);
            int columns = Math.max(1, COLUMNS / lanes) * lanes;
            from = new PlaneBlock<>(arrays, size, lanes);
            to = new PlaneBlock<>(arrays, size, lanes);
            left = new PlaneBlock<>(arrays, size, columns);
            right = new PlaneBlock<>(arrays, size, columns);
            sum = arrays.allocate(size * size);
        }

        @Override
        public void step(A[] theta, int t) {
            multiply(forward, theta, t - 1, t);
        }

        @Override
        public void back(A[] adjoints, int t) {
            multiply(backward, adjoints, t + 1, t);
        }

        private void multiply(PackedMatrix<A> matrix, A[] planes, int source, int target) {
            from.gather(planes, source * lanes, lanes);
            to.gather(planes, target * lanes, lanes);
            matrix.multiply(lanes, from.numbers(), 0, lanes, 1, to.numbers(), 0, lanes);
            to.scatter(planes, target * lanes, lanes);
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, double[] gradient) {
            arrays.fill(sum, 0, size * size, 0);
            int columns = left.columns();
            int end = steps * lanes;
            for (int at = lanes; at < end; at += columns) {
                int width = Math.min(columns, end - at);
                left.gather(adjoints, at, width);
                right.gather(theta, at - lanes, width);
                arrays.multiply(
                        size,
                        size,
                        width,
                        1,
                        left.numbers(),
                        0,
                        columns,
                        false,
                        right.numbers(),
                        0,
                        columns,
                        true,
                        1,
                        sum,
                        0,
                        size);
            }
            arrays.addToDoubles(sum, 0, gradient, 0, size * size);
        }
    }
}

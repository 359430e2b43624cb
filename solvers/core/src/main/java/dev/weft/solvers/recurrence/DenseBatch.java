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

    private final class Products implements Sequences<A> {
        private final int lanes;
        private PlaneBlock<A> known;
        private PlaneBlock<A> next;
        private final PlaneBlock<A> left;
        private final PlaneBlock<A> right;
        private final A sum;

        Products(int lanes, int steps) {
            this.lanes = lanes;
            int columns = Math.min(steps, Math.max(1, COLUMNS / lanes)) * lanes;
            known = new PlaneBlock<>(arrays, size, lanes);
            next = new PlaneBlock<>(arrays, size, lanes);
            left = new PlaneBlock<>(arrays, size, columns);
            right = new PlaneBlock<>(arrays, size, columns);
            sum = arrays.allocate(size * size);
        }

        @Override
        public void forward(A[] theta, int from, int to) {
            known.gather(theta, (from - 1) * lanes, lanes);
            for (int t = from; t < to; t++) {
                multiply(forward, theta, t);
            }
        }

        @Override
        public void backward(A[] adjoints, int from, int to) {
            known.gather(adjoints, to * lanes, lanes);
            for (int t = to - 1; t >= from; t--) {
                multiply(backward, adjoints, t);
            }
        }

        /** Add the matrix times the step computed last to another, which is then the last. */
        private void multiply(PackedMatrix<A> matrix, A[] planes, int t) {
            next.gather(planes, t * lanes, lanes);
            matrix.multiply(lanes, known.numbers(), 0, lanes, 1, next.numbers(), 0, lanes);
            next.scatter(planes, t * lanes, lanes);
            PlaneBlock<A> free = known;
            known = next;
            next = free;
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            int columns = left.columns();
            int end = to * lanes;
            for (int at = from * lanes; at < end; at += columns) {
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
        }

        @Override
        public void addGradient(double[] gradient) {
            arrays.addToDoubles(sum, 0, gradient, 0, size * size);
            arrays.fill(sum, 0, size * size, 0);
        }
    }
}

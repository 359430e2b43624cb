package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;

/** Carry a batch with A = diag(d) + U Vᵀ, U and V [D×r]: two narrow products a step. */
final class LowRankBatch<A> extends BatchTransition<A> {
    private static final int COLUMNS = 512;

    private final RealArrays<A> arrays;
    private final int size;
    private final int rank;
    private final double[] diagonal;
    private final A left;
    private final A right;

    LowRankBatch(RealArrays<A> arrays, int size, int rank) {
        this.arrays = arrays;
        this.size = size;
        this.rank = rank;
        diagonal = new double[size];
        left = arrays.allocate(size * rank);
        right = arrays.allocate(size * rank);
    }

    @Override
    public void load(double[] parameters) {
        System.arraycopy(parameters, 0, diagonal, 0, size);
        arrays.fromDoubles(parameters, size, left, 0, size * rank);
        arrays.fromDoubles(parameters, size + size * rank, right, 0, size * rank);
    }

    @Override
    Sequences<A> newSequences(int lanes, int steps) {
        return new Products(lanes, steps);
    }

    private final class Products implements Sequences<A> {
        private final int lanes;
        private final int columns;
        private PlaneBlock<A> known;
        private PlaneBlock<A> next;
        private final A channels;
        private final PlaneBlock<A> before;
        private final PlaneBlock<A> after;
        private final A channelsBefore;
        private final A channelsAfter;
        private final double[] sumDiagonal;
        private final A sumLeft;
        private final A sumRight;

        Products(int lanes, int steps) {
            this.lanes = lanes;
            columns = Math.min(steps, Math.max(1, COLUMNS / lanes)) * lanes;
            known = new PlaneBlock<>(arrays, size, lanes);
            next = new PlaneBlock<>(arrays, size, lanes);
            channels = arrays.allocate(rank * lanes);
            before = new PlaneBlock<>(arrays, size, columns);
            after = new PlaneBlock<>(arrays, size, columns);
            channelsBefore = arrays.allocate(rank * columns);
            channelsAfter = arrays.allocate(rank * columns);
            sumDiagonal = new double[size];
            sumLeft = arrays.allocate(size * rank);
            sumRight = arrays.allocate(size * rank);
        }

        @Override
        public void forward(A[] theta, int from, int to) {
            known.gather(theta, (from - 1) * lanes, lanes);
            for (int t = from; t < to; t++) {
                multiply(right, left, theta, t);
            }
        }

        @Override
        public void backward(A[] adjoints, int from, int to) {
            known.gather(adjoints, to * lanes, lanes);
            for (int t = to - 1; t >= from; t--) {
                multiply(left, right, adjoints, t);
            }
        }

        /** Add diag(d) + P Qᵀ times the step computed last to another, which is then the last. */
        private void multiply(A q, A p, A[] planes, int t) {
            next.gather(planes, t * lanes, lanes);
            for (int k = 0; k < size; k++) {
                arrays.addScaled(diagonal[k], known.numbers(), k * lanes, next.numbers(), k * lanes, lanes);
            }
            arrays.multiply(
                    rank, lanes, size, 1, q, 0, rank, true, known.numbers(), 0, lanes, false, 0, channels, 0, lanes);
            arrays.multiply(
                    size, lanes, rank, 1, p, 0, rank, false, channels, 0, lanes, false, 1, next.numbers(), 0, lanes);
            next.scatter(planes, t * lanes, lanes);
            PlaneBlock<A> free = known;
            known = next;
            next = free;
        }

        @Override
        public void gradient(A[] theta, A[] adjoints, int from, int to) {
            int end = to * lanes;
            for (int at = from * lanes; at < end; at += columns) {
                int n = Math.min(columns, end - at);
                before.gather(theta, at - lanes, n);
                after.gather(adjoints, at, n);
                A thetas = before.numbers();
                A lambdas = after.numbers();
                arrays.multiply(
                        rank,
                        n,
                        size,
                        1,
                        right,
                        0,
                        rank,
                        true,
                        thetas,
                        0,
                        columns,
                        false,
                        0,
                        channelsBefore,
                        0,
                        columns);
                arrays.multiply(
                        rank,
                        n,
                        size,
                        1,
                        left,
                        0,
                        rank,
                        true,
                        lambdas,
                        0,
                        columns,
                        false,
                        0,
                        channelsAfter,
                        0,
                        columns);
                arrays.multiply(
                        size,
                        rank,
                        n,
                        1,
                        lambdas,
                        0,
                        columns,
                        false,
                        channelsBefore,
                        0,
                        columns,
                        true,
                        1,
                        sumLeft,
                        0,
                        rank);
                arrays.multiply(
                        size,
                        rank,
                        n,
                        1,
                        thetas,
                        0,
                        columns,
                        false,
                        channelsAfter,
                        0,
                        columns,
                        true,
                        1,
                        sumRight,
                        0,
                        rank);
            }
            for (int k = 0; k < size; k++) {
                sumDiagonal[k] +=
                        arrays.dot(theta[k], (from - 1) * lanes, adjoints[k], from * lanes, end - from * lanes);
            }
        }

        @Override
        public void addGradient(double[] gradient) {
            for (int k = 0; k < size; k++) {
                gradient[k] += sumDiagonal[k];
            }
            arrays.addToDoubles(sumLeft, 0, gradient, size, size * rank);
            arrays.addToDoubles(sumRight, 0, gradient, size + size * rank, size * rank);
            Arrays.fill(sumDiagonal, 0);
            arrays.fill(sumLeft, 0, size * rank, 0);
            arrays.fill(sumRight, 0, size * rank, 0);
        }
    }
}

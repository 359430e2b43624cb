package dev.weft.solvers.recurrence;

import dev.weft.solvers.arrays.RealArrays;

/** Hold some columns of all planes as one matrix [D×columns], which a product can take. */
final class PlaneBlock<A> {
    private final A numbers;
    private final int size;
    private final int columns;

    PlaneBlock(RealArrays<A> arrays, int size, int columns) {
        this.numbers = arrays.allocate(Math.multiplyExact(size, columns));
        this.size = size;
        this.columns = columns;
    }

    A numbers() {
        return numbers;
    }

    /** Return how many columns there is room for: the distance of rows. */
    int columns() {
        return columns;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
    void gather(A[] planes, int from, int width) {
        for (int k = 0; k < size; k++) {
            System.arraycopy(planes[k], from, numbers, k * columns, width);
        }
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
    void scatter(A[] planes, int to, int width) {
        for (int k = 0; k < size; k++) {
            System.arraycopy(numbers, k * columns, planes[k], to, width);
        }
    }
}

package dev.weft.sdk.weights;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * See one segment of a weight vector without copying it: what is written here is written there.
 *
 * <p>As safe to use from several threads as the array behind it.
 */
public final class WeightView {
    private final double[] theta;
    private final WeightSegment segment;
    private final int length;
    private final int columns;

    /** Take the array as it is; the segment must lie within it. */
    WeightView(double[] theta, WeightSegment segment) {
        this.theta = theta;
        this.segment = segment;
        this.length = segment.length();
        this.columns = segment.shape().size() == 2 ? segment.shape().get(1) : 1;
    }

    /** Return what it is a view of. */
    public WeightSegment segment() {
        return segment;
    }

    /** Return how many entries it has. */
    public int length() {
        return length;
    }

    /**
     * Return an entry.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public double get(int index) {
        return theta[segment.offset() + Objects.checkIndex(index, length)];
    }

    /**
     * Return an entry of a matrix; a vector is one of one column.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public double get(int row, int column) {
        return get(index(row, column));
    }

    /**
     * Change an entry, in the array behind too.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public void set(int index, double value) {
        theta[segment.offset() + Objects.checkIndex(index, length)] = value;
    }

    /**
     * Change an entry of a matrix, in the array behind too.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public void set(int row, int column, double value) {
        set(index(row, column), value);
    }

    private int index(int row, int column) {
        return Math.multiplyExact(Objects.checkIndex(row, rows()), columns) + Objects.checkIndex(column, columns);
    }

    private int rows() {
        return columns == 0 ? 0 : length / columns;
    }

    /** Return the segment as a buffer on the same array, from position 0 to its length. */
    public DoubleBuffer buffer() {
        return DoubleBuffer.wrap(theta, segment.offset(), length).slice();
    }

    /** Return a copy of the entries. */
    public double[] toArray() {
        return Arrays.copyOfRange(theta, segment.offset(), segment.end());
    }
}

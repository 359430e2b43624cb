package dev.weft.solvers.lanes;

import dev.weft.solvers.symbolic.Operation;

/**
 * Give the operations that every lane of a machine has: the alphabet in which elementary functions are written.
 *
 * <p>A function written against this interface can be computed at once ({@link DoubleArithmetic}, {@link
 * FloatArithmetic}) or recorded into the program of a kernel. There are no branches on values: {@link #select}
 * computes both sides, and what lanes cannot do well goes to {@link #guarded}.
 *
 * <p>Every operation rounds once, to nearest even, so that all implementations agree bit for bit. The bit operations
 * see a value as the integer with the same bits, 64 or 32 of them by {@link #precision}.
 *
 * @param <V> a value: a number, or the place where a recorded program keeps it
 */
public interface LaneArithmetic<V> {
    /** Return the number format of the lanes. */
    Precision precision();

    /** Return a constant, rounded to the format. */
    V constant(double value);

    /** Return the constant whose bits are {@code pattern}; of a float the lower 32. */
    V bits(long pattern);

    /** Return a + b. */
    V add(V a, V b);

    /** Return a − b. */
    V subtract(V a, V b);

    /** Return a·b. */
    V multiply(V a, V b);

    /** Return a/b. */
    V divide(V a, V b);

    /** Return a·b + c, rounded once. */
    V fma(V a, V b, V c);

    /** Return −a: the sign bit flipped, also of NaN and 0. */
    V negate(V a);

    /** Return |a|: the sign bit cleared. */
    V abs(V a);

    /** Return √a; NaN below 0, −0 of −0. */
    V sqrt(V a);

    /** Return the lesser one as {@link Math#min(double, double)} does: NaN wins, −0 &lt; 0. */
    V min(V a, V b);

    /** Return the greater one as {@link Math#max(double, double)} does: NaN wins, −0 &lt; 0. */
    V max(V a, V b);

    /** Return {@code then} where the comparison of a with b holds and {@code otherwise} elsewhere, NaN included. */
    V select(Comparison comparison, V a, V b, V then, V otherwise);

    /** Return the bits set in both. */
    V and(V a, V b);

    /** Return the bits set in one or both. */
    V or(V a, V b);

    /** Return the bits set in one alone. */
    V xor(V a, V b);

    /** Return the integer sum of the bits, wrapping around. */
    V bitsAdd(V a, V b);

    /** Return the integer difference of the bits, wrapping around. */
    V bitsSubtract(V a, V b);

    /** Shift the bits left. */
    V shiftLeft(V a, int distance);

    /** Shift the bits right, zeros coming in. */
    V shiftRight(V a, int distance);

    /** Shift the bits right, the sign bit coming in. */
    V shiftRightSigned(V a, int distance);

    /**
     * Return {@code fast} where the comparison of a with b holds, and what {@link Operation#apply} gives for x and y
     * elsewhere, NaN included: slow, for arguments that are rare. In float the function is applied in double and
     * rounded.
     *
     * @param operation an operation with one or two operands; y is ignored where it has one
     */
    V guarded(V fast, Comparison comparison, V a, V b, Operation operation, V x, V y);
}

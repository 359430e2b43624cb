package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.lanes.Precision;

/** Name the constants of a number format that elementary functions take apart and put together. */
final class Format {
    private Format() {}

    /** Return the constant for double lanes or the one for float lanes. */
    static <V> V constant(LaneArithmetic<V> lanes, double forDouble, double forFloat) {
        return lanes.constant(lanes.precision() == Precision.DOUBLE ? forDouble : forFloat);
    }

    /**
     * Return 1.5·2^mantissaBits. A small number added to it is rounded to an integer, which then stands in the low
     * bits of the sum.
     */
    static double shifter(LaneArithmetic<?> lanes) {
        return 1.5 * Math.scalb(1.0, lanes.precision().mantissaBits());
    }

    /** Return the least normal number. */
    static double leastNormal(LaneArithmetic<?> lanes) {
        return Math.scalb(1.0, 1 - lanes.precision().exponentBias());
    }

    /** Return the constant with the sign bit alone. */
    static <V> V signBit(LaneArithmetic<V> lanes) {
        return lanes.bits(1L << (8 * lanes.precision().bytes() - 1));
    }

    /** Return {@code magnitude}, whose sign bit is clear, with the sign of x. */
    static <V> V withSign(LaneArithmetic<V> lanes, V magnitude, V x) {
        return lanes.or(magnitude, lanes.and(x, signBit(lanes)));
    }
}

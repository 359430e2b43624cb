package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;

import dev.weft.solvers.lanes.LaneArithmetic;

/**
 * Build the integers next to x, and its sign.
 *
 * <p>|x| + 2^mantissaBits − 2^mantissaBits rounds to an integer, half to even; greater numbers, ∞ and NaN are
 * returned as they are. Exact everywhere, ±0 included; there is no guard.
 */
final class Rounding {
    private Rounding() {}

    static <V> V rint(LaneArithmetic<V> lanes, V x) {
        return smallOr(lanes, nearest(lanes, x), x);
    }

    static <V> V floor(LaneArithmetic<V> lanes, V x) {
        V nearest = nearest(lanes, x);
        V below = lanes.subtract(nearest, lanes.constant(1));
        return smallOr(lanes, lanes.select(LESS, x, nearest, below, nearest), x);
    }

    static <V> V ceil(LaneArithmetic<V> lanes, V x) {
        V nearest = nearest(lanes, x);
        V above = lanes.add(nearest, lanes.constant(1));
        V up = lanes.select(LESS, nearest, x, above, nearest);
        // −0.7 comes to −1 + 1, and that 0 is negative.
        return smallOr(lanes, lanes.or(up, lanes.and(x, Format.signBit(lanes))), x);
    }

    static <V> V sign(LaneArithmetic<V> lanes, V x) {
        V zero = lanes.constant(0);
        V unit = Format.withSign(lanes, lanes.constant(1), x);
        return lanes.select(LESS, zero, lanes.abs(x), unit, x);
    }

    private static <V> V nearest(LaneArithmetic<V> lanes, V x) {
        V step = integers(lanes);
        V magnitude = lanes.subtract(lanes.add(lanes.abs(x), step), step);
        return Format.withSign(lanes, magnitude, x);
    }

    private static <V> V smallOr(LaneArithmetic<V> lanes, V rounded, V x) {
        return lanes.select(LESS, lanes.abs(x), integers(lanes), rounded, x);
    }

    /** Return the least number from which on all are integers. */
    private static <V> V integers(LaneArithmetic<V> lanes) {
        return lanes.constant(Math.scalb(1.0, lanes.precision().mantissaBits()));
    }
}

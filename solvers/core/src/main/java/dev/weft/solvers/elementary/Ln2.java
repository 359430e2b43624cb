package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.LaneArithmetic;

/** Hold ln 2 as the sum of two constants, each with all bits of the format, and 1/ln 2. */
final class Ln2 {
    static final double INVERSE = 0x1.71547652b82fep0;

    private static final double HIGH = 0x1.62e42fefa39efp-1;
    private static final double LOW = 0x1.abc9e3b39803fp-56;
    private static final double FLOAT_HIGH = 0x1.62e43p-1;
    private static final double FLOAT_LOW = -0x1.05c61p-29;

    private Ln2() {}

    static <V> V high(LaneArithmetic<V> lanes) {
        return Format.constant(lanes, HIGH, FLOAT_HIGH);
    }

    static <V> V low(LaneArithmetic<V> lanes) {
        return Format.constant(lanes, LOW, FLOAT_LOW);
    }

    /** Return x − n·high, for n = rint(x/ln 2) without error: with fma the product costs no bits. */
    static <V> V lessHigh(LaneArithmetic<V> lanes, V x, V n) {
        return lanes.fma(n, Format.constant(lanes, -HIGH, -FLOAT_HIGH), x);
    }

    /** Return x − n·low. */
    static <V> V lessLow(LaneArithmetic<V> lanes, V x, V n) {
        return lanes.fma(n, Format.constant(lanes, -LOW, -FLOAT_LOW), x);
    }
}

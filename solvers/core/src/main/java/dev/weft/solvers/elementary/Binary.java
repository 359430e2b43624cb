package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.LaneArithmetic;

/**
 * Take a positive normal number apart, x = 2ᵏ·m with m in [√½, √2).
 *
 * @param mantissa m
 * @param shiftedExponent the integer k where the exponent has its place, above the mantissa
 * @param exponent k as a number
 */
record Binary<V>(V mantissa, V shiftedExponent, V exponent) {
    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

    static <V> Binary<V> of(LaneArithmetic<V> lanes, V x) {
        int mantissaBits = lanes.precision().mantissaBits();
        // √½ off the bits: what is left above the mantissa is k, also where m < 1.
        V above = lanes.bitsSubtract(x, lanes.constant(SQRT_HALF));
        V shifted = lanes.and(above, lanes.bits(-1L << mantissaBits));
        V shifter = lanes.constant(Format.shifter(lanes));
        V k = lanes.bitsAdd(lanes.shiftRightSigned(above, mantissaBits), shifter);
        return new Binary<>(lanes.bitsSubtract(x, shifted), shifted, lanes.subtract(k, shifter));
    }
}

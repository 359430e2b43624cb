package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.EQUAL;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build ∛x.
 *
 * <p>|x| = 2^(3q)·m with m in [√½/2, 2√2). y ≈ 1/∛m is a polynomial in the mantissa times 2^(−j/3), j in −1, 0, 1,
 * improved by one step of third order, y ← y·(1 + e/3 + 2e²/9) with e = 1 − m·y³, which needs no division; then
 * ∛m = m·y², with one step of Newton's method to round off. 0, subnormal numbers, ∞ and NaN go to the function by
 * the guard.
 */
final class CubeRoot {
    private static final double CBRT_2 = 0x1.428a2f98d728bp0;
    private static final double CBRT_HALF = 0x1.965fea53d6e3dp-1;

    /** 1/∛m on √½ ≤ m ≤ √2: relative error 4.4e-5 in double, 2.9e-4 in float. */
    private static final Polynomial INVERSE = new Polynomial(
            new double[] {
                0x1.df04c6bb14536p0,
                -0x1.d935f536f8782p0,
                0x1.8ab16d8562fa1p0,
                -0x1.613e7375a163dp-1,
                0x1.00e9735946e51p-3
            },
            new double[] {0x1.ba18b6p0, -0x1.464516p0, 0x1.67af14p-1, -0x1.3dc1bep-3});

    private CubeRoot() {}

    static <V> V cbrt(LaneArithmetic<V> lanes, V x) {
        V one = lanes.constant(1);
        V magnitude = lanes.abs(x);
        Binary<V> parts = Binary.of(lanes, magnitude);
        V shifter = lanes.constant(Format.shifter(lanes));
        V shifted = lanes.fma(parts.exponent(), lanes.constant(1.0 / 3), shifter);
        V q = lanes.subtract(shifted, shifter);
        V remainder = lanes.fma(q, lanes.constant(-3), parts.exponent());
        V scale = lanes.shiftLeft(shifted, lanes.precision().mantissaBits());
        V m = lanes.bitsSubtract(magnitude, lanes.bitsAdd(scale, lanes.bitsAdd(scale, scale)));

        V smaller = lanes.select(EQUAL, remainder, one, lanes.constant(CBRT_HALF), one);
        V factor = lanes.select(EQUAL, remainder, lanes.constant(-1), lanes.constant(CBRT_2), smaller);
        V start = lanes.multiply(factor, INVERSE.at(lanes, parts.mantissa()));
        V error = lanes.fma(lanes.negate(lanes.multiply(start, start)), lanes.multiply(m, start), one);
        V step = lanes.fma(error, lanes.constant(2.0 / 9), lanes.constant(1.0 / 3));
        V y = lanes.fma(lanes.multiply(start, error), step, start);

        V square = lanes.multiply(y, y);
        V root = lanes.multiply(m, square);
        // One Newton step, r + (m − r³)/(3r²), and 1/r² is y².
        V residual = lanes.fma(lanes.negate(lanes.multiply(root, root)), root, m);
        V refined = lanes.fma(lanes.multiply(square, lanes.constant(1.0 / 3)), residual, root);

        V value = Format.withSign(lanes, lanes.bitsAdd(refined, scale), x);
        V finite = lanes.fma(magnitude, lanes.constant(0), magnitude);
        V least = lanes.constant(Format.leastNormal(lanes));
        return lanes.guarded(value, LESS_OR_EQUAL, least, finite, Operation.CBRT, x, x);
    }
}

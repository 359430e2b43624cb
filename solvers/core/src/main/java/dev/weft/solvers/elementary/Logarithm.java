package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build ln x and ln(1 + x).
 *
 * <p>x = 2ᵏ·m with m in [√½, √2), taken from the bits, and with f = m − 1
 *
 * <pre>ln x = k·ln 2 + f + f²·w(f)</pre>
 *
 * without a division (Muller, Elementary Functions, 2016). For ln(1 + x) what the rounding of 1 + x lost
 * is added to f. Subnormal numbers, 0, negative numbers, ∞ and NaN go to the function by the guard.
 */
final class Logarithm {

    /**
     * w on −0.293 ≤ f ≤ 0.4143: the relative error of ln(1 + f) is at most 1.0e-17 in double (degree 19) and 4.7e-9
     * in float (degree 8).
     */
    private static final Polynomial W = new Polynomial(
            new double[] {
                -0x1.0000000000004p-1,
                0x1.555555555551p-2,
                -0x1.fffffffffda7ap-3,
                0x1.99999999a3849p-3,
                -0x1.55555556fe6c2p-3,
                0x1.249249215dc59p-3,
                -0x1.fffffeeaa3fa7p-4,
                0x1.c71c723cdc071p-4,
                -0x1.9999cab9f6b28p-4,
                0x1.745d3918f8fd6p-4,
                -0x1.5550499a5246ap-4,
                0x1.3b0b9c8adac97p-4,
                -0x1.24df319332f25p-4,
                0x1.11d024a401571p-4,
                -0x1.fb2e74e42b93ep-5,
                0x1.cffb3403ca678p-5,
                -0x1.d2e5521536c7ep-5,
                0x1.0b6a7b31023f5p-4,
                -0x1.e739d1f3ca661p-5,
                0x1.a48dc38492b17p-6
            },
            new double[] {
                -0x1.fffff8p-2,
                0x1.555558p-2,
                -0x1.000434p-2,
                0x1.99a01ep-3,
                -0x1.542234p-3,
                0x1.22b78ap-3,
                -0x1.0fa6bep-3,
                0x1.06bfb4p-3,
                -0x1.3265eap-4
            });

    private Logarithm() {}

    static <V> V log(LaneArithmetic<V> lanes, V x) {
        Binary<V> parts = Binary.of(lanes, x);
        V fraction = lanes.subtract(parts.mantissa(), lanes.constant(1));
        // x + 0·x is x, but NaN for ∞: one comparison tells the normal positive numbers.
        V finite = lanes.fma(x, lanes.constant(0), x);
        V least = lanes.constant(Format.leastNormal(lanes));
        return lanes.guarded(sum(lanes, parts, fraction), LESS_OR_EQUAL, least, finite, Operation.LOG, x, x);
    }

    static <V> V log1p(LaneArithmetic<V> lanes, V x) {
        V one = lanes.constant(1);
        V onePlus = lanes.add(x, one);
        V lost = lanes.subtract(x, lanes.subtract(onePlus, one));
        Binary<V> parts = Binary.of(lanes, onePlus);
        // 2⁻ᵏ; for k = 1023 it is 0, where nothing is lost, for k = 1024 −∞, and the guard sees NaN.
        V scale = lanes.bitsSubtract(one, parts.shiftedExponent());
        V fraction = lanes.fma(lost, scale, lanes.subtract(parts.mantissa(), one));
        V signed = Format.withSign(lanes, lanes.abs(sum(lanes, parts, fraction)), x);
        V finite = lanes.fma(fraction, lanes.constant(0), x);
        return lanes.guarded(signed, LESS, lanes.constant(-1), finite, Operation.LOG1P, x, x);
    }

    private static <V> V sum(LaneArithmetic<V> lanes, Binary<V> parts, V f) {
        V k = parts.exponent();
        V square = lanes.multiply(f, f);
        V low = lanes.multiply(k, Ln2.low(lanes));
        V tail = lanes.fma(square, W.at(lanes, f, square), low);
        return lanes.fma(k, Ln2.high(lanes), lanes.add(f, tail));
    }
}

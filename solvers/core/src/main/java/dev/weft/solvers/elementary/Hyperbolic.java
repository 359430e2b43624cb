package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build sinh x, cosh x and tanh x.
 *
 * <p>|x| = n·ln 2 + r with 0 ≤ r ≤ ln 2 up to rounding, and
 *
 * <pre>
 * sinh |x| = sinh r·(2ⁿ + 2⁻ⁿ)/2 + cosh r·(2ⁿ − 2⁻ⁿ)/2
 * cosh |x| = cosh r·(2ⁿ + 2⁻ⁿ)/2 + sinh r·(2ⁿ − 2⁻ⁿ)/2
 * </pre>
 *
 * sums of numbers of one sign, so nothing cancels and no division is needed. Where 2ⁿ leaves the normal numbers the
 * guard calls the function. tanh |x| = t/(t + 2) with t = e^(2|x|) − 1 has no guard: it is 1 from 20 on.
 */
final class Hyperbolic {
    private static final double LOG2_E = 0x1.71547652b82fep0;
    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    private static final double FLOAT_LN2_HIGH = 0x1.62e43p-1;
    private static final double FLOAT_LN2_LOW = -0x1.05c61p-29;

    /** sinh r = r + r³·S(r²) on |r| ≤ 1.001·ln 2: relative error 7.7e-19 in double, 1.5e-9 in float. */
    private static final Polynomial S = new Polynomial(
            new double[] {
                0x1.5555555555552p-3,
                0x1.11111111118f7p-7,
                0x1.a01a019e7fda9p-13,
                0x1.71de3cc161dc2p-19,
                0x1.ae609c8c73a22p-26,
                0x1.63f900f710fa6p-33
            },
            new double[] {0x1.55555cp-3, 0x1.110b6cp-7, 0x1.a5593ep-13});

    /** cosh r = 1 + r²/2 + r⁴·C(r²) on the same interval: relative error 1.4e-17, 2.7e-11. */
    private static final Polynomial C = new Polynomial(
            new double[] {
                0x1.5555555555fe4p-5,
                0x1.6c16c16a591a2p-10,
                0x1.a01a04f444dd6p-16,
                0x1.27e20724760aap-22,
                0x1.2166a513622d7p-29
            },
            new double[] {0x1.55555ap-5, 0x1.6c10c2p-10, 0x1.a4cf76p-16});

    private Hyperbolic() {}

    static <V> V sinh(LaneArithmetic<V> lanes, V x) {
        Scaled<V> s = Scaled.of(lanes, x);
        V magnitude = lanes.fma(s.sinh(lanes), s.sum, lanes.multiply(s.cosh(lanes), s.difference));
        V value = Format.withSign(lanes, magnitude, x);
        V limit = Exponential.limit(lanes);
        return lanes.guarded(value, LESS_OR_EQUAL, lanes.abs(x), limit, Operation.SINH, x, x);
    }

    static <V> V cosh(LaneArithmetic<V> lanes, V x) {
        Scaled<V> s = Scaled.of(lanes, x);
        V value = lanes.fma(s.sinh(lanes), s.difference, lanes.multiply(s.cosh(lanes), s.sum));
        V limit = Exponential.limit(lanes);
        return lanes.guarded(value, LESS_OR_EQUAL, lanes.abs(x), limit, Operation.COSH, x, x);
    }

    static <V> V tanh(LaneArithmetic<V> lanes, V x) {
        V bound = lanes.constant(20);
        V magnitude = lanes.abs(x);
        V bounded = lanes.select(LESS, bound, magnitude, bound, magnitude);
        V t = Exponential.reduce(lanes, lanes.add(bounded, bounded)).expm1Scaled(lanes);
        V quotient = lanes.divide(t, lanes.add(t, lanes.constant(2)));
        return Format.withSign(lanes, lanes.abs(quotient), x);
    }

    /**
     * Hold |x| = n·ln 2 + r.
     *
     * @param sum (2ⁿ + 2⁻ⁿ)/2
     * @param difference (2ⁿ − 2⁻ⁿ)/2
     */
    private record Scaled<V>(V r, V square, V sum, V difference) {
        static <V> Scaled<V> of(LaneArithmetic<V> lanes, V x) {
            int mantissaBits = lanes.precision().mantissaBits();
            int halfBias = lanes.precision().exponentBias() - 1;
            V magnitude = lanes.abs(x);
            // rint(x / ln 2 − 1/2) is n; the bias of the exponent rides along, so that a shift makes 2ⁿ⁻¹ of it.
            V shifter = lanes.constant(Format.shifter(lanes) + halfBias);
            V quotient = lanes.fma(magnitude, lanes.constant(LOG2_E), lanes.constant(-0.5));
            V shifted = lanes.add(quotient, shifter);
            V n = lanes.subtract(shifted, shifter);
            V high = lanes.fma(n, Format.constant(lanes, -LN2_HIGH, -FLOAT_LN2_HIGH), magnitude);
            V r = lanes.fma(n, Format.constant(lanes, -LN2_LOW, -FLOAT_LN2_LOW), high);
            V growing = lanes.shiftLeft(shifted, mantissaBits);
            V shrinking = lanes.bitsSubtract(lanes.bits((2L * halfBias) << mantissaBits), growing);
            return new Scaled<>(
                    r, lanes.multiply(r, r), lanes.add(growing, shrinking), lanes.subtract(growing, shrinking));
        }

        V sinh(LaneArithmetic<V> lanes) {
            return lanes.fma(lanes.multiply(square, r), S.at(lanes, square), r);
        }

        V cosh(LaneArithmetic<V> lanes) {
            V tail = lanes.fma(square, C.at(lanes, square), lanes.constant(0.5));
            return lanes.fma(square, tail, lanes.constant(1));
        }
    }
}

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
 * sums of numbers of one sign, so nothing cancels and no division is needed; cosh r − 1 is used in place of cosh r, and
 * the greatest term added last. Where 2ⁿ leaves the normal numbers the guard calls the function.
 *
 * <p>tanh x is a polynomial up to |x| = ln 3 / 2, and 1 − 2/(e^(2|x|) + 1) beyond, where it exceeds ½. It has no guard:
 * it is 1 from 20 on.
 */
final class Hyperbolic {
    private static final double HALF_LN3 = 0x1.193ea7aad030bp-1;

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

    /** tanh r = r + r³·T(r²) on |r| ≤ 1.0005·ln 3 / 2: relative error 2.2e-17, 1.2e-9. */
    private static final Polynomial T = new Polynomial(
            new double[] {
                -0x1.5555555555495p-2, 0x1.1111111102266p-3, -0x1.ba1ba1ad2e2eep-5, 0x1.664f45b8bf807p-6,
                -0x1.226ddc6914772p-7, 0x1.d6c606579be4dp-9, -0x1.7cf2fc64044e9p-10, 0x1.2f9ec920986e2p-11,
                -0x1.b8f5486eb2b02p-13, 0x1.abd2413e45ec1p-15
            },
            new double[] {-0x1.55554ap-2, 0x1.110cfep-3, -0x1.b922fp-5, 0x1.591566p-6, -0x1.9a69c2p-8});

    private Hyperbolic() {}

    static <V> V sinh(LaneArithmetic<V> lanes, V x) {
        Scaled<V> s = Scaled.of(lanes, x);
        V value = Format.withSign(lanes, s.combine(lanes, s.sum, s.difference), x);
        V limit = Exponential.limit(lanes);
        return lanes.guarded(value, LESS_OR_EQUAL, lanes.abs(x), limit, Operation.SINH, x, x);
    }

    static <V> V cosh(LaneArithmetic<V> lanes, V x) {
        Scaled<V> s = Scaled.of(lanes, x);
        V value = s.combine(lanes, s.difference, s.sum);
        V limit = Exponential.limit(lanes);
        return lanes.guarded(value, LESS_OR_EQUAL, lanes.abs(x), limit, Operation.COSH, x, x);
    }

    static <V> V tanh(LaneArithmetic<V> lanes, V x) {
        V magnitude = lanes.abs(x);
        V square = lanes.multiply(magnitude, magnitude);
        V tail = lanes.multiply(square, T.at(lanes, square, lanes.multiply(square, square)));
        V small = lanes.fma(magnitude, tail, magnitude);

        V bound = lanes.constant(20);
        V bounded = lanes.select(LESS, bound, magnitude, bound, magnitude);
        V onePlusExp = Exponential.reduce(lanes, lanes.add(bounded, bounded)).onePlusExp(lanes);
        V large = lanes.subtract(lanes.constant(1), lanes.divide(lanes.constant(2), onePlusExp));

        V value = lanes.select(LESS, magnitude, lanes.constant(HALF_LN3), small, large);
        return Format.withSign(lanes, value, x);
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
            V quotient = lanes.fma(magnitude, lanes.constant(Ln2.INVERSE), lanes.constant(-0.5));
            V shifted = lanes.add(quotient, shifter);
            V n = lanes.subtract(shifted, shifter);
            V r = Ln2.lessLow(lanes, Ln2.lessHigh(lanes, magnitude, n), n);
            V growing = lanes.shiftLeft(shifted, mantissaBits);
            V shrinking = lanes.bitsSubtract(lanes.bits((2L * halfBias) << mantissaBits), growing);
            return new Scaled<>(
                    r, lanes.multiply(r, r), lanes.add(growing, shrinking), lanes.subtract(growing, shrinking));
        }

        V sinh(LaneArithmetic<V> lanes) {
            return lanes.fma(lanes.multiply(square, r), S.at(lanes, square), r);
        }

        /** Return cosh r − 1. */
        V coshm1(LaneArithmetic<V> lanes) {
            return lanes.multiply(square, lanes.fma(square, C.at(lanes, square), lanes.constant(0.5)));
        }

        /** Return sinh r·a + cosh r·b. */
        V combine(LaneArithmetic<V> lanes, V a, V b) {
            return lanes.add(b, lanes.fma(sinh(lanes), a, lanes.multiply(coshm1(lanes), b)));
        }
    }
}

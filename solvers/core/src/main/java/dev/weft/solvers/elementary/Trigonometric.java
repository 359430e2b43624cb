package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.EQUAL;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build sin x, cos x and tan x.
 *
 * <p>|x| = n·π/2 + r with n = rint(|x|·2/π). π/2 is split in three (Cody and Waite, Software Manual for the
 * Elementary Functions, 1980): with fma the first product costs no bits, so the parts hold all bits of the format,
 * and r is right to rounding for |x| ≤ 2³⁰ in double and 2¹⁷ in float, next to multiples of π/2 too. Beyond, the
 * guard calls the function, which reduces by Payne and Hanek's method. sin r and cos r are polynomials in r²; the
 * lowest bits of n choose between them and give the sign.
 *
 * <p>tan r is a polynomial too, for which r is carried with what its rounding loses.
 *
 * <p>The three share the reduction, sine and cosine the polynomials as well: a recorder that shares equal nodes builds
 * them once.
 */
final class Trigonometric {
    static final double DOUBLE_LIMIT = 0x1p30;
    static final double FLOAT_LIMIT = 0x1p17;

    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double[] HALF_PI = {0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110};
    private static final double[] FLOAT_HALF_PI = {0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50};

    /** sin r = r + r³·S(r²) on |r| ≤ 1.0001·π/4 (1.01·π/4 in float): relative error 3.8e-18, 4.2e-9. */
    private static final Polynomial S = new Polynomial(
            new double[] {
                -0x1.5555555555548p-3,
                0x1.111111110f75cp-7,
                -0x1.a01a019bf1fc4p-13,
                0x1.71de355ee5043p-19,
                -0x1.ae5e545b758bcp-26,
                0x1.5d8e2f8d91d3p-33
            },
            new double[] {-0x1.555544p-3, 0x1.1106cap-7, -0x1.991e08p-13});

    /** cos r = 1 − r²/2 + r⁴·C(r²) on the same interval: relative error 6.3e-20, 1.6e-10. */
    private static final Polynomial C = new Polynomial(
            new double[] {
                0x1.555555555554ap-5,
                -0x1.6c16c16c14e49p-10,
                0x1.a01a019c68759p-16,
                -0x1.27e4f7d8dc0aep-22,
                0x1.1ee9ccade9593p-29,
                -0x1.8f9f5c401d211p-37
            },
            new double[] {0x1.555548p-5, -0x1.6c0b16p-10, 0x1.99a138p-16});

    /** tan r = r + r³·T(r²) on the same interval: relative error 1.3e-17, 1.7e-9. */
    private static final Polynomial T = new Polynomial(
            new double[] {
                0x1.55555555554f4p-2,
                0x1.1111111117fc4p-3,
                0x1.ba1ba1b49437bp-5,
                0x1.664f49a07f629p-6,
                0x1.226e133b626abp-7,
                0x1.d6d9144596094p-9,
                0x1.7d5cd45b97de9p-10,
                0x1.37ee73756f48cp-11,
                0x1.d2fc113025cbap-13,
                0x1.1d113171f6bfbp-13,
                -0x1.acf383b088c9fp-16,
                0x1.741be7a41d873p-14,
                -0x1.7533f6e94e8a1p-15,
                0x1.5c8039751736bp-16
            },
            new double[] {
                0x1.555562p-2,
                0x1.110d1cp-3,
                0x1.baf086p-5,
                0x1.5bd3eap-6,
                0x1.67aa9ep-7,
                -0x1.8987ecp-14,
                0x1.24e6bcp-8
            });

    private Trigonometric() {}

    static <V> V sin(LaneArithmetic<V> lanes, V x) {
        Quadrant<V> q = Quadrant.of(lanes, x);
        V r = q.remainder(lanes);
        V magnitude = q.where(lanes, sinOf(lanes, r), cosOf(lanes, r));
        V sign = lanes.xor(q.bit(lanes, 1), x);
        V value = lanes.xor(magnitude, lanes.and(sign, Format.signBit(lanes)));
        return guarded(lanes, value, Operation.SIN, x);
    }

    static <V> V cos(LaneArithmetic<V> lanes, V x) {
        Quadrant<V> q = Quadrant.of(lanes, x);
        V r = q.remainder(lanes);
        V magnitude = q.where(lanes, cosOf(lanes, r), sinOf(lanes, r));
        V sign = lanes.xor(q.bit(lanes, 1), q.bit(lanes, 0));
        V value = lanes.xor(magnitude, lanes.and(sign, Format.signBit(lanes)));
        return guarded(lanes, value, Operation.COS, x);
    }

    static <V> V tan(LaneArithmetic<V> lanes, V x) {
        Quadrant<V> q = Quadrant.of(lanes, x);
        // Next to a multiple of π/2 the rounding of r shows, as tan r ≈ r: r is carried as r + low.
        V product = lanes.multiply(q.n, Quadrant.minusHalfPi(lanes, 1));
        V r = lanes.add(q.high, product);
        V low = lanes.add(lanes.subtract(q.high, r), product);
        V error = lanes.fma(q.n, Quadrant.minusHalfPi(lanes, 1), lanes.negate(product));
        low = lanes.fma(q.n, Quadrant.minusHalfPi(lanes, 2), lanes.add(low, error));
        V square = lanes.multiply(r, r);
        // 1 + r² for the derivative 1 + tan² r is near enough.
        V tail = lanes.fma(square, low, low);
        V polynomial = T.at(lanes, square, lanes.multiply(square, square));
        V tan = lanes.add(r, lanes.fma(lanes.multiply(square, r), polynomial, tail));
        // tan(r + π/2) = −1/tan r
        V quotient = q.where(lanes, tan, lanes.divide(lanes.constant(1), tan));
        V sign = lanes.xor(q.bit(lanes, 0), x);
        V value = lanes.xor(quotient, lanes.and(sign, Format.signBit(lanes)));
        return guarded(lanes, value, Operation.TAN, x);
    }

    private static <V> V sinOf(LaneArithmetic<V> lanes, V r) {
        V square = lanes.multiply(r, r);
        return lanes.fma(lanes.multiply(square, r), S.at(lanes, square), r);
    }

    private static <V> V cosOf(LaneArithmetic<V> lanes, V r) {
        V square = lanes.multiply(r, r);
        V tail = lanes.fma(square, C.at(lanes, square), lanes.constant(-0.5));
        return lanes.fma(square, tail, lanes.constant(1));
    }

    private static <V> V guarded(LaneArithmetic<V> lanes, V value, Operation operation, V x) {
        V limit = Format.constant(lanes, DOUBLE_LIMIT, FLOAT_LIMIT);
        return lanes.guarded(value, LESS_OR_EQUAL, lanes.abs(x), limit, operation, x, x);
    }

    /**
     * Hold |x| = n·π/2 + r.
     *
     * @param shifted n in the low bits
     * @param n n as a number
     * @param high |x| less n times the first part of π/2, without error
     */
    private record Quadrant<V>(V shifted, V n, V high) {
        static <V> Quadrant<V> of(LaneArithmetic<V> lanes, V x) {
            V magnitude = lanes.abs(x);
            V shifter = lanes.constant(Format.shifter(lanes));
            V shifted = lanes.fma(magnitude, lanes.constant(TWO_OVER_PI), shifter);
            V n = lanes.subtract(shifted, shifter);
            V high = lanes.fma(n, minusHalfPi(lanes, 0), magnitude);
            return new Quadrant<>(shifted, n, high);
        }

        /** Return r. */
        V remainder(LaneArithmetic<V> lanes) {
            return lanes.fma(n, minusHalfPi(lanes, 2), lanes.fma(n, minusHalfPi(lanes, 1), high));
        }

        static <V> V minusHalfPi(LaneArithmetic<V> lanes, int part) {
            return Format.constant(lanes, -HALF_PI[part], -FLOAT_HALF_PI[part]);
        }

        /** Return a bit of n as the sign bit; the others are arbitrary. */
        V bit(LaneArithmetic<V> lanes, int index) {
            return lanes.shiftLeft(shifted, 8 * lanes.precision().bytes() - 1 - index);
        }

        /** Choose by whether n is even. */
        V where(LaneArithmetic<V> lanes, V even, V odd) {
            // The bits of the shifter are kept with the lowest: a subnormal number might be slow to compare.
            double shifter = Format.shifter(lanes);
            V lowest = lanes.and(shifted, lanes.constant(shifter + 1));
            return lanes.select(EQUAL, lowest, lanes.constant(shifter), even, odd);
        }
    }
}

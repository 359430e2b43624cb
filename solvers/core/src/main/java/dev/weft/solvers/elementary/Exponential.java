package dev.weft.solvers.elementary;

import static dev.weft.solvers.lanes.Comparison.LESS;
import static dev.weft.solvers.lanes.Comparison.LESS_OR_EQUAL;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.symbolic.Operation;

/**
 * Build eˣ and eˣ − 1.
 *
 * <p>x = n·ln 2 + r with n = rint(x / ln 2) and |r| ≤ ln 2 / 2, where ln 2 is split in two (Cody and Waite, Software
 * Manual for the Elementary Functions, 1980). Then eʳ − 1 = r + r²·q(r), and
 * eˣ = 2ⁿ·eʳ by adding n to the exponent. Where the result is not a normal number the guard calls the function.
 */
final class Exponential {
    /** The greatest |x| for which 2ⁿ and eˣ are normal numbers. */
    static final double DOUBLE_LIMIT = 708;

    static final double FLOAT_LIMIT = 87;

    /**
     * q on |r| ≤ 0.3467: the relative error of eʳ − 1 is at most 1.9e-17 in double (degree 9 in q) and 4.7e-10 in
     * float (degree 5).
     */
    private static final Polynomial Q = new Polynomial(
            new double[] {
                0x1.0000000000005p-1, 0x1.555555555553dp-3, 0x1.5555555552109p-5, 0x1.1111111118209p-7,
                0x1.6c16c17f3156ap-10, 0x1.a01a017989e54p-13, 0x1.a019a6966ef8ep-16, 0x1.71de7e5652f86p-19,
                0x1.28a29df94b8a6p-22, 0x1.ae7aaebae4521p-26
            },
            new double[] {0x1.0p-1, 0x1.555554p-3, 0x1.5554fp-5, 0x1.111308p-7, 0x1.6d4376p-10, 0x1.9e07acp-13});

    /** q where eʳ is wanted: in float one degree less gives eʳ a relative error of at most 3.7e-9. */
    private static final Polynomial Q_OF_EXP = new Polynomial(
            Q.forDouble(), new double[] {0x1.fffff8p-2, 0x1.55548ep-3, 0x1.555b98p-5, 0x1.123bdep-7, 0x1.685188p-10});

    private Exponential() {}

    static <V> V exp(LaneArithmetic<V> lanes, V x) {
        V power = reduce(lanes, x).exp(lanes);
        return lanes.guarded(power, LESS_OR_EQUAL, lanes.abs(x), limit(lanes), Operation.EXP, x, x);
    }

    /** Return e^(high + low) for |high| up to the limit and a small |low|. */
    static <V> V exp(LaneArithmetic<V> lanes, V high, V low) {
        Reduced<V> reduced = reduce(lanes, high);
        return new Reduced<>(reduced.shifted, reduced.n, reduced.high, lanes.add(reduced.r, low)).exp(lanes);
    }

    static <V> V expm1(LaneArithmetic<V> lanes, V x) {
        // Below −50 the result is −1; the bound keeps 2ⁿ a normal number. NaN stays.
        V bound = lanes.constant(-50);
        V bounded = lanes.select(LESS, x, bound, bound, x);
        Reduced<V> reduced = reduce(lanes, bounded);
        V r = reduced.r;
        // The low part of r and the order of the sums matter for n = 1, where 2r + 1 loses bits of r.
        V square = lanes.multiply(r, r);
        V tail = lanes.fma(square, Q.at(lanes, r, square), reduced.low(lanes));
        V one = lanes.constant(1);
        V scale = lanes.bitsAdd(
                one, lanes.shiftLeft(reduced.shifted, lanes.precision().mantissaBits()));
        V head = lanes.fma(scale, r, lanes.subtract(scale, one));
        V value = lanes.fma(scale, tail, head);
        V signed = Format.withSign(lanes, lanes.abs(value), x);
        return lanes.guarded(signed, LESS_OR_EQUAL, x, limit(lanes), Operation.EXPM1, x, x);
    }

    static <V> V limit(LaneArithmetic<V> lanes) {
        return Format.constant(lanes, DOUBLE_LIMIT, FLOAT_LIMIT);
    }

    /** Split x = n·ln 2 + r. */
    static <V> Reduced<V> reduce(LaneArithmetic<V> lanes, V x) {
        V shifter = lanes.constant(Format.shifter(lanes));
        V shifted = lanes.fma(x, lanes.constant(Ln2.INVERSE), shifter);
        V n = lanes.subtract(shifted, shifter);
        V high = Ln2.lessHigh(lanes, x, n);
        return new Reduced<>(shifted, n, high, Ln2.lessLow(lanes, high, n));
    }

    /**
     * Hold n and r.
     *
     * @param shifted n in the low bits
     * @param n n as a number
     * @param high x less n times the high part of ln 2, without error
     * @param r high less n times the low part
     */
    record Reduced<V>(V shifted, V n, V high, V r) {
        /** Return eˣ = 2ⁿ·eʳ where it is a normal number. */
        V exp(LaneArithmetic<V> lanes) {
            V scale = lanes.shiftLeft(shifted, lanes.precision().mantissaBits());
            return lanes.bitsAdd(lanes.add(expRemainderMinusOne(lanes), lanes.constant(1)), scale);
        }

        /** Return 1 + eˣ where 2ⁿ is a normal number. */
        V onePlusExp(LaneArithmetic<V> lanes) {
            V one = lanes.constant(1);
            V scale = lanes.bitsAdd(
                    one, lanes.shiftLeft(shifted, lanes.precision().mantissaBits()));
            return lanes.fma(scale, expRemainderMinusOne(lanes), lanes.add(scale, one));
        }

        /** Return eʳ − 1, near enough to add 1 to. */
        private V expRemainderMinusOne(LaneArithmetic<V> lanes) {
            V square = lanes.multiply(r, r);
            return lanes.fma(square, Q_OF_EXP.at(lanes, r, square), r);
        }

        /** Return what the rounding of r lost: x − n·ln 2 − r. */
        V low(LaneArithmetic<V> lanes) {
            return Ln2.lessLow(lanes, lanes.subtract(high, r), n);
        }
    }
}

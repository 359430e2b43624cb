package dev.weft.solvers.elementary;

import dev.weft.solvers.lanes.LaneArithmetic;
import dev.weft.solvers.lanes.Precision;

/**
 * Hold the coefficients of one polynomial, c₀ + c₁x + c₂x² + …, for each precision.
 *
 * <p>All polynomials here come from one fit: least squares at Chebyshev nodes of the interval, weighted so that the
 * relative error of the function comes out even, in 60 digits. The coefficients are rounded to the format one after
 * another, lowest first, and those that are left fitted again each time. The errors that the classes state are the
 * greatest over 1,000 points of the interval, with the rounded coefficients.
 *
 * @param forDouble coefficients, lowest first
 * @param forFloat coefficients, lowest first
 */
record Polynomial(double[] forDouble, double[] forFloat) {
    /** Return the value at x by two Horner chains, even and odd: half as deep as one, given x² no dearer. */
    <V> V at(LaneArithmetic<V> lanes, V x, V xSquared) {
        double[] c = coefficients(lanes);
        V even = chain(lanes, c, (c.length - 1) & ~1, 2, xSquared);
        V odd = chain(lanes, c, (c.length & ~1) - 1, 2, xSquared);
        return lanes.fma(odd, x, even);
    }

    /** Return the value at x by Horner's chain. */
    <V> V at(LaneArithmetic<V> lanes, V x) {
        double[] c = coefficients(lanes);
        return chain(lanes, c, c.length - 1, 1, x);
    }

    private double[] coefficients(LaneArithmetic<?> lanes) {
        return lanes.precision() == Precision.DOUBLE ? forDouble : forFloat;
    }

    private static <V> V chain(LaneArithmetic<V> lanes, double[] c, int highest, int stride, V x) {
        V sum = lanes.constant(c[highest]);
        for (int i = highest - stride; i >= 0; i -= stride) {
            sum = lanes.fma(sum, x, lanes.constant(c[i]));
        }
        return sum;
    }
}

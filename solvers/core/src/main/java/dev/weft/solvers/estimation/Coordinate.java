package dev.weft.solvers.estimation;

import dev.weft.solvers.symbolic.Expr;

/**
 * Map a bounded value p to an unconstrained coordinate z and back, so that no update of z can leave the
 * bounds.
 *
 * <p>{@code Identity}: p = z. {@code Affine}: p = offset + scale·z, which bounds nothing. {@code Log}: p = lower + eᶻ. {@code Logit}: p = lower + (upper − lower) /
 * (1 + e⁻ᶻ). All are increasing. In exact arithmetic no finite z reaches a bound; in double
 * arithmetic the value far out rounds to the bound, and for {@code Log} from z = 710 on to ∞, but never passes it. A
 * value on a bound or beyond has no coordinate: it is moved inside by {@value #MARGIN} of the range.
 */
public sealed interface Coordinate {
    /** How far inside its bounds a value on a bound is placed, relative to the range. */
    double MARGIN = 1e-9;

    /** Return the coordinate of a physical value. */
    double toCoordinate(double value);

    /** Return the physical value of a coordinate. */
    double toValue(double z);

    /** Return dp/dz at a coordinate. */
    double derivative(double z);

    /** Write the physical value of a coordinate as an expression, for kernels. */
    Expr toValue(Expr z);

    /** Write dp/dz at a coordinate as an expression; it shares its functions with {@link #toValue(Expr)}. */
    Expr derivative(Expr z);

    /** Return the lower bound, −∞ if none. */
    double lower();

    /** Return the upper bound, +∞ if none. */
    double upper();

    /**
     * Return the map for the given bounds: identity, log or logit.
     *
     * @param lower lower bound, or −∞
     * @param upper upper bound, or +∞
     * @throws IllegalArgumentException if {@code lower >= upper}, a bound is NaN, only the upper bound is finite, or
     *     their difference overflows
     */
    static Coordinate between(double lower, double upper) {
        if (!(lower < upper)) {
            throw new IllegalArgumentException("bounds " + lower + " … " + upper + ", expected lower < upper");
        }
        if (Double.isInfinite(lower)) {
            if (Double.isInfinite(upper)) {
                return new Identity();
            }
            throw new IllegalArgumentException("bounds " + lower + " … " + upper
                    + ", expected a finite lower bound with a finite upper one; declare the negated quantity");
        }
        if (upper < Double.POSITIVE_INFINITY && Double.isInfinite(upper - lower)) {
            throw new IllegalArgumentException("bounds " + lower + " … " + upper + ", expected a finite range");
        }
        return Double.isInfinite(upper) ? new Log(lower) : new Logit(lower, upper);
    }

    /** Leave the value as it is. */
    record Identity() implements Coordinate {
        @Override
        public double toCoordinate(double value) {
            return value;
        }

        @Override
        public double toValue(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }

        @Override
        public Expr toValue(Expr z) {
            return z;
        }

        @Override
        public Expr derivative(Expr z) {
            return Expr.ONE;
        }

        @Override
        public double lower() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Count the value from somewhere else in another unit.
     *
     * @param offset the value at z = 0, finite
     * @param scale what z = 1 is more, finite, &gt; 0
     */
    record Affine(double offset, double scale) implements Coordinate {
        /**
         * Check the numbers.
         *
         * @throws IllegalArgumentException if one of them is outside the bounds named above
         */
        public Affine {
            if (!Double.isFinite(offset) || !(scale > 0) || Double.isInfinite(scale)) {
                throw new IllegalArgumentException(
                        "offset = " + offset + ", scale = " + scale + ", expected finite numbers, the scale > 0");
            }
        }

        @Override
        public double toCoordinate(double value) {
            return (value - offset) / scale;
        }

        @Override
        public double toValue(double z) {
            return offset + scale * z;
        }

        @Override
        public double derivative(double z) {
            return scale;
        }

        @Override
        public Expr toValue(Expr z) {
            return z.times(scale).plus(Expr.constant(offset));
        }

        @Override
        public Expr derivative(Expr z) {
            return Expr.constant(scale);
        }

        @Override
        public double lower() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Keep the value above a lower bound. */
    record Log(double lower) implements Coordinate {
        @Override
        public double toCoordinate(double value) {
            double above = value - lower;
            return Math.log(above <= 0 ? MARGIN * Math.max(1, Math.abs(lower)) : above);
        }

        @Override
        public double toValue(double z) {
            return lower + Math.exp(z);
        }

        @Override
        public double derivative(double z) {
            return Math.exp(z);
        }

        @Override
        public Expr toValue(Expr z) {
            return lower == 0 ? z.exp() : z.exp().plus(Expr.constant(lower));
        }

        @Override
        public Expr derivative(Expr z) {
            return z.exp();
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Keep the value between two bounds. */
    record Logit(double lower, double upper) implements Coordinate {
        @Override
        public double toCoordinate(double value) {
            double range = upper - lower;
            double above = value - lower;
            double below = upper - value;
            // The quotient of the distances keeps full precision near either bound.
            if (above <= 0) {
                above = MARGIN * range;
                below = range - above;
            } else if (below <= 0) {
                below = MARGIN * range;
                above = range - below;
            }
            return Math.log(above / below);
        }

        @Override
        public double toValue(double z) {
            // Rounding may carry the sum an ulp above.
            return Math.min(upper, lower + (upper - lower) * share(z));
        }

        @Override
        public double derivative(double z) {
            // s(z)·s(−z) keeps full precision at both ends, where s·(1 − s) would cancel.
            return (upper - lower) * share(z) * share(-z);
        }

        @Override
        public Expr toValue(Expr z) {
            Expr e = decay(z);
            Expr share = Expr.select(z, Expr.ONE, e).times(larger(e));
            return share.times(upper - lower).plus(Expr.constant(lower)).min(Expr.constant(upper));
        }

        @Override
        public Expr derivative(Expr z) {
            Expr e = decay(z);
            return e.times(larger(e)).times(larger(e)).times(upper - lower);
        }

        /** exp(−|z|), which never overflows. */
        private static Expr decay(Expr z) {
            return z.abs().negate().exp();
        }

        /** The larger one of s(z) and s(−z). */
        private static Expr larger(Expr e) {
            return Expr.ONE.over(e.plus(Expr.ONE));
        }

        private static double share(double z) {
            return 1 / (1 + Math.exp(-z));
        }
    }
}

package dev.weft.solvers.estimation;

/**
 * Map a bounded value p to an unconstrained coordinate z and back, so that no update of z can leave the
 * bounds.
 *
 * <p>{@code Identity}: p = z. {@code Log}: p = lower + eᶻ. {@code Logit}: p = lower + (upper − lower) /
 * (1 + e⁻ᶻ). All are strictly increasing; the bounds themselves are limits that a finite z does not
 * reach, so a value on a bound is moved inside by {@value #MARGIN} of the range.
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

    /** Return the lower bound, −∞ if none. */
    double lower();

    /** Return the upper bound, +∞ if none. */
    double upper();

    /**
     * Return the map for the given bounds: identity, log or logit.
     *
     * @param lower lower bound, or −∞
     * @param upper upper bound, or +∞
     * @throws IllegalArgumentException if {@code lower >= upper}, a bound is NaN, or only the upper bound is finite
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
            return Math.log(Math.max(value - lower, MARGIN * Math.max(1, Math.abs(lower))));
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
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Keep the value between two bounds. */
    record Logit(double lower, double upper) implements Coordinate {
        @Override
        public double toCoordinate(double value) {
            double share = (value - lower) / (upper - lower);
            share = Math.min(Math.max(share, MARGIN), 1 - MARGIN);
            return Math.log(share / (1 - share));
        }

        @Override
        public double toValue(double z) {
            return lower + (upper - lower) * share(z);
        }

        @Override
        public double derivative(double z) {
            // s(z)·s(−z) keeps full precision at both ends, where s·(1 − s) would cancel.
            return (upper - lower) * share(z) * share(-z);
        }

        private static double share(double z) {
            return 1 / (1 + Math.exp(-z));
        }
    }
}

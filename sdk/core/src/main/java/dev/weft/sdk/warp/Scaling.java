package dev.weft.sdk.warp;

/**
 * Carry one column into the units a model works in, and back. Immutable and thread-safe.
 *
 * <p>A standard deviation is carried by the factor alone.
 */
public sealed interface Scaling {
    /** Leave a column as it is. */
    Scaling NONE = new None();

    /** Return the normalised value, NaN for NaN. */
    double apply(double value);

    /** Return the value in the column's unit, NaN for NaN. */
    double invert(double normalised);

    /** Return a standard deviation in normalised units. */
    double applyDeviation(double deviation);

    /** Return a standard deviation in the column's unit. */
    double invertDeviation(double normalised);

    /** Leave a column as it is. */
    record None() implements Scaling {
        @Override
        public double apply(double value) {
            return value;
        }

        @Override
        public double invert(double normalised) {
            return normalised;
        }

        @Override
        public double applyDeviation(double deviation) {
            return deviation;
        }

        @Override
        public double invertDeviation(double normalised) {
            return normalised;
        }
    }

    /**
     * Carry minimum … maximum to −1 … 1: z = 2(x − minimum)/(maximum − minimum) − 1. A constant column, minimum =
     * maximum, becomes 0 and 0 becomes its value.
     *
     * @param minimum smallest value, finite
     * @param maximum largest value, finite, &gt;= minimum
     */
    record Range(double minimum, double maximum) implements Scaling {
        /** Check that the range is one. */
        public Range {
            // The difference must be a number too: 1e308 − (−1e308) is none.
            if (!(maximum >= minimum) || !Double.isFinite(maximum - minimum)) {
                throw new IllegalArgumentException("range to normalise by = " + minimum + " … " + maximum
                        + ", expected two finite numbers, the smaller first, that differ by a finite number");
            }
        }

        private double width() {
            return maximum - minimum;
        }

        @Override
        public double apply(double value) {
            if (width() == 0) {
                return Double.isNaN(value) ? value : 0;
            }
            return 2 * ((value - minimum) / width()) - 1;
        }

        @Override
        public double invert(double normalised) {
            return minimum + (normalised + 1) / 2 * width();
        }

        @Override
        public double applyDeviation(double deviation) {
            return width() == 0 ? 0 * deviation : 2 * (deviation / width());
        }

        @Override
        public double invertDeviation(double normalised) {
            return normalised / 2 * width();
        }
    }
}

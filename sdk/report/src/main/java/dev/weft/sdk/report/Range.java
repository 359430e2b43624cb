package dev.weft.sdk.report;

/** Collects the least and the greatest of finite numbers. Mutable, not thread-safe. */
final class Range {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void include(double value) {
        if (Double.isFinite(value)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    boolean isEmpty() {
        return min > max;
    }

    /** Returns the least number, 0 if there is none. */
    double min() {
        return isEmpty() ? 0 : min;
    }

    /** Returns the greatest number, 0 if there is none. */
    double max() {
        return isEmpty() ? 0 : max;
    }

    double span() {
        return max() - min();
    }
}

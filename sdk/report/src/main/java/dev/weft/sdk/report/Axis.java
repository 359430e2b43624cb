package dev.weft.sdk.report;

/**
 * Says what an axis of a plot image shows.
 *
 * @param title empty for none
 * @param from its first number
 * @param to its last number, greater
 * @param form how its numbers are placed and read
 */
record Axis(String title, double from, double to, Form form) {
    private static final double PADDING = 0.06;

    /** The forms of an axis. */
    enum Form {
        NUMBER,
        /** Whole numbers only. */
        COUNT,
        /** Seconds since 1970-01-01 UTC. */
        CLOCK,
        LOGARITHMIC,
        /** Positions without a meaning of their own. */
        BARE
    }

    /** Makes an axis that just holds a range; one instant lies in the middle. */
    static Axis tight(String title, Range range, Form form) {
        double margin = range.span() > 0 ? 0 : 1;
        return new Axis(title, range.min() - margin, range.max() + margin, form);
    }

    /** Makes an axis with air at both ends; a flat line lies in the middle of what is small beside it, or of ± 1. */
    static Axis airy(String title, Range range, Form form) {
        if (form == Form.LOGARITHMIC) {
            double least = range.isEmpty() ? 0.1 : range.min();
            double most = range.isEmpty() ? 1 : range.max();
            double air = most > least ? Math.pow(most / least, PADDING) : 1.25;
            return new Axis(title, least / air, most * air, form);
        }
        double size = Math.max(Math.abs(range.min()), Math.abs(range.max()));
        double air = range.span() > 1e-12 * size ? PADDING * range.span() : size > 0 ? 0.01 * size : 1;
        return new Axis(title, range.min() - air, range.max() + air, form);
    }

    double span() {
        return to - from;
    }
}

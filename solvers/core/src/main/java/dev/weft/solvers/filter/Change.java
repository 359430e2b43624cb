package dev.weft.solvers.filter;

/**
 * Report that the innovations of a twin have changed.
 *
 * @param lane of the twin
 * @param kind what has changed
 * @param output whose mean has shifted; −1 for {@link Kind#SIZE}, which is of all outputs together
 * @param time of the reading that told
 * @param since when it probably began: of a shift the last reading at which the sum was 0, of a size the first of the window
 * @param statistic the sum that went over its threshold, or the sum of squares over the window
 */
public record Change(int lane, Kind kind, int output, double time, double since, double statistic) {
    /** What may change. */
    public enum Kind {
        /** Readings lie above what is expected. */
        RISE,
        /** Readings lie below what is expected. */
        FALL,
        /** Readings lie further from what is expected than they should, either way. */
        SIZE
    }
}

package dev.weft.sdk.calibration;

import dev.weft.sdk.weights.WeightSlot;

/**
 * Report one fitted weight.
 *
 * @param slot name, unit, bounds
 * @param series name of the series an initial state belongs to, empty for a parameter
 * @param value physical value
 * @param lower lower end of the 95 % interval
 * @param upper upper end of the 95 % interval
 * @param verdict what the data say about it
 */
public record WeightEstimate(
        WeightSlot slot, String series, double value, double lower, double upper, Verdict verdict) {
    /** List what data can say about a weight. */
    public enum Verdict {
        /** The data determine the value: its interval is narrower than a factor e either way. */
        IDENTIFIABLE("yes"),
        /** The data leave the value open, alone or together with others. */
        NOT_IDENTIFIABLE("no"),
        /** The search ran into a bound; the interval means little. */
        AT_LOWER_BOUND("at lower bound"),
        AT_UPPER_BOUND("at upper bound"),
        /** The value was given, not fitted. */
        FIXED("fixed");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** Return the verdict in a word or three. */
        public String text() {
            return text;
        }
    }
}

package dev.weft.sdk.calibration;

import dev.weft.sdk.weights.WeightSlot;

/**
 * Report one fitted weight.
 *
 * @param slot name, unit, bounds
 * @param series name of the series that an initial state or a series' own parameter belongs to; empty for a parameter
 *     of all series
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
        IDENTIFIABLE("yes", "no"),
        /** The data leave the value open, alone or together with others. */
        NOT_IDENTIFIABLE("no", "no"),
        /** What was known beforehand tells the value; the data narrow it by less than a third. */
        KNOWN_BEFOREHAND("known beforehand", "no"),
        /** The search ran into a bound; the interval means little. */
        AT_LOWER_BOUND("no", "lower"),
        AT_UPPER_BOUND("no", "upper"),
        /** The value was given, not fitted. */
        FIXED("fixed", "");

        private final String told;
        private final String boundHit;

        Verdict(String told, String boundHit) {
            this.told = told;
            this.boundHit = boundHit;
        }

        /** Answer in a word: do the data tell the value? */
        public String told() {
            return told;
        }

        /** Answer in a word: which bound stopped the search? Empty for a value that was given. */
        public String boundHit() {
            return boundHit;
        }
    }
}

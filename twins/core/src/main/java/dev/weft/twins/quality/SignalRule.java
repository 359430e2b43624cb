package dev.weft.twins.quality;

import java.util.Optional;

/**
 * Set what values a signal can have. Everything is in the signal's unit; infinite limits check nothing.
 *
 * @param low least possible value; NaN for the one that the prior tells
 * @param high greatest possible value, &gt; {@code low}; NaN for the one that the prior tells
 * @param fastest greatest possible |dv/dt| a second, &gt; 0
 * @param spike a value farther than this from the median of the last five stands alone until the next one confirms it, &gt; 0
 * @param stuckAfter so many equal values in a row mean a stuck sensor, &gt;= 2; 0 for signals that may rest
 * @param holdFor for so many seconds the last good value takes the place of one that is missing or refused, &gt;= 0; of inputs
 *     only
 * @param converts whether a value in a wrong unit is converted; otherwise it is refused
 * @param redundant how a second sensor is used, if the signal has one
 */
public record SignalRule(
        double low,
        double high,
        double fastest,
        double spike,
        int stuckAfter,
        double holdFor,
        boolean converts,
        Optional<Redundancy> redundant) {
    /** Check nothing but that there is a finite value: also the range that the prior tells is left aside. */
    public static final SignalRule ANY = new SignalRule(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            0,
            0,
            false,
            Optional.empty());

    /** Check nothing but the range that the prior tells: what a rule of a policy begins from. */
    public static final SignalRule USUAL = ANY.between(Double.NaN, Double.NaN);

    /**
     * Check the limits.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says
     */
    public SignalRule {
        if (low >= high) {
            throw new IllegalArgumentException("range low = " + low + ", high = " + high + ", expected low < high");
        }
        if (!(fastest > 0) || !(spike > 0)) {
            throw new IllegalArgumentException("fastest = " + fastest + ", spike = " + spike + ", expected both > 0");
        }
        if (stuckAfter < 0 || stuckAfter == 1) {
            throw new IllegalArgumentException("stuckAfter = " + stuckAfter
                    + ", expected 2 or more equal values, or 0 for a signal that may rest");
        }
        if (!(holdFor >= 0)) {
            throw new IllegalArgumentException("holdFor = " + holdFor + " s, expected 0 or more");
        }
    }

    /** Return this rule with another range of possible values; NaN for an end that the prior tells. */
    public SignalRule between(double least, double greatest) {
        return new SignalRule(least, greatest, fastest, spike, stuckAfter, holdFor, converts, redundant);
    }

    /**
     * Return this rule with the ends of its range that it leaves to the prior.
     *
     * @param usual the prior's rule
     * @throws IllegalArgumentException if no value would be possible
     */
    SignalRule within(SignalRule usual) {
        return between(Double.isNaN(low) ? usual.low : low, Double.isNaN(high) ? usual.high : high);
    }

    /** Return this rule with another greatest rate, a second. */
    public SignalRule withFastest(double rate) {
        return new SignalRule(low, high, rate, spike, stuckAfter, holdFor, converts, redundant);
    }

    /** Return this rule with another distance at which a value stands alone. */
    public SignalRule withSpike(double distance) {
        return new SignalRule(low, high, fastest, distance, stuckAfter, holdFor, converts, redundant);
    }

    /** Return this rule with another number of equal values that mean a stuck sensor. */
    public SignalRule withStuckAfter(int values) {
        return new SignalRule(low, high, fastest, spike, values, holdFor, converts, redundant);
    }

    /** Return this rule with another time for which the last good value is held, in seconds. */
    public SignalRule withHoldFor(double seconds) {
        return new SignalRule(low, high, fastest, spike, stuckAfter, seconds, converts, redundant);
    }

    /** Return this rule converting values in a wrong unit, or refusing them. */
    public SignalRule withConversion(boolean convert) {
        return new SignalRule(low, high, fastest, spike, stuckAfter, holdFor, convert, redundant);
    }

    /** Return this rule with a second sensor. */
    public SignalRule withRedundancy(Redundancy second) {
        return new SignalRule(low, high, fastest, spike, stuckAfter, holdFor, converts, Optional.of(second));
    }
}

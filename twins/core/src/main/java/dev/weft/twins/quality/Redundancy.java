package dev.weft.twins.quality;

/**
 * Say how a signal's second sensor is used.
 *
 * <p>Their difference e, in tolerances, runs into two sums S ← max(0, S ± e − 1); past {@value #ALARM} the signal has drifted:
 * a lasting difference of two tolerances is found after five readings, one below a tolerance never.
 *
 * <p>Source: E. S. Page, "Continuous inspection schemes", 1954.
 *
 * @param tolerance how far both may be apart for good, in the signal's unit, &gt; 0
 * @param substitutes whether the second sensor's value takes the place of a value that is refused
 */
public record Redundancy(double tolerance, boolean substitutes) {
    static final double ALARM = 4;

    /** Past the alarm sums grow no further, so that a mended sensor is believed again after as many readings. */
    static final double MOST = 8;

    /**
     * Check the tolerance.
     *
     * @throws IllegalArgumentException if it is not finite and greater than 0
     */
    public Redundancy {
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException(
                    "redundant: tolerance = " + tolerance + ", expected a finite number > 0 in the signal's unit");
        }
    }
}

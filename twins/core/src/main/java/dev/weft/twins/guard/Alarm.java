package dev.weft.twins.guard;

/**
 * Set how far weights may drift from the approved ones before a person has to look, and what happens until then.
 *
 * @param distance alarm when a parameter's coordinate is so far from where it was approved, and more than three standard
 *     deviations of the approved one, &gt; 0; infinite for no alarm. A coordinate moves by about 0.1 for 10 %
 * @param failSafe what the twin does then
 */
public record Alarm(double distance, FailSafe failSafe) {
    /**
     * Check the distance.
     *
     * @throws IllegalArgumentException if it is not greater than 0
     */
    public Alarm {
        if (!(distance > 0)) {
            throw new IllegalArgumentException("distance = " + distance + ", expected more than 0");
        }
    }

    /** Return what suits machines of which nothing special is known: no alarm. */
    public static Alarm standard() {
        return new Alarm(Double.POSITIVE_INFINITY, FailSafe.HOLD);
    }
}

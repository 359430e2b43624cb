package dev.weft.sdk.inspect;

/**
 * Say what counts as an event in the movement of weights.
 *
 * @param threshold how many robust standard deviations above the median a step has to be, &gt; 0
 * @param separation steps nearer than this to a stronger one belong to its event, &gt;= 1
 * @param mostEvents how many events are kept, the strongest, &gt;= 1
 * @param mostWeights how many weights are named at each event, &gt;= 1
 */
public record MovementSettings(double threshold, int separation, int mostEvents, int mostWeights) {
    /**
     * Check the bounds.
     *
     * @throws IllegalArgumentException if one is out of bounds
     */
    public MovementSettings {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("threshold = " + threshold + ", expected a finite number > 0");
        }
        check("separation", separation);
        check("most events", mostEvents);
        check("most weights", mostWeights);
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + ", expected at least 1");
        }
    }

    /** Return 6 deviations, 5 steps apart, at most 12 events with 5 weights each. */
    public static MovementSettings standard() {
        return new MovementSettings(6, 5, 12, 5);
    }

    /** Change how far a step has to stand out. */
    public MovementSettings withThreshold(double changed) {
        return new MovementSettings(changed, separation, mostEvents, mostWeights);
    }

    /** Change how far apart events are. */
    public MovementSettings withSeparation(int changed) {
        return new MovementSettings(threshold, changed, mostEvents, mostWeights);
    }

    /** Change how many events are kept. */
    public MovementSettings withMostEvents(int changed) {
        return new MovementSettings(threshold, separation, changed, mostWeights);
    }

    /** Change how many weights are named at each event. */
    public MovementSettings withMostWeights(int changed) {
        return new MovementSettings(threshold, separation, mostEvents, changed);
    }
}

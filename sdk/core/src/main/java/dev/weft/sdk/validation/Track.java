package dev.weft.sdk.validation;

/** Hold how an estimate followed a parameter: value, estimate and its 95 % interval at each sample, in the unit of it. */
public final class Track {
    private final double[] times;
    private final double[] truth;
    private final double[] estimate;
    private final double[] lower;
    private final double[] upper;

    Track(double[] times, double[] truth, double[] estimate, double[] lower, double[] upper) {
        this.times = times;
        this.truth = truth;
        this.estimate = estimate;
        this.lower = lower;
        this.upper = upper;
    }

    /** Return the times [s], the caller's own. */
    public double[] times() {
        return times.clone();
    }

    /** Return the true values, the caller's own. */
    public double[] truth() {
        return truth.clone();
    }

    /** Return the estimates, the caller's own. */
    public double[] estimate() {
        return estimate.clone();
    }

    /** Return the lower ends of the intervals, the caller's own. */
    public double[] lower() {
        return lower.clone();
    }

    /** Return the upper ends of the intervals, the caller's own. */
    public double[] upper() {
        return upper.clone();
    }
}

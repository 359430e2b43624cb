package dev.weft.solvers.filter;

/**
 * Say for what each lane of a fleet has a number of its own, in a plane of {@link FilterPlanes}, instead of one that is
 * compiled into the kernels for all. Machines of one prior that were calibrated one by one share their kernels like this.
 *
 * <p>Cost: a plane more to read for each number, and a product for each that is noise. Immutable.
 *
 * @param measurementNoise the variances of readings, {@link FilterPlanes#outputVariances}
 * @param processNoise what drifts and noise of states add, {@link FilterPlanes#driftDensities} and {@link
 *     FilterPlanes#stateNoise}; a weight whose noise the model says is 0 has none in any lane
 * @param considered whether parameters stay what they are, {@link FilterPlanes#considered}
 */
public record ByLane(boolean measurementNoise, boolean processNoise, boolean considered) {
    /** All lanes alike. */
    public static final ByLane NOTHING = new ByLane(false, false, false);

    /** All that a calibration finds of the noise of one machine. */
    public static final ByLane NOISE = new ByLane(true, true, false);

    /** Return the same, and lanes whose parameters are considered. */
    public ByLane withConsidered() {
        return new ByLane(measurementNoise, processNoise, true);
    }
}

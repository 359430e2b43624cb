package dev.weft.solvers.estimation;

/**
 * Say how inputs run from one sample to the next.
 *
 * <p>It is a fact of the measurement, not of the machine: a controller holds what it commands, the voltage of a filtered
 * generator runs on. Holding what runs on delays it by half an interval.
 */
public enum InputsBetween {
    /** Each sample is held up to the next. */
    HELD,
    /** Straight lines from sample to sample. */
    LINEAR,
    /**
     * The polynomial through the six samples on either side, which is near the only course that has no content above half
     * the sampling rate. Up to a third of that rate its error is below 0.2 %. Towards the ends fewer samples
     * serve, on the last interval a straight line. Samples have to lie equally far apart.
     */
    SMOOTH
}

package dev.weft.solvers.estimation;

import java.util.Locale;

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
     * The polynomial through the six samples on either side, which is near the only course without content above half the
     * sampling rate: up to a fifth of that rate its error is below 0.05 %, up to a quarter below 0.5 %. Towards the ends
     * fewer samples serve, over the last interval a straight line. Samples have to lie equally far apart.
     */
    SMOOTH;

    /** Return the name in files and options: "held". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

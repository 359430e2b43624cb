package dev.weft.sdk.training;

import java.util.Locale;

/** List the ways a model is run while it is trained. */
public enum TrainingMode {
    /** Step by step, fed with what was measured. */
    RECURRENT,
    /** Fed with what was measured, all steps by one convolution: the same predictions but for rounding. */
    CONVOLUTIONAL,
    /** Step by step; behind the context it feeds itself, but for a share of steps that are fed with what was measured. */
    AUTOREGRESSIVE;

    /** Return the name in files: "recurrent". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.weft.sdk.forecast;

/** List what a forecast may do with the readings of its context. */
public enum Adaptation {
    /** One pass of the filter: states and parameters follow the readings. */
    FILTER,
    /** Refit parameters and initial state to the context, with the model as prior knowledge. */
    BATCH,
    /** Find the state only; the parameters stay as they are. */
    NONE
}

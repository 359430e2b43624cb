package dev.weft.sdk.data;

/** Says what to do with a cell that is empty or NaN. */
public enum MissingValues {
    /** A missing value is an error that names its row and column. */
    REFUSE,
    /** A missing value is NaN. */
    KEEP
}

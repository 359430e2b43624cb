package dev.weft.sdk.calibration;

/** Choose how much a single reading may pull at a calibration. */
public enum Loss {
    /**
     * Least squares, unless single readings jump out of what the readings around them leave over: then Huber's loss. On
     * data without such jumps the result is that of least squares, bit for bit.
     */
    AUTO,
    /** Least squares: right for normal errors, misled by a few wrong readings. */
    SQUARES,
    /** Huber's loss: readings beyond 1.345 standard deviations pull no harder than those at it. */
    HUBER
}

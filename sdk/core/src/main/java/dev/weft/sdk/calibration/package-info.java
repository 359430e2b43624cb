/** Batch calibration of a prior on measured series, with intervals and identifiability. */
@NullMarked
package dev.weft.sdk.calibration;

import org.jspecify.annotations.NullMarked;

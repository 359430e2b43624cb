/**
 * Physics twins with a constant gain: the recurrence of a weight-space model whose A and decoder come from a prior and whose
 * B is learned. Enter at {@link dev.weft.sdk.steady.GainTrainer}.
 */
@NullMarked
package dev.weft.sdk.steady;

import org.jspecify.annotations.NullMarked;

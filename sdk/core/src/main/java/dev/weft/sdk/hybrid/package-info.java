/**
 * Train the network beside a prior: physics first, then what it leaves over. Enter at {@link
 * dev.weft.sdk.hybrid.ResidualTrainer}.
 */
@NullMarked
package dev.weft.sdk.hybrid;

import org.jspecify.annotations.NullMarked;

/** Adaptation without gradients through time: one pass of a filter over the weights. */
@NullMarked
package dev.weft.sdk.adapt;

import org.jspecify.annotations.NullMarked;

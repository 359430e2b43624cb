/**
 * Names for every scalar of a weight vector θ: which segment it belongs to, its unit, bounds and coordinate. {@link
 * dev.weft.sdk.weights.WeightLayout} is where to enter.
 */
@NullMarked
package dev.weft.sdk.weights;

import org.jspecify.annotations.NullMarked;

/**
 * Adaptation without gradients through time: one pass of a filter over the weights. {@link
 * dev.weft.sdk.adapt.WeightFilter} follows one machine; for many at once {@link dev.weft.sdk.adapt.FleetModels} hands a model
 * to the filters of fleets.
 */
@NullMarked
package dev.weft.sdk.adapt;

import org.jspecify.annotations.NullMarked;

/**
 * Models as values and as files: what a prior has learned of one machine, or a weight-space model, in one safetensors file
 * with a JSON card. {@link dev.weft.sdk.model.ModelFiles} reads either.
 */
@NullMarked
package dev.weft.sdk.model;

import org.jspecify.annotations.NullMarked;

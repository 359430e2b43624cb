/** Models as values and as files: what a prior has learned of one machine, in one safetensors file with a JSON card. */
@NullMarked
package dev.weft.sdk.model;

import org.jspecify.annotations.NullMarked;

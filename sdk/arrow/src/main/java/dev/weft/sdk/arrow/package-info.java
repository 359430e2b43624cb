/** Reads and writes datasets as Arrow; the only place that knows Arrow's types. */
@NullMarked
package dev.weft.sdk.arrow;

import org.jspecify.annotations.NullMarked;

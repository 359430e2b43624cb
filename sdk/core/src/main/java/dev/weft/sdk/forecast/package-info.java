/** Forecasts: find the state on a context, then run free, with a standard deviation. */
@NullMarked
package dev.weft.sdk.forecast;

import org.jspecify.annotations.NullMarked;

/**
 * Ways to forecast a machine from the first rows of its record: by a prior, by a prior that lacks a part, and without
 * physics. Enter at {@link dev.weft.sdk.validation.method.ForecastMethods}.
 */
@NullMarked
package dev.weft.sdk.validation.method;

import org.jspecify.annotations.NullMarked;

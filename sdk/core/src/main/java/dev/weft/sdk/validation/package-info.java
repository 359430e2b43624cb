/**
 * Whether a prior may be trusted: it is tried on machines that were simulated from it, of which everything is known.
 *
 * <p>Enter by {@link dev.weft.sdk.validation.PriorValidation}.
 */
@NullMarked
package dev.weft.sdk.validation;

import org.jspecify.annotations.NullMarked;

/** Errors of predictions against the truth, whatever made them. */
@NullMarked
package dev.weft.sdk.score;

import org.jspecify.annotations.NullMarked;

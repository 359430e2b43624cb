/** Priors of populations. */
@NullMarked
package dev.weft.priors.biology;

import org.jspecify.annotations.NullMarked;

/** Priors of chemical reactors. */
@NullMarked
package dev.weft.priors.chemistry;

import org.jspecify.annotations.NullMarked;

/** Priors of mechanics: masses, springs, dampers. */
@NullMarked
package dev.weft.priors.mechanics;

import org.jspecify.annotations.NullMarked;

/** Priors of mechanics: masses on springs, pendulums, rotors, drives, axes. */
@NullMarked
package dev.weft.priors.mechanics;

import org.jspecify.annotations.NullMarked;

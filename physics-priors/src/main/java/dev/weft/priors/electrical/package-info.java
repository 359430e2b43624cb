/** Priors of electrical machines and circuits: motors, batteries, circuits. */
@NullMarked
package dev.weft.priors.electrical;

import org.jspecify.annotations.NullMarked;

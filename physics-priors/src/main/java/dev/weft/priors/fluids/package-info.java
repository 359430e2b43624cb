/** Priors of fluids: tanks, pumps, pipes. */
@NullMarked
package dev.weft.priors.fluids;

import org.jspecify.annotations.NullMarked;

/** Priors of fluids: tanks, pumps and pipes, pneumatics. */
@NullMarked
package dev.weft.priors.fluids;

import org.jspecify.annotations.NullMarked;

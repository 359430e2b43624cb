/**
 * Evaluation of expression graphs on numbers: a {@link dev.weft.solvers.kernel.Kernel} turns a list of
 * expressions into a flat program once and then runs it without allocation.
 */
@NullMarked
package dev.weft.solvers.kernel;

import org.jspecify.annotations.NullMarked;

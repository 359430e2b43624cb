/**
 * Stiff equations with reference solutions from the literature, each a class of its own that needs Hipparchus and
 * {@link dev.weft.solvers.ode.stiff.StiffEquation} only. All problems: {@link
 * dev.weft.solvers.ode.stiff.problems.StiffProblem#published()}.
 */
@NullMarked
package dev.weft.solvers.ode.stiff.problems;

import org.jspecify.annotations.NullMarked;

/**
 * Integrators for stiff equations in the frame of Hipparchus. Enter at {@link
 * dev.weft.solvers.ode.stiff.RodasIntegrator}, an L-stable Rosenbrock method of order 4, or at {@link
 * dev.weft.solvers.ode.stiff.AutomaticIntegrator}, which begins explicitly and goes over to it where the
 * equations turn out stiff. Both are Hipparchus integrators: events, step handlers, dense output and secondary
 * equations work as they do there.
 *
 * <p>An equation that knows its Jacobian says so by {@link dev.weft.solvers.ode.stiff.StiffEquation}; of others it
 * is taken by differences. The package knows Hipparchus and nothing else of this library.
 */
@NullMarked
package dev.weft.solvers.ode.stiff;

import org.jspecify.annotations.NullMarked;

/**
 * Integration of fleets: many twins of one {@link dev.weft.solvers.ode.OdeSystem}, one twin a lane, in place.
 *
 * <p>{@link dev.weft.solvers.fleet.FleetPlanes} holds the numbers, a {@link dev.weft.solvers.fleet.FleetIntegrator}
 * moves them: {@link dev.weft.solvers.fleet.FixedStepIntegrator} by equal steps, {@link
 * dev.weft.solvers.fleet.AdaptiveIntegrator} under error control, {@link
 * dev.weft.solvers.fleet.ExponentialIntegrator} exactly, for systems linear in their state. A {@link
 * dev.weft.solvers.fleet.StepMethod} writes a whole step as expressions, which are compiled into one kernel.
 *
 * <p>Rules: a lane never depends on its neighbours beyond the tolerance; a lane that fails is frozen at its last good
 * state and reported; results do not depend on the number of threads; a step allocates nothing.
 */
@NullMarked
package dev.weft.solvers.fleet;

import org.jspecify.annotations.NullMarked;

/**
 * Filters for fleets: the parameters and states of many twins follow their readings, one twin a lane.
 *
 * <p>A {@link dev.weft.solvers.filter.FilterModel} says what is filtered: equations, coordinates of the parameters, noise.
 * A {@link dev.weft.solvers.filter.FilterMethod}, extended, unscented or an ensemble, says how: a whole update is written
 * as expressions, flow, covariance, gain, gate. A {@link dev.weft.solvers.filter.FleetFilter} compiles them and runs them
 * over the {@link dev.weft.solvers.filter.FilterPlanes} of a fleet. A {@link dev.weft.solvers.filter.FleetSmoother} goes
 * back over what a {@link dev.weft.solvers.filter.FilterHistory} has kept; a {@link
 * dev.weft.solvers.filter.ChangeDetector} tells which twins have changed. {@link dev.weft.solvers.filter.SteadyGain} is for
 * systems whose gain does not change any more.
 *
 * <p>Rules: a lane depends on its own numbers only, and neither on its neighbours nor on the number of threads; a lane
 * costs no object; one that fails keeps the estimate it had and says so.
 */
@NullMarked
package dev.weft.solvers.filter;

import org.jspecify.annotations.NullMarked;

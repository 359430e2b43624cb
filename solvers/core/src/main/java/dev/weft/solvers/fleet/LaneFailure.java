package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.IntegrationException;

/**
 * Report one lane that could not be continued; it stays frozen at its last good state, of {@code time}.
 *
 * @param lane index of the lane
 * @param time the time reached, in the time unit of the system
 * @param component name of the state that failed first, or of the parameter or input that is not finite
 * @param value the value of the component where it failed: what is not finite, or the last good value of a state
 * @param cause the likely cause
 * @param step the last step tried, in the time unit of the system
 */
public record LaneFailure(
        int lane, double time, String component, double value, IntegrationException.Cause cause, double step) {
    @Override
    public String toString() {
        return "lane " + lane + " stopped at t = " + time + ": " + component + " = " + value + ", " + cause + ", step "
                + step;
    }
}

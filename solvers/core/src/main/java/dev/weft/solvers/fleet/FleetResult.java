package dev.weft.solvers.fleet;

import java.util.List;

/**
 * Tell how an integration over a grid ended.
 *
 * @param time the time reached by the lanes that did not fail
 * @param lanes number of lanes
 * @param failures the lanes that failed, in order of time, then lane
 */
public record FleetResult(double time, int lanes, List<LaneFailure> failures) {
    /** Copy the list. */
    public FleetResult {
        failures = List.copyOf(failures);
    }

    /** Tell whether no lane failed. */
    public boolean complete() {
        return failures.isEmpty();
    }
}

package dev.weft.sdk.simulation;

import dev.weft.solvers.ode.IntegrationException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hold the series of a fleet, and why some of them have none. */
public final class FleetRun {
    private final List<Trajectory> trajectories;
    private final TreeMap<Integer, IntegrationException> failures;

    FleetRun(List<Trajectory> trajectories, SortedMap<Integer, IntegrationException> failures) {
        this.trajectories = List.copyOf(trajectories);
        this.failures = new TreeMap<>(failures);
    }

    /**
     * Return the series of a lane.
     *
     * @throws IntegrationException if its equations have no solution over the grid
     */
    public Trajectory trajectory(int lane) {
        IntegrationException failure = failures.get(lane);
        if (failure != null) {
            throw failure;
        }
        return trajectories.get(lane);
    }

    /** Return the lanes whose equations have no solution over the grid, with the reason: a copy. */
    public SortedMap<Integer, IntegrationException> failures() {
        return new TreeMap<>(failures);
    }
}

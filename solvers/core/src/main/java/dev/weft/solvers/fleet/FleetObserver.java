package dev.weft.solvers.fleet;

/** Look at a fleet at each time of a grid. */
@FunctionalInterface
public interface FleetObserver {
    /**
     * See the fleet at a time of the grid; its inputs may be set for the interval that follows.
     *
     * @param index index of the time
     * @param time the time
     * @param fleet the lanes, live: copy what shall be kept
     */
    void at(int index, double time, FleetPlanes fleet);
}

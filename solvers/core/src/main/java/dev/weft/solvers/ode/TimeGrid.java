package dev.weft.solvers.ode;

/** Check grids of times. */
public final class TimeGrid {
    private TimeGrid() {}

    /**
     * Check a grid of times.
     *
     * @param times the grid [T], in the time unit of the system. Not modified
     * @throws IllegalArgumentException if it is empty, not finite or not strictly increasing
     */
    public static void check(double[] times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("times = 0×1, expected one time or more");
        }
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i])) {
                throw new IllegalArgumentException("time[" + i + "] = " + times[i] + ", expected a finite number");
            }
            if (i > 0 && !(times[i] > times[i - 1])) {
                throw new IllegalArgumentException("time[" + i + "] = " + times[i] + ", expected > time[" + (i - 1)
                        + "] = " + times[i - 1] + ": the grid must be strictly increasing");
            }
        }
    }
}

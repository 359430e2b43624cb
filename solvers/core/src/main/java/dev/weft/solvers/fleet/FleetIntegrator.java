package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.TimeGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Move all lanes of a fleet from t to t + Δt, inputs held, in place.
 *
 * <p>Lanes are worked on in blocks of {@value #BLOCK_LANES} by the threads of a {@link LanePool}. The result depends on
 * the arguments only, not on earlier calls or the number of threads. A lane that fails is frozen at its last good state
 * and reported; the others go on. Advancing allocates nothing after the first call for a layout of inputs, unless a
 * lane fails.
 *
 * <p>Holds scratch: one call at a time.
 */
public abstract sealed class FleetIntegrator permits FixedStepIntegrator, AdaptiveIntegrator, ExponentialIntegrator {
    /** Lanes of a block: a few dozen planes of them stay in the first-level cache. */
    static final int BLOCK_LANES = 512;

    final OdeSystem system;
    private final LanePool pool;
    private final LanePool.BlockTask task = this::runBlock;

    // Of the call under way.
    private @Nullable FleetPlanes current;
    private double time;
    private double interval;
    private @Nullable List<LaneFailure> failures;

    FleetIntegrator(OdeSystem system, LanePool pool) {
        this.system = system;
        this.pool = pool;
    }

    /** Return the system whose fleets this integrator advances. */
    public final OdeSystem system() {
        return system;
    }

    final int workers() {
        return pool.workers();
    }

    /**
     * Advance all lanes that are not frozen from t to t + dt.
     *
     * @param fleet the lanes; states are modified, lanes that fail become frozen
     * @param t the time, for reports: the equations do not contain it
     * @param dt the interval, ≥ 0
     * @return the lanes that failed in this call, by lane; empty if all went well
     * @throws IllegalArgumentException if the fleet is of another system, or {@code dt} is negative or not finite
     */
    public final List<LaneFailure> advance(FleetPlanes fleet, double t, double dt) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        checkSystem(fleet);
        if (dt == 0) {
            return List.of();
        }
        current = fleet;
        time = t;
        interval = dt;
        failures = null;
        try {
            prepare(fleet, dt);
            runBlocks(fleet.lanes(), task);
        } finally {
            current = null;
        }
        List<LaneFailure> found = failures;
        if (found == null) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(LaneFailure::lane));
        return List.copyOf(found);
    }

    /**
     * Advance a fleet over a grid of times, telling an observer at each of them.
     *
     * @param fleet the lanes, at times[0]; states are modified
     * @param times the grid, strictly increasing, at least one. Not modified
     * @param observer called at each time, the first included; it may change the inputs of the interval that follows
     * @throws IllegalArgumentException if the grid is empty, not finite or not strictly increasing, the fleet is of another
     *     system, or a value of it is not finite
     */
    public final FleetResult integrate(FleetPlanes fleet, double[] times, FleetObserver observer) {
        TimeGrid.check(times);
        checkSystem(fleet);
        fleet.checkFinite();
        List<LaneFailure> all = new ArrayList<>();
        observer.at(0, times[0], fleet);
        for (int i = 1; i < times.length; i++) {
            all.addAll(advance(fleet, times[i - 1], times[i] - times[i - 1]));
            observer.at(i, times[i], fleet);
        }
        return new FleetResult(times[times.length - 1], fleet.lanes(), all);
    }

    private void checkSystem(FleetPlanes fleet) {
        if (fleet.system() != system) {
            throw new IllegalArgumentException("fleet of " + fleet.lanes() + " lanes belongs to another system with "
                    + fleet.system().stateCount() + " states, expected the integrator's own with "
                    + system.stateCount());
        }
    }

    final void runBlocks(int lanes, LanePool.BlockTask work) {
        pool.run((lanes + BLOCK_LANES - 1) / BLOCK_LANES, work);
    }

    private void runBlock(int block, int worker) {
        FleetPlanes fleet = current;
        if (fleet != null) {
            int from = block * BLOCK_LANES;
            advanceBlock(fleet, time, interval, from, Math.min(from + BLOCK_LANES, fleet.lanes()), worker);
        }
    }

    /** Make ready for a call, in the caller's thread: kernels and scratch for the layout of this fleet. */
    abstract void prepare(FleetPlanes fleet, double dt);

    /** Advance the lanes from ≤ i &lt; to, which are one block. */
    abstract void advanceBlock(FleetPlanes fleet, double t, double dt, int from, int to, int worker);

    final synchronized void report(FleetPlanes fleet, LaneFailure failure) {
        fleet.freeze(failure.lane());
        List<LaneFailure> list = failures;
        if (list == null) {
            list = new ArrayList<>();
            failures = list;
        }
        list.add(failure);
    }
}

package dev.weft.sdk.simulation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.fleet.AdaptiveIntegrator;
import dev.weft.solvers.fleet.EmbeddedMethod;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.FleetOutputs;
import dev.weft.solvers.fleet.FleetPlanes;
import dev.weft.solvers.fleet.FleetResult;
import dev.weft.solvers.fleet.LaneFailure;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.fleet.Rosenbrock;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Solve a prior's equations on a time grid for many series at once, which share initial state and inputs and differ in
 * their parameters: one series a lane of a fleet.
 *
 * <p>Agrees with {@link Simulator} within the tolerance. Lanes {@value #GROUP}·k to {@value #GROUP}·(k + 1) − 1 share
 * their steps, so a result depends on the lanes of its group, but neither on other groups nor on the number of threads.
 * A lane that its fleet cannot continue is simulated alone. Holds scratch: one call at a time.
 */
public final class FleetSimulator implements AutoCloseable {
    /** How many neighbouring lanes share their steps. */
    public static final int GROUP = AdaptiveIntegrator.STEP_LANES;

    /** In lanes the stiff method writes out its linear algebra, which does not pay for many states. */
    private static final int MOST_STIFF_STATES = 10;

    private final OdeSystem system;
    private final Simulator alone;
    private final LanePool pool;
    private final @Nullable AdaptiveIntegrator integrator;
    private final FleetOutputs outputs;

    private FleetSimulator(PhysicsPrior prior, Simulator alone, int threads, @Nullable EmbeddedMethod method) {
        this.system = prior.system();
        this.alone = alone;
        this.pool = new LanePool(threads);
        this.integrator = method == null ? null : new AdaptiveIntegrator(system, method, Tolerances.STANDARD, pool);
        this.outputs = new FleetOutputs(system);
    }

    /**
     * Prepare simulations by the method that suits one series: Dormand–Prince 5(4), or RODAS 4(3) where that series is
     * stiff; stiff systems of more than {@value #MOST_STIFF_STATES} states are simulated series by series.
     *
     * @param threads number of threads, at least 1
     * @param parameters physical values of the series to judge by [M]. Not modified
     * @param initialState state at the first time [N]. Not modified
     * @param times seconds, strictly increasing [T]. Not modified
     * @param inputs [T×K]. Not modified
     */
    public static FleetSimulator suiting(
            PhysicsPrior prior,
            int threads,
            double[] parameters,
            double[] initialState,
            double[] times,
            double[][] inputs) {
        Simulator alone = new Simulator(prior);
        boolean stiff;
        try {
            alone.run(parameters, initialState, times, inputs);
            stiff = alone.wentStiff();
        } catch (IntegrationException e) {
            // It will be told when its turn comes.
            stiff = alone.wentStiff();
        }
        EmbeddedMethod method = ExplicitRungeKutta.DORMAND_PRINCE_54;
        if (stiff) {
            method = initialState.length <= MOST_STIFF_STATES ? Rosenbrock.RODAS_43 : null;
        }
        return new FleetSimulator(prior, alone, threads, method);
    }

    /**
     * Simulate a series for each lane.
     *
     * @param parameters physical values, a row for each lane [L×M]. Not modified
     * @param initialState state at the first time [N]. Not modified
     * @param times seconds, strictly increasing [T]. Not modified
     * @param inputs [T×K]. Not modified
     * @return the series of all lanes, or why there is none
     * @throws IllegalArgumentException if a shape does not fit, a number is not finite, or the times do not increase
     */
    public FleetRun run(double[][] parameters, double[] initialState, double[] times, double[][] inputs) {
        Lanes lanes = new Lanes(parameters.length, times, inputs);
        TreeMap<Integer, IntegrationException> failures = new TreeMap<>();
        AdaptiveIntegrator together = integrator;
        if (together == null) {
            for (int lane = 0; lane < parameters.length; lane++) {
                runAlone(lane, parameters[lane], initialState, lanes, failures);
            }
        } else {
            FleetPlanes fleet = FleetPlanes.allocateWithSharedInputs(system, parameters.length);
            for (int lane = 0; lane < parameters.length; lane++) {
                fleet.set(lane, initialState, parameters[lane]);
            }
            FleetResult result = together.integrate(fleet, times, (i, time, at) -> lanes.keep(i, at));
            for (LaneFailure failure : result.failures()) {
                runAlone(failure.lane(), parameters[failure.lane()], initialState, lanes, failures);
            }
        }
        return new FleetRun(lanes.trajectories, failures);
    }

    private void runAlone(
            int lane,
            double[] parameters,
            double[] initialState,
            Lanes lanes,
            TreeMap<Integer, IntegrationException> failures) {
        try {
            lanes.trajectories.set(lane, alone.run(parameters, initialState, lanes.times, lanes.inputs));
        } catch (IntegrationException e) {
            failures.put(lane, e);
        }
    }

    /** Stop the threads. */
    @Override
    public void close() {
        pool.close();
    }

    /** The series under way. */
    private final class Lanes {
        final double[] times;
        final double[][] inputs;
        final List<Trajectory> trajectories = new ArrayList<>();
        private final double[][] y;

        Lanes(int count, double[] times, double[][] inputs) {
            this.times = times;
            this.inputs = inputs;
            this.y = new double[system.outputCount()][count];
            for (int lane = 0; lane < count; lane++) {
                trajectories.add(new Trajectory(
                        times,
                        new double[times.length][system.stateCount()],
                        new double[times.length][system.outputCount()]));
            }
        }

        void keep(int i, FleetPlanes fleet) {
            System.arraycopy(inputs[i], 0, fleet.sharedInputs(), 0, inputs[i].length);
            outputs.evaluate(fleet, y);
            for (int lane = 0; lane < fleet.lanes(); lane++) {
                Trajectory trajectory = trajectories.get(lane);
                fleet.state(lane, trajectory.states(i));
                for (int k = 0; k < y.length; k++) {
                    trajectory.outputs(i)[k] = y[k][lane];
                }
            }
        }
    }
}

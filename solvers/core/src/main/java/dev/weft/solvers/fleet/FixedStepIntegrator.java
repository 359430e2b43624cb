package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advance a fleet by equal steps of a {@link StepMethod}, compiled into one kernel that works in place.
 *
 * <p>An interval Δt is divided into ⌈Δt/h⌉ equal steps, h the longest step allowed; all steps of a block are done
 * while it is in the cache. Each lane's result is the same in any position and among any neighbours. There is no error
 * control: halve h and compare.
 */
public final class FixedStepIntegrator extends FleetIntegrator {
    private final double longestStep;
    private final StepMethod method;
    private final LaneFunction function;
    private final double[][][] before;

    // For the layout of inputs used last.
    private @Nullable Kernel kernel;
    private double[][] scratch = {};
    private double[] shared = {};
    private int steps;

    /**
     * Compile a method for a system, to run in the caller's thread.
     *
     * @param longestStep longest step, &gt; 0 [time unit of the system]
     * @throws IllegalArgumentException if {@code longestStep} is not positive and finite
     */
    public FixedStepIntegrator(OdeSystem system, StepMethod method, double longestStep) {
        this(system, method, longestStep, LanePool.single());
    }

    /**
     * Compile a method for a system, to run on a pool, which stays the caller's to close.
     *
     * @param longestStep longest step, &gt; 0 [time unit of the system]
     * @throws IllegalArgumentException if {@code longestStep} is not positive and finite
     */
    public FixedStepIntegrator(OdeSystem system, StepMethod method, double longestStep, LanePool pool) {
        super(system, pool);
        if (!(longestStep > 0) || Double.isInfinite(longestStep)) {
            throw new IllegalArgumentException("longest step = " + longestStep + ", expected a finite number > 0");
        }
        this.longestStep = longestStep;
        this.method = method;
        Expr h = Expr.symbol("h");
        this.function = new LaneFunction(system, method.next(system, h), List.of(), List.of(h));
        this.before = new double[pool.workers()][system.stateCount()][BLOCK_LANES];
    }

    /** Return the method. */
    public StepMethod method() {
        return method;
    }

    /** Return the number of steps an interval is divided into. */
    public int steps(double dt) {
        // A quotient that misses an integer by rounding only must not cost one more step.
        double count = Math.ceil(dt / longestStep * (1 - 1e-12));
        if (!(count <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("interval dt = " + dt + " takes " + count + " steps of " + longestStep
                    + ", expected at most " + Integer.MAX_VALUE + ": take a longer step");
        }
        return Math.max(1, (int) count);
    }

    @Override
    void prepare(FleetPlanes fleet, double dt) {
        steps = steps(dt);
        Kernel next = function.kernel(fleet.inputsAreShared());
        if (next != kernel) {
            kernel = next;
            shared = new double[next.shared()];
            scratch = new double[workers()][];
            for (int i = 0; i < scratch.length; i++) {
                scratch[i] = next.newScratch();
            }
        }
        shared[0] = dt / steps;
        System.arraycopy(fleet.sharedInputs(), 0, shared, 1, fleet.sharedInputs().length);
    }

    @Override
    void advanceBlock(FleetPlanes fleet, double t, double dt, int from, int to, int worker) {
        Kernel step = kernel;
        if (step == null) {
            return;
        }
        double[][] x = fleet.states();
        double[][] old = before[worker];
        Planes.copy(x, from, old, 0, x.length, to - from);
        for (int i = 0; i < steps; i++) {
            step.evaluate(fleet.arguments(), shared, x, from, to, scratch[worker]);
        }
        // A value that is not finite stays so through every step, so one look at the end sees all failures.
        boolean sound = !fleet.anyFrozen(from, to);
        for (int k = 0; k < x.length && sound; k++) {
            sound = Planes.allFinite(x[k], from, to);
        }
        if (!sound) {
            sortOut(fleet, step, t, from, to, worker);
        }
    }

    /** Put frozen lanes back, and repeat failed ones step by step to find when and where. */
    private void sortOut(FleetPlanes fleet, Kernel step, double t, int from, int to, int worker) {
        double[][] x = fleet.states();
        for (int lane = from; lane < to; lane++) {
            if (fleet.isFrozen(lane)) {
                Planes.copy(before[worker], lane - from, x, lane, x.length, 1);
            } else if (Lanes.firstNonFinite(x, lane) >= 0) {
                Planes.copy(before[worker], lane - from, x, lane, x.length, 1);
                repeat(fleet, step, t, lane, worker);
            }
        }
    }

    private void repeat(FleetPlanes fleet, Kernel step, double t, int lane, int worker) {
        double[][] x = fleet.states();
        LaneFailure bad = Lanes.badStart(fleet, lane, t, shared[0]);
        if (bad != null) {
            report(fleet, bad);
            return;
        }
        double[][] last = new double[x.length][1];
        for (int i = 0; i < steps; i++) {
            Planes.copy(x, lane, last, 0, x.length, 1);
            step.evaluate(fleet.arguments(), shared, x, lane, lane + 1, scratch[worker]);
            int component = Lanes.firstNonFinite(x, lane);
            if (component >= 0) {
                double value = x[component][lane];
                Planes.copy(last, 0, x, lane, x.length, 1);
                report(
                        fleet,
                        new LaneFailure(
                                lane,
                                t + i * shared[0],
                                system.stateName(component),
                                value,
                                IntegrationException.Cause.NON_FINITE,
                                shared[0]));
                return;
            }
        }
    }
}

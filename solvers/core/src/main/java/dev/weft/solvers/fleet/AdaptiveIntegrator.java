package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.StepSizeController;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advance a fleet under error control, {@value #STEP_LANES} neighbouring lanes sharing their steps: the worst of them
 * decides.
 *
 * <p>The error of a lane is the root mean square of error_i/(absolute + relative·max(|x_i|, |x_i⁺|)) over its states. A
 * lane that asks for much shorter steps than its neighbours leaves them and goes on alone, so one that runs into a pole
 * costs the others nothing, and the results of the others depend on it within the tolerance only. See {@link
 * StepSizeController} for the control and the first step.
 */
public final class AdaptiveIntegrator extends FleetIntegrator {
    /** Lanes k·128 to (k + 1)·128 − 1 share their steps. */
    public static final int STEP_LANES = 128;

    /** A lane leaves if the others could take steps this much longer. */
    private static final double STRAGGLER_FACTOR = 8;

    /** Lanes that leave together ask for steps within this factor, and are at most this part of the block. */
    private static final double PACK_FACTOR = 2;

    private static final int PACK_PART = 8;
    private static final int MAX_STEPS = 100_000;
    private static final double SMALLEST_PART = 1e-12;

    private final EmbeddedMethod method;
    private final Tolerances tolerances;
    private final StepSizeController controller;
    private final LaneFunction start;
    private final LaneFunction step;
    private final double squaredPack;
    private final double squaredStraggler;

    // For the layout of inputs used last.
    private @Nullable Kernel stepKernel;
    private Worker[] byThread = {};

    /** What one thread works with. */
    private static final class Worker {
        final LaneBlock block;
        final double[] startSettings;
        final double[] stepSettings;
        final int[] stragglers = new int[STEP_LANES];
        final double[] reached = new double[STEP_LANES];
        int stragglerCount;

        Worker(LaneBlock block, double[] startSettings, double[] stepSettings) {
            this.block = block;
            this.startSettings = startSettings;
            this.stepSettings = stepSettings;
        }
    }

    /**
     * Compile a method for a system, to run in the caller's thread.
     *
     * @param tolerances the error that a lane may make in a step, in the unit of the states
     * @throws IllegalStateException if the method has no error estimate
     */
    public AdaptiveIntegrator(OdeSystem system, EmbeddedMethod method, Tolerances tolerances) {
        this(system, method, tolerances, LanePool.single());
    }

    /**
     * Compile a method for a system, to run on a pool, which stays the caller's to close.
     *
     * @param tolerances the error that a lane may make in a step, in the unit of the states
     * @throws IllegalStateException if the method has no error estimate
     */
    public AdaptiveIntegrator(OdeSystem system, EmbeddedMethod method, Tolerances tolerances, LanePool pool) {
        super(system, pool);
        this.method = method;
        this.tolerances = tolerances;
        this.controller = new StepSizeController(method.errorOrder());
        // An error E allows a step ∝ E^(−1/(q+1)); errors are kept squared.
        double power = 2.0 * (method.errorOrder() + 1);
        this.squaredPack = StrictMath.pow(PACK_FACTOR, power);
        this.squaredStraggler = StrictMath.pow(STRAGGLER_FACTOR, power);
        Expr h = Expr.symbol("h");
        Expr absolute = Expr.symbol("absolute");
        Expr relative = Expr.symbol("relative");
        List<Expr> rates = system.states().stream()
                .map(x -> Expr.symbol("rate of " + x.name()))
                .toList();
        ErrorNorm norm = new ErrorNorm(absolute, relative);
        List<Expr> x = system.states();

        List<Expr> startOutputs = new ArrayList<>(system.rateExpressions());
        startOutputs.add(norm.firstStep(system, method.errorOrder()));
        this.start = new LaneFunction(system, startOutputs, List.of(), List.of(absolute, relative));

        EmbeddedMethod.Step written = method.step(system, rates, h);
        List<Expr> stepOutputs = new ArrayList<>(written.next());
        stepOutputs.addAll(written.nextRates());
        stepOutputs.add(norm.squared(written.error(), x, written.next()));
        this.step = new LaneFunction(system, stepOutputs, rates, List.of(h, absolute, relative));
    }

    /** Return the method. */
    public EmbeddedMethod method() {
        return method;
    }

    @Override
    void prepare(FleetPlanes fleet, double dt) {
        Kernel startKernel = start.kernel(fleet.inputsAreShared());
        Kernel next = step.kernel(fleet.inputsAreShared());
        if (next != stepKernel) {
            stepKernel = next;
            byThread = new Worker[workers()];
            for (int i = 0; i < byThread.length; i++) {
                LaneBlock block = new LaneBlock(system, STEP_LANES, fleet.arguments().length, startKernel, next);
                byThread[i] = new Worker(block, new double[startKernel.shared()], new double[next.shared()]);
            }
        }
        for (Worker worker : byThread) {
            worker.startSettings[0] = tolerances.absolute();
            worker.startSettings[1] = tolerances.relative();
            System.arraycopy(worker.startSettings, 0, worker.stepSettings, 1, 2);
            int inputs = fleet.sharedInputs().length;
            System.arraycopy(fleet.sharedInputs(), 0, worker.startSettings, 2, inputs);
            System.arraycopy(fleet.sharedInputs(), 0, worker.stepSettings, 3, inputs);
        }
    }

    @Override
    void advanceBlock(FleetPlanes fleet, double t, double dt, int from, int to, int worker) {
        Worker own = byThread[worker];
        for (int first = from; first < to; first += STEP_LANES) {
            own.stragglerCount = 0;
            own.block.gather(fleet, first, Math.min(first + STEP_LANES, to));
            integrate(fleet, own, t, 0, dt);
            // One that goes alone cannot leave a block, so the list does not grow any more.
            for (int i = 0; i < own.stragglerCount; i++) {
                own.block.gather(fleet, own.stragglers[i], own.stragglers[i] + 1);
                integrate(fleet, own, t, own.reached[i], dt);
            }
        }
    }

    private void integrate(FleetPlanes fleet, Worker own, double t, double begin, double dt) {
        LaneBlock block = own.block;
        block.start(own.startSettings);
        dropBrokenStarts(fleet, block, t + begin, dt - begin);
        double smallest = SMALLEST_PART * dt;
        double h = firstStep(block, dt - begin);
        double reached = begin;
        double previousError = StepSizeController.NO_ERROR_YET;
        boolean rejected = false;
        int steps = 0;
        while (reached < dt && block.count > 0) {
            boolean last = reached + 1.01 * h >= dt;
            double taken = last ? dt - reached : h;
            own.stepSettings[0] = taken;
            block.attempt(own.stepSettings);
            double squared = block.worst();
            double error = Math.sqrt(squared);
            if (error <= 1) {
                block.accept();
                reached = last ? dt : reached + taken;
                double factor = controller.afterAcceptance(error, previousError);
                h = taken * (rejected ? Math.min(1, factor) : factor);
                previousError = controller.remembered(error);
                rejected = false;
            } else {
                h = taken * controller.afterRejection(error);
                rejected = true;
            }
            steps++;
            if (reached < dt && (h < smallest || steps > MAX_STEPS)) {
                IntegrationException.Cause cause = steps > MAX_STEPS
                        ? IntegrationException.Cause.TOO_MANY_EVALUATIONS
                        : IntegrationException.Cause.STEP_UNDERFLOW;
                giveUp(fleet, own, squared, t, reached, h, cause);
                h = Math.max(h, smallest);
                steps = 0;
            } else if (block.count > 1 && h < (dt - reached) / STRAGGLER_FACTOR) {
                // The others' step is found anew by the growth of the next ones.
                leaveBehind(fleet, own, squared, reached);
            }
        }
        block.scatter(fleet);
    }

    /** Return the shortest first step of all lanes, as {@link StepSizeController#firstStep} would bound it. */
    private static double firstStep(LaneBlock block, double interval) {
        double shortest = 1e-10 * interval;
        double h = interval;
        for (int i = 0; i < block.count; i++) {
            double own = block.firstStep[i] < 0 ? 0.01 * interval : block.firstStep[i];
            // Also not a number, where norms overflowed, is left to the error control.
            h = Math.min(h, own > shortest ? own : shortest);
        }
        return h;
    }

    /** Freeze lanes whose states or rates are not finite at the beginning: no step of any length can start there. */
    private void dropBrokenStarts(FleetPlanes fleet, LaneBlock block, double t, double interval) {
        for (int i = block.count - 1; i >= 0; i--) {
            int component = Math.max(Lanes.firstNonFinite(block.x, i), Lanes.firstNonFinite(block.rates, i));
            if (component >= 0) {
                double value = block.rates[component][i];
                int lane = block.release(fleet, i);
                LaneFailure bad = Lanes.badStart(fleet, lane, t, interval);
                report(
                        fleet,
                        bad != null
                                ? bad
                                : new LaneFailure(
                                        lane,
                                        t,
                                        system.stateName(component),
                                        value,
                                        IntegrationException.Cause.NON_FINITE,
                                        interval));
            }
        }
    }

    /** Let lanes go on alone where they are few and all others could take much longer steps. */
    private void leaveBehind(FleetPlanes fleet, Worker own, double worst, double reached) {
        LaneBlock block = own.block;
        double others = 0;
        int pack = 0;
        for (int i = 0; i < block.count; i++) {
            if (inPack(block.error[i], worst)) {
                pack++;
            } else {
                others = Math.max(others, block.error[i]);
            }
        }
        if (pack * PACK_PART > block.count || others * squaredStraggler > worst) {
            return;
        }
        for (int i = block.count - 1; i >= 0; i--) {
            if (inPack(block.error[i], worst)) {
                own.reached[own.stragglerCount] = reached;
                own.stragglers[own.stragglerCount++] = block.release(fleet, i);
            }
        }
    }

    /** Freeze the lanes that ask for the shortest steps, or let them try alone if they are among others. */
    private void giveUp(
            FleetPlanes fleet,
            Worker own,
            double worst,
            double t,
            double reached,
            double h,
            IntegrationException.Cause cause) {
        LaneBlock block = own.block;
        boolean alone = block.count == 1;
        for (int i = block.count - 1; i >= 0; i--) {
            if (!inPack(block.error[i], worst)) {
                continue;
            }
            if (!alone) {
                own.reached[own.stragglerCount] = reached;
                own.stragglers[own.stragglerCount++] = block.release(fleet, i);
                continue;
            }
            int broken = Lanes.firstNonFinite(block.next, i);
            broken = broken >= 0 ? broken : Lanes.firstNonFinite(block.nextRates, i);
            int component = broken >= 0 ? broken : fastest(block, i);
            double value = broken >= 0 ? brokenValue(block, broken, i) : block.x[component][i];
            report(
                    fleet,
                    new LaneFailure(
                            block.release(fleet, i),
                            t + reached,
                            system.stateName(component),
                            value,
                            broken >= 0 ? IntegrationException.Cause.NON_FINITE : cause,
                            h));
        }
    }

    private boolean inPack(double squaredError, double worst) {
        // Where the worst is not a number, the pack are those that are none.
        return worst == Double.POSITIVE_INFINITY ? !(squaredError < worst) : squaredError * squaredPack >= worst;
    }

    private static double brokenValue(LaneBlock block, int component, int i) {
        double state = block.next[component][i];
        return Double.isFinite(state) ? block.nextRates[component][i] : state;
    }

    private static int fastest(LaneBlock block, int i) {
        int worst = 0;
        for (int k = 1; k < block.rates.length; k++) {
            if (Math.abs(block.rates[k][i]) > Math.abs(block.rates[worst][i])) {
                worst = k;
            }
        }
        return worst;
    }
}

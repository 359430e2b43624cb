package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import java.util.Arrays;

/**
 * Hold some lanes of a fleet while they take steps together: their values gathered into short planes, beside those of
 * the step that is tried.
 *
 * <p>The lanes 0 ≤ i &lt; {@code count} are at work; a lane that leaves is replaced by the last one. One block a worker.
 */
final class LaneBlock {
    final double[][] x;
    final double[][] rates;
    final double[][] next;
    final double[][] nextRates;

    /** The squared error of each lane as a fraction of its tolerance. */
    final double[] error;

    /** The first step each lane would take, negative where its state says nothing about it. */
    final double[] firstStep;

    /** The lanes of the fleet that are at work. */
    final int[] lanes;

    int count;

    private final double[][] arguments;
    private final double[][] all;
    private final double[][] stepIn;
    private final double[][] stepOut;
    private final double[][] startOut;
    private final Kernel start;
    private final Kernel step;
    private final double[] startScratch;
    private final double[] stepScratch;

    LaneBlock(OdeSystem system, int capacity, int argumentCount, Kernel start, Kernel step) {
        int n = system.stateCount();
        this.arguments = new double[argumentCount][capacity];
        this.x = Arrays.copyOf(arguments, n);
        this.rates = new double[n][capacity];
        this.next = new double[n][capacity];
        this.nextRates = new double[n][capacity];
        this.error = new double[capacity];
        this.firstStep = new double[capacity];
        this.lanes = new int[capacity];
        this.all = Planes.concat(arguments, rates, next, nextRates, new double[][] {error, firstStep});
        this.stepIn = Planes.concat(arguments, rates);
        this.stepOut = Planes.concat(next, nextRates, new double[][] {error});
        this.startOut = Planes.concat(rates, new double[][] {firstStep});
        this.start = start;
        this.step = step;
        this.startScratch = start.newScratch();
        this.stepScratch = step.newScratch();
    }

    /** Take in the lanes from ≤ i &lt; to that are not frozen. */
    void gather(FleetPlanes fleet, int from, int to) {
        count = 0;
        if (!fleet.anyFrozen(from, to)) {
            Planes.copy(fleet.arguments(), from, arguments, 0, arguments.length, to - from);
            for (int lane = from; lane < to; lane++) {
                lanes[count++] = lane;
            }
            return;
        }
        for (int lane = from; lane < to; lane++) {
            if (!fleet.isFrozen(lane)) {
                Planes.copy(fleet.arguments(), lane, arguments, count, arguments.length, 1);
                lanes[count++] = lane;
            }
        }
    }

    /** Write the states of all lanes at work back. */
    void scatter(FleetPlanes fleet) {
        for (int i = 0; i < count; i++) {
            scatter(fleet, i);
        }
    }

    private void scatter(FleetPlanes fleet, int i) {
        Planes.copy(x, i, fleet.states(), lanes[i], x.length, 1);
    }

    /** Write the state of lane {@code i} of the block back and let it go. */
    int release(FleetPlanes fleet, int i) {
        scatter(fleet, i);
        int lane = lanes[i];
        count--;
        Planes.copy(all, count, all, i, all.length, 1);
        lanes[i] = lanes[count];
        return lane;
    }

    /** Evaluate rates and first steps. */
    void start(double[] settings) {
        start.evaluate(arguments, settings, startOut, 0, count, startScratch);
    }

    /** Try a step. */
    void attempt(double[] settings) {
        step.evaluate(stepIn, settings, stepOut, 0, count, stepScratch);
    }

    /** Take the step that was tried. */
    void accept() {
        Planes.copy(next, 0, x, 0, x.length, count);
        Planes.copy(nextRates, 0, rates, 0, x.length, count);
    }

    /** Return the largest squared error, infinite if one is not a number. */
    double worst() {
        double worst = 0;
        for (int i = 0; i < count; i++) {
            worst = Math.max(worst, error[i]);
        }
        return worst < Double.POSITIVE_INFINITY ? worst : Double.POSITIVE_INFINITY;
    }
}

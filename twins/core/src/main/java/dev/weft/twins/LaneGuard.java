package dev.weft.twins;

import dev.weft.priors.State;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.ode.LinearFlow;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tell whether a reading of a twin in a lane is one of which there is nothing to say: all that {@link LiveWeights}, {@link
 * Follower} and {@link ParameterGuard} look at is as it should be. Holds scratch: one instance a thread.
 */
final class LaneGuard {
    /**
     * Kernels take slopes at the mean, {@link dev.weft.sdk.adapt.WeightFilter} secants over √3 standard deviations; where
     * these are a small part of a state and its usual spread both are the same.
     */
    private static final double SURE = 0.05;

    private final Lanes lanes;
    private final PlainMemory at;
    private final KinkWatch kinks;
    private final double @Nullable [] spreads;
    private final double[] values;
    private final int m;
    private final int n;

    LaneGuard(Lanes lanes) {
        PhysicsModel like = lanes.like();
        this.lanes = lanes;
        this.at = lanes.layout();
        this.kinks = new KinkWatch(like);
        this.m = like.layout().parameterCount();
        this.n = like.layout().stateCount();
        List<State> states = like.prior().states();
        this.spreads = LinearFlow.isLinear(like.prior().system())
                ? null
                : states.stream().mapToDouble(State::spread).toArray();
        this.values =
                new double[like.prior().inputs().size() + like.prior().outputs().size()];
    }

    /** Whether a reading may go into its lane. If so, what gate and guard will remember is proposed. */
    boolean admits(int lane, double time, double[][] inputs, double[][] outputs) {
        if (!lanes.isUsual(lane)) {
            return false;
        }
        Policy policy = lanes.policy(lane);
        double dt = time - lanes.time(lane);
        int from = lane * at.size();
        double[] memory = lanes.memory(lane);
        boolean quiet = dt > 0
                && dt <= lanes.forgetsAfter(lane)
                && memory[from + at.poor()] <= policy.freeze().poorData()
                && !repeats(memory, from + at.last(), outputs, lane)
                && isSure(lane)
                && !kinks.isNear(
                        lanes.planes().means(),
                        lanes.planes().covariances(),
                        lanes.planes().inputs(),
                        lane);
        if (!quiet || present(outputs, lane) == 0) {
            return false;
        }
        int k = inputs.length;
        for (int i = 0; i < k; i++) {
            values[i] = inputs[i][lane];
        }
        for (int i = 0; i < outputs.length; i++) {
            values[k + i] = outputs[i][lane];
        }
        double[] proposed = lanes.proposedMemory(lane);
        System.arraycopy(memory, from, proposed, from, at.size());
        return lanes.gate(lane).passes(time, values, proposed, from + PlainMemory.GATE);
    }

    /** How many outputs were read. */
    private static int present(double[][] outputs, int lane) {
        int count = 0;
        for (double[] output : outputs) {
            count += Double.isNaN(output[lane]) ? 0 : 1;
        }
        return count;
    }

    /** As {@code Arrays.equals} tells it. */
    private static boolean repeats(double[] memory, int last, double[][] outputs, int lane) {
        for (int i = 0; i < outputs.length; i++) {
            if (Double.doubleToLongBits(memory[last + i]) != Double.doubleToLongBits(outputs[i][lane])) {
                return false;
            }
        }
        return true;
    }

    private boolean isSure(int lane) {
        double[] usual = spreads;
        if (usual == null) {
            return true;
        }
        FilterPlanes planes = lanes.planes();
        for (int i = 0; i < n; i++) {
            int row = m + i;
            double variance = planes.covariances()[row * (row + 1) / 2 + row][lane];
            double allowed = SURE * (Math.abs(planes.means()[row][lane]) + usual[i]);
            if (!(variance <= allowed * allowed)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what the kernels propose is within all limits. If so, what the guard will remember is proposed. */
    boolean accepts(
            int lane, double time, double[][] inputs, double[][] outputs, double[] soundness, double[] invariants) {
        FilterPlanes before = lanes.planes();
        FilterPlanes after = lanes.proposal();
        Policy policy = lanes.policy(lane);
        LearningLimits limits = policy.learning();
        int present = present(outputs, lane);
        boolean believable = after.verdicts()[lane] == present
                && after.flowErrors()[lane] <= 1
                && after.surprises()[lane] <= limits.outlierSurprise() * present
                && soundness[lane] > 0
                && !kinks.isNear(after.means(), after.covariances(), inputs, lane)
                && !(policy.freeze().invariants() && invariants[lane] < 0);
        if (!believable) {
            return false;
        }
        double[] memory = lanes.proposedMemory(lane);
        int from = lane * at.size();
        double today = Math.floor(time / DayLimit.SECONDS);
        boolean begins = memory[from + at.day()] != today;
        for (int j = 0; j < m; j++) {
            double mean = before.means()[j][lane];
            double anchor = begins ? mean : memory[from + at.anchors() + j];
            double spread = begins
                    ? DayLimit.DEVIATIONS * Math.sqrt(before.covariances()[j * (j + 1) / 2 + j][lane])
                    : memory[from + at.spreads() + j];
            if (!isWithin(mean, after.means()[j][lane], anchor, spread, limits) || isAlarming(j, lane, policy)) {
                return false;
            }
            memory[from + at.anchors() + j] = anchor;
            memory[from + at.spreads() + j] = spread;
        }
        memory[from + at.day()] = today;
        memory[from + at.poor()] +=
                (0 - memory[from + at.poor()]) / policy.freeze().memory();
        memory[from + at.outliers()] = 0;
        memory[from + at.repetitions()] = 1;
        for (int i = 0; i < outputs.length; i++) {
            memory[from + at.last() + i] = outputs[i][lane];
        }
        return true;
    }

    /** Whether a step of a parameter is within the trust regions of a reading and of the day. */
    private static boolean isWithin(double from, double to, double anchor, double spread, LearningLimits limits) {
        double move = to - from;
        double reach = limits.dailyRegion() + spread;
        double left = move > 0 ? anchor + reach - from : from - (anchor - reach);
        return Math.abs(move) <= limits.trustRegion() && (move == 0 || Math.abs(move) <= left);
    }

    private boolean isAlarming(int j, int lane, Policy policy) {
        if (policy.alarm().distance() == Double.POSITIVE_INFINITY) {
            return false;
        }
        double distance = Math.abs(lanes.proposal().means()[j][lane] - lanes.approvedMean(j, lane));
        return distance > policy.alarm().distance()
                && distance > ParameterGuard.DEVIATIONS * lanes.approvedDeviation(j, lane);
    }
}

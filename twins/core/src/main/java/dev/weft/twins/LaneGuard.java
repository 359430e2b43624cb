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
                && isSmooth(lanes.planes(), lane, lane);
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

    /** Whether the outputs are those seen last, as {@code Arrays.equals} tells it. */
    boolean repeats(int lane, double[][] outputs) {
        double[] memory = lanes.memory(lane);
        int last = lane * at.size() + at.last();
        for (int i = 0; i < outputs.length; i++) {
            if (Double.doubleToLongBits(memory[last + i]) != Double.doubleToLongBits(outputs[i][lane])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the equations hardly bend where an estimate may be, under the inputs that hold in a lane. */
    private boolean isSmooth(FilterPlanes planes, int place, int lane) {
        return isSure(planes, place)
                && !kinks.isNear(planes, place, lanes.planes().inputs(), lane);
    }

    private boolean isSure(FilterPlanes planes, int place) {
        double[] usual = spreads;
        if (usual == null) {
            return true;
        }
        for (int i = 0; i < n; i++) {
            int row = m + i;
            double variance = planes.covariances()[row * (row + 1) / 2 + row][place];
            double allowed = SURE * (Math.abs(planes.means()[row][place]) + usual[i]);
            if (!(variance <= allowed * allowed)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what runs on beside a lane is within all limits. */
    boolean acceptsBeside(int lane, double[][] inputs, double[][] outputs, boolean repeats) {
        LaneSides sides = lanes.sides();
        if (sides.serves(lane)) {
            SideLanes served = sides.served();
            boolean believable =
                    served.isSound(lane) && isMoved(served, served.place(lane), lane, inputs, present(outputs, lane));
            if (!believable || repeats && !isStill(sides.servedCopies(), lane, inputs, outputs)) {
                return false;
            }
        }
        return !repeats || isStill(sides.copies(), lane, inputs, outputs);
    }

    /** Whether an estimate beside a lane has moved as it should, and so many outputs have corrected it. */
    private boolean isMoved(SideLanes beside, int place, int lane, double[][] inputs, int read) {
        FilterPlanes after = beside.proposal();
        return after.verdicts()[place] == read
                && after.flowErrors()[place] <= 1
                && after.surprises()[place] <= lanes.policy(lane).learning().outlierSurprise() * read
                && isSmooth(beside.planes(), place, lane)
                && !kinks.isNear(after, place, inputs, lane);
    }

    /** Whether the copy that has not learned from a repeated value stays where that is, as a machine at rest does. */
    private boolean isStill(SideLanes copies, int lane, double[][] inputs, double[][] outputs) {
        int place = copies.place(lane);
        if (!isMoved(copies, place, lane, inputs, 0)) {
            return false;
        }
        LearningLimits limits = lanes.policy(lane).learning();
        if (lanes.memory(lane)[lane * at.size() + at.repetitions()] + 1 < limits.stuckAfter()) {
            return true;
        }
        FilterPlanes after = copies.proposal();
        for (int i = 0; i < outputs.length; i++) {
            double distance = Math.abs(outputs[i][lane] - after.expected()[i][place]);
            if (distance > limits.stuckDistance() * Math.sqrt(after.innovationVariances()[i][place])) {
                return false;
            }
        }
        return true;
    }

    /** Whether what the kernels propose is within all limits. If so, what the guard will remember is proposed. */
    boolean accepts(int lane, double time, double[][] inputs, double[][] outputs, boolean repeats, LaneLook look) {
        FilterPlanes before = lanes.planes();
        FilterPlanes after = lanes.proposal();
        Policy policy = lanes.policy(lane);
        LearningLimits limits = policy.learning();
        int present = present(outputs, lane);
        boolean believable = after.verdicts()[lane] == present
                && after.flowErrors()[lane] <= 1
                && after.surprises()[lane] <= limits.outlierSurprise() * present
                && look.soundness()[lane] > 0
                && !kinks.isNear(after, lane, inputs, lane)
                && !(policy.freeze().invariants() && look.invariants()[lane] < 0);
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
        memory[from + at.repetitions()] = repeats ? memory[from + at.repetitions()] + 1 : 1;
        memory[from + at.copied()] = repeats ? 1 : 0;
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

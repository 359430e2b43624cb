package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Follower.Restraint;
import dev.weft.twins.guard.FailSafe;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restrain what a twin's parameters may learn by its policy: poor data, broken invariants, the day's trust region, the distance
 * from what was approved. Not thread-safe.
 */
final class ParameterGuard implements Restraint {
    static final double DEVIATIONS = 3;

    private final PhysicsModel model;
    private final Policy policy;
    private final int parameters;
    private final InvariantWatch invariants;
    private final DayLimit day;
    private long approvedVersion;
    private GaussianEstimate approved;
    private double poor;
    private boolean alarmed;
    private double[] inputs = {};

    ParameterGuard(PhysicsModel model, Policy policy) {
        this.model = model;
        this.policy = policy;
        this.parameters = model.layout().parameterCount();
        this.invariants = new InvariantWatch(model.prior(), model.layout());
        this.day = new DayLimit(parameters);
        this.approved = model.start();
    }

    /** Start with nothing remembered. */
    void restart(long ofVersion, GaussianEstimate whatWasApproved, GaussianEstimate estimate) {
        approvedVersion = ofVersion;
        approved = whatWasApproved.copy();
        poor = 0;
        alarmed = false;
        day.restart(estimate);
    }

    void write(Numbers numbers) {
        numbers.put(poor, alarmed ? 1 : 0, approvedVersion);
        day.write(numbers);
    }

    void read(Numbers numbers) {
        double[] head = numbers.next(3);
        poor = head[0];
        alarmed = head[1] != 0;
        day.read(numbers);
    }

    /** The version that the numbers of a memory name as approved. */
    static long approvedVersion(double[] memory) {
        return (long) head(memory, 2);
    }

    /** Whether the alarm has gone, by the numbers of a memory. */
    static boolean isAlarmed(double[] memory) {
        return head(memory, 1) != 0;
    }

    /** The share of recent readings that were refused, by the numbers of a memory. */
    static double poorShare(double[] memory) {
        return head(memory, 0);
    }

    private static double head(double[] memory, int index) {
        if (memory.length == 0) {
            return 0;
        }
        Numbers numbers = Numbers.reader(memory);
        numbers.next((int) numbers.next());
        return numbers.next(3)[index];
    }

    long approvedVersion() {
        return approvedVersion;
    }

    boolean isAlarmed() {
        return alarmed;
    }

    /** Prepare for a reading. */
    void enter(double time, double[] u, GaussianEstimate estimate) {
        inputs = u;
        day.enter(time, estimate);
    }

    /** Count a reading whose sensors can be blamed for nothing, or for something. */
    void count(boolean refused) {
        poor += ((refused ? 1 : 0) - poor) / policy.freeze().memory();
    }

    /** What was known of the machine does not hold any more. */
    void reopened(GaussianEstimate estimate) {
        poor = 0;
        day.begin(estimate);
    }

    @Override
    public @Nullable Finding before() {
        if (alarmed) {
            return Finding.ALARM;
        }
        return poor > policy.freeze().poorData() ? Finding.POOR_DATA : null;
    }

    @Override
    public @Nullable Finding after(GaussianEstimate proposed) {
        return policy.freeze().invariants()
                        && invariants.broken(proposed, inputs).isPresent()
                ? Finding.INVARIANT_BROKEN
                : null;
    }

    @Override
    public double share(double[] from, double[] to) {
        return day.share(from, to, policy.learning());
    }

    /**
     * Raise the alarm if parameters have come too far from the approved ones, and do what is safe then.
     *
     * @return what is wrong, in words; empty if nothing is, or the alarm was raised before
     */
    Optional<String> raise(Follower adapting) {
        if (alarmed) {
            return Optional.empty();
        }
        Optional<WeightSlot> farthest = farthest(adapting.estimate());
        if (farthest.isEmpty()) {
            return Optional.empty();
        }
        alarmed = true;
        boolean back = policy.alarm().failSafe() == FailSafe.APPROVED;
        if (back) {
            adapting.believe(withApprovedParameters(adapting.estimate()));
        }
        return Optional.of("alarm: " + farthest.get().name() + " is more than "
                + policy.alarm().distance() + " from what version " + approvedVersion + " has, "
                + (back ? "back to the approved parameters" : "held"));
    }

    private Optional<WeightSlot> farthest(GaussianEstimate estimate) {
        double most = policy.alarm().distance();
        Optional<WeightSlot> slot = Optional.empty();
        for (int j = 0; j < parameters; j++) {
            double distance = Math.abs(estimate.mean()[j] - approved.mean()[j]);
            if (distance > most && distance > DEVIATIONS * approved.standardDeviation(j)) {
                most = distance;
                slot = Optional.of(model.layout().slots().get(j));
            }
        }
        return slot;
    }

    /** The states as they are, the parameters as approved, and nothing known of both together. */
    GaussianEstimate withApprovedParameters(GaussianEstimate estimate) {
        GaussianEstimate e = estimate.copy();
        for (int j = 0; j < parameters; j++) {
            e.mean()[j] = approved.mean()[j];
            for (int i = 0; i < e.dimension(); i++) {
                double value = i < parameters ? approved.covariance().get(i, j) : 0;
                e.covariance().set(i, j, value);
                e.covariance().set(j, i, value);
            }
        }
        return e;
    }
}

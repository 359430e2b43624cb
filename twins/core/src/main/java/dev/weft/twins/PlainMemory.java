package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.Arrays;
import java.util.Optional;

/**
 * Know where things are in the memory of a twin to which nothing unusual has happened of late, as {@link LiveWeights} writes
 * it: G and the gate's numbers [G]; share of refused readings, alarm, approved version; day, anchors [M] and spreads [M] of
 * its limit; outliers in a row, repetitions, Q, 1 if they repeat, else 0; the outputs seen last [Q]. Behind it stands the copy
 * that has not learned from repetitions, if they repeat; then, if other weights serve, the last part and the copy again, of
 * theirs.
 *
 * @param gate G
 * @param parameters M
 * @param outputs Q
 */
record PlainMemory(int gate, int parameters, int outputs) {
    /** Where the gate's numbers begin. */
    static final int GATE = 1;

    private static final int GUARD = 3;
    private static final int FOLLOWER = 4;

    int size() {
        return last() + outputs;
    }

    int poor() {
        return GATE + gate;
    }

    int alarm() {
        return poor() + 1;
    }

    int approvedVersion() {
        return poor() + 2;
    }

    int day() {
        return poor() + GUARD;
    }

    int anchors() {
        return day() + 1;
    }

    int spreads() {
        return anchors() + parameters;
    }

    int outliers() {
        return spreads() + parameters;
    }

    int repetitions() {
        return outliers() + 1;
    }

    int copied() {
        return outliers() + 3;
    }

    int last() {
        return outliers() + FOLLOWER;
    }

    /** Whether a copy runs on that has not learned from repetitions, by numbers that begin at a place. */
    boolean hasCopy(double[] memory, int from) {
        return memory[from + copied()] == 1;
    }

    /** What was seen of the outputs: repetitions, Q, 1 if they repeat, the outputs themselves [3 + Q]. */
    double[] seen(double[] memory) {
        return Arrays.copyOfRange(memory, repetitions(), size());
    }

    /**
     * What stands behind the numbers.
     *
     * @param copy the weights that have not learned from repetitions
     * @param servedOutliers outliers in a row of weights that serve
     * @param servedCopy the weights that serve, without having learned from repetitions
     */
    record Parts(Optional<GaussianEstimate> copy, double servedOutliers, Optional<GaussianEstimate> servedCopy) {}

    /**
     * Read what stands behind the numbers, if nothing unusual has happened: there was a reading, no alarm has gone, and weights
     * that serve have seen the same.
     */
    Optional<Parts> parts(TwinSnapshot snapshot) {
        double[] memory = snapshot.memory();
        boolean plain = memory.length >= size()
                && memory[0] == gate
                && memory[alarm()] == 0
                && memory[repetitions() + 1] == outputs
                && hasCopy(memory, 0) == memory[repetitions()] > 1;
        if (!plain) {
            return Optional.empty();
        }
        int d = snapshot.estimate().dimension();
        boolean repeats = hasCopy(memory, 0);
        Numbers numbers = Numbers.reader(memory);
        numbers.next(size());
        Optional<GaussianEstimate> copy = copy(repeats, numbers, d);
        if (snapshot.serving().isEmpty()) {
            return Optional.of(new Parts(copy, 0, Optional.empty()));
        }
        if (numbers.isAtEnd()) {
            return Optional.empty();
        }
        double outliersOfServed = numbers.next();
        double[] seen = seen(memory);
        // What weights saw that have seen nothing yet is shorter.
        return numbers.left() >= seen.length && Arrays.equals(numbers.next(seen.length), seen)
                ? Optional.of(new Parts(copy, outliersOfServed, copy(repeats, numbers, d)))
                : Optional.empty();
    }

    private static Optional<GaussianEstimate> copy(boolean repeats, Numbers numbers, int d) {
        return repeats ? Optional.of(numbers.nextEstimate(d)) : Optional.empty();
    }
}

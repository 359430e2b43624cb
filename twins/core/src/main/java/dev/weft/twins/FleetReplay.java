package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hold the twins of one fleet of a ledger in the lanes in which they stood, to take its steps again. Not thread-safe. */
final class FleetReplay {
    private final int number;
    private final LaneSet set;
    private final Map<String, Integer> lanes = new HashMap<>();
    /** Lanes whose twins are no longer where the ledger says. */
    private final BitSet lost = new BitSet();
    /** Lanes that take the step at hand. */
    private final BitSet due = new BitSet();

    FleetReplay(int number, PhysicsModel like, LanePool pool) {
        this.number = number;
        this.set = LaneSet.replaying(like, pool);
    }

    int number() {
        return number;
    }

    /** Put a twin into its lane. */
    void seat(int lane, TwinStanding standing) {
        standing.seatIn(set.lanes(), lane);
        lanes.put(standing.twin().id(), lane);
        lost.clear(lane);
    }

    /** Set a twin that has a lane to how it stands. */
    void put(TwinStanding standing) {
        seat(lanes.getOrDefault(standing.twin().id(), -1), standing);
    }

    /** Return the id of the twin in a lane; empty if there is none. */
    String twin(int lane) {
        return set.lanes().isTaken(lane) ? set.lanes().twin(lane).id() : "";
    }

    boolean isLost(int lane) {
        return lost.get(lane);
    }

    void lose(int lane) {
        lost.set(lane);
    }

    /** Tell whether a version is the next one of a twin, as far as is known. */
    boolean follows(String twin, long version) {
        int lane = lanes.getOrDefault(twin, -1);
        return isLost(lane) || set.lanes().version(lane) + 1 == version;
    }

    /** Tell whether the twin in a lane stands as a snapshot says, as far as is known. */
    boolean stands(int lane, Standing standing) {
        return lanes.getOrDefault(standing.twin(), -1) == lane
                && !isLost(lane)
                && set.lanes().version(lane) == standing.version()
                && set.lanes().policyHash(lane).equals(standing.policy())
                && Arrays.equals(
                        set.lanes().snapshot(lane).toBytes(),
                        standing.snapshot().toBytes());
    }

    void begin() {
        due.clear();
        set.step().begin();
    }

    void add(int lane, StepReadings readings, int index) {
        due.set(lane);
        set.step().add(lane, readings.time(index), readings.inputs(index), readings.measured(index));
    }

    void run() {
        set.step().run();
    }

    /** Go where the twins came to. */
    void take(Instant at) {
        set.step().take();
        due.stream().forEach(lane -> set.lanes().heard(lane, at.toEpochMilli()));
    }

    /** Say how what a reading came to differs from what the ledger has; empty if no bit does. */
    Optional<String> difference(int lane, StepReadings readings, int index) {
        if (!set.step().isAccepted(lane)) {
            return Optional.of("its reading is not accepted when it is taken again");
        }
        double[] means = set.step().means(lane);
        double[] kept = readings.means(index);
        if (Arrays.equals(kept, means)) {
            boolean same = Double.compare(readings.surprise(index), set.step().surprise(lane)) == 0;
            return same ? Optional.empty() : Optional.of("its surprise is another when its reading is taken again");
        }
        GaussianEstimate estimate = set.step().proposed(lane, null).estimate();
        int worst = 0;
        double most = -1;
        for (int i = 0; i < Math.min(means.length, kept.length); i++) {
            double off = Math.abs(means[i] - kept[i]) / estimate.standardDeviation(i);
            if (!(off <= most)) {
                most = off;
                worst = i;
            }
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is off by %.1e of its standard deviation when its reading is taken again",
                set.lanes().like().layout().slots().get(worst).path(),
                most));
    }
}

package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work out what steps did to twins: the ledger has their readings, and the weights after them. The same kernels take the same
 * readings again, and have to come to the same weights, bit for bit. Not thread-safe.
 */
final class Replay {
    private final TwinStore store;
    private final Map<TwinKind, LaneSet> sets = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    private record Place(LaneSet set, int lane) {}

    Replay(TwinStore store) {
        this.store = store;
    }

    /** Take a single of a twin: from here on it stands so. */
    void take(LedgerEntry single) {
        put(single.twin(), single.policy(), single.version(), single.after(), single.recordedAt());
    }

    /** Take what the snapshots of a part say of a twin. */
    void take(Standing standing, StepPart part) {
        put(standing.twin(), standing.policy(), standing.version(), standing.snapshot(), part.recordedAt());
    }

    private void put(String id, String policy, long version, TwinSnapshot snapshot, Instant heardAt) {
        Place known = places.get(id);
        TwinRecord twin = known == null ? record(id) : known.set().lanes().twin(known.lane());
        Place place = known == null ? place(twin) : known;
        TwinStanding.of(store, twin, policy, version, snapshot, heardAt)
                .seatIn(place.set().lanes(), place.lane());
        places.put(id, place);
    }

    private TwinRecord record(String id) {
        return store.find(id)
                .orElseThrow(() -> StoreException.damaged(
                        "twin " + id + " of a step is not in the store; restore the store from a copy"));
    }

    private Place place(TwinRecord twin) {
        PhysicsModel model = twin.model();
        LaneSet set = sets.computeIfAbsent(TwinKind.of(model), kind -> LaneSet.replaying(model, LanePool.single()));
        return new Place(set, set.lanes().size());
    }

    /** Return the version of a twin that was taken. */
    long version(String id) {
        Place place = places.get(id);
        return place == null ? -1 : place.set().lanes().version(place.lane());
    }

    /** Read the snapshots of a part; none if it has none. */
    static List<Standing> snapshots(StepPart part) {
        return part.block()
                .snapshots()
                .map(bytes -> {
                    try {
                        return StepSnapshots.read(
                                bytes, part.fleet(), part.block().block());
                    } catch (IllegalArgumentException e) {
                        throw damaged(part, e);
                    }
                })
                .orElse(List.of());
    }

    /** Read the readings of a part. */
    static StepReadings readings(StepPart part) {
        try {
            StepReadings readings = StepReadings.of(part.block().readings());
            if (readings.fleet() != part.fleet()
                    || readings.block() != part.block().block()
                    || readings.count() != part.block().entries()) {
                throw new IllegalArgumentException("its readings are of " + readings.count() + " twins of block "
                        + readings.block() + " of fleet " + readings.fleet());
            }
            return readings;
        } catch (IllegalArgumentException e) {
            throw damaged(part, e);
        }
    }

    private static StoreException damaged(StepPart part, IllegalArgumentException e) {
        return StoreException.damaged(
                "step " + part.step() + " of fleet " + part.fleet() + ", block "
                        + part.block().block() + ": " + e.getMessage() + "; restore the store from a copy",
                e);
    }

    /**
     * Take the step of some twins of a block, all of one set.
     *
     * @param twins ids by place in the block; those that are not there, or stand further already, are passed over
     * @param reader is given their entries, in order
     */
    void take(StepPart part, Map<Integer, String> twins, Consumer<LedgerEntry> reader) {
        StepReadings readings = readings(part);
        int[] lanes = new int[StepReadings.LANES];
        Arrays.fill(lanes, -1);
        Optional<LaneSet> set = Optional.empty();
        for (Map.Entry<Integer, String> twin : twins.entrySet()) {
            int index = readings.index(twin.getKey());
            Place place = places.get(twin.getValue());
            if (index >= 0 && place != null && version(twin.getValue()) < readings.version(index)) {
                lanes[twin.getKey()] = place.lane();
                set = Optional.of(place.set());
            }
        }
        set.ifPresent(own -> step(own, part, readings, lanes, reader));
    }

    /**
     * Take the step of some lanes of a set.
     *
     * @param lanes by place in the block, −1 for those that stay. Not modified
     * @param reader is given their entries, in order; null if nobody asks for them
     */
    static void step(
            LaneSet set, StepPart part, StepReadings readings, int[] lanes, @Nullable Consumer<LedgerEntry> reader) {
        LaneStep step = set.step();
        step.begin();
        for (int place = 0; place < lanes.length; place++) {
            int index = readings.index(place);
            if (index >= 0 && lanes[place] >= 0) {
                step.add(lanes[place], readings.time(index), readings.inputs(index), readings.measured(index));
            }
        }
        step.run();
        for (int place = 0; place < lanes.length; place++) {
            int index = readings.index(place);
            if (index >= 0 && lanes[place] >= 0) {
                require(set, part, readings, index, lanes[place]);
                if (reader != null) {
                    reader.accept(entry(set, part, readings, index, lanes[place]));
                }
            }
        }
        step.take();
        for (int place = 0; place < lanes.length; place++) {
            if (readings.index(place) >= 0 && lanes[place] >= 0) {
                set.lanes().heard(lanes[place], part.recordedAt().toEpochMilli());
            }
        }
    }

    private static void require(LaneSet set, StepPart part, StepReadings readings, int index, int lane) {
        boolean same = set.step().isAccepted(lane)
                && readings.version(index) == set.lanes().version(lane) + 1
                && Arrays.equals(readings.means(index), set.step().means(lane))
                && Arrays.equals(readings.served(index), set.lanes().sides().servedStates(lane));
        if (!same) {
            throw StoreException.damaged("step " + part.step() + " of fleet " + part.fleet() + ": twin "
                    + set.lanes().twin(lane).id() + " does not come to the weights of its version "
                    + readings.version(index) + " when its readings are taken again; restore the store from a copy");
        }
    }

    private static LedgerEntry entry(LaneSet set, StepPart part, StepReadings readings, int index, int lane) {
        return new LedgerEntry(
                part.first() + index,
                set.lanes().twin(lane).id(),
                readings.version(index),
                Kind.ACCEPTED,
                LedgerEntry.WEFT,
                Finding.GOOD.text(),
                set.lanes().policyHash(lane),
                part.recordedAt(),
                Optional.of(set.step().observation(lane)),
                set.step().proposed(lane),
                part.hash());
    }
}

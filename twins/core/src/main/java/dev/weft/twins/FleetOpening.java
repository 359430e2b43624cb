package dev.weft.twins;

import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Open the twins of a store where they were left: each from its newest single, or from the snapshots of its block, and the
 * steps since then. There are none if the fleet was closed.
 */
final class FleetOpening {
    private final TwinStore store;
    private final FleetSets sets;
    private final Map<String, Twin> twins = new HashMap<>();

    FleetOpening(TwinStore store, FleetSets sets) {
        this.store = store;
        this.sets = sets;
    }

    /** Return the twins in the order of creation. */
    List<Twin> open() {
        Map<Block, List<Seat>> blocks = new LinkedHashMap<>();
        for (Seat seat : store.seats()) {
            blocks.computeIfAbsent(new Block(seat.fleet(), seat.block()), block -> new ArrayList<>())
                    .add(seat);
        }
        blocks.forEach(this::open);
        List<Twin> all = new ArrayList<>();
        for (String id : store.ids()) {
            Twin seated = twins.get(id);
            all.add(seated == null ? unseated(id) : seated);
        }
        return all;
    }

    private record Block(int fleet, int number) {}

    private Twin unseated(String id) {
        TwinRecord record = record(id);
        TwinBuilder.Place place = sets.next(record.model());
        TwinStanding standing = TwinStanding.after(store, record, latestSingle(id));
        return new Twin(store, standing, Clock.systemUTC(), place.set(), place.lane());
    }

    private TwinRecord record(String id) {
        return store.find(id)
                .orElseThrow(() -> StoreException.damaged(
                        "twin " + id + " has no record in the store; restore the store from a copy"));
    }

    private LedgerEntry latestSingle(String id) {
        return store.latestSingle(id)
                .orElseThrow(() ->
                        StoreException.damaged("twin " + id + " has no ledger entry; restore the store from a copy"));
    }

    private void open(Block block, List<Seat> seats) {
        Optional<StepPart> written = store.latestPart(block.fleet(), block.number(), Long.MAX_VALUE, true);
        Map<Integer, Standing> standings = new HashMap<>();
        written.ifPresent(part -> Replay.snapshots(part).forEach(s -> standings.put(s.place(), s)));
        LastHeard heard = new LastHeard(store, block.fleet(), block.number(), seats);
        LaneSet set = null;
        int[] lanes = new int[StepReadings.LANES];
        Arrays.fill(lanes, -1);
        for (Seat seat : seats) {
            Standing standing = standings.get(seat.place());
            if (standing == null || !standing.twin().equals(seat.twin())) {
                throw StoreException.damaged("twin " + seat.twin() + " is not in lane " + seat.lane() + " of fleet "
                        + seat.fleet() + ", where its seat is; restore the store from a copy");
            }
            TwinRecord record = record(seat.twin());
            set = sets.numbered(block.fleet(), record.model());
            LedgerEntry single = latestSingle(seat.twin());
            TwinStanding from = single.version() >= standing.version()
                    ? TwinStanding.after(store, record, single)
                    : TwinStanding.of(
                            store,
                            record,
                            standing.policy(),
                            standing.version(),
                            standing.snapshot(),
                            heard.at(seat.place()));
            twins.put(seat.twin(), new Twin(store, from, Clock.systemUTC(), set, seat.lane()));
            if (set.journal() != null) {
                set.journal().know(seat.lane());
            }
            lanes[seat.place()] = seat.lane();
        }
        if (set != null && written.isPresent()) {
            replay(block, set, written.get(), lanes);
        }
    }

    /** Take the steps since a block was written down again; none if its fleet was closed then. */
    private void replay(Block block, LaneSet set, StepPart written, int[] lanes) {
        long[] bytes = {0};
        store.readParts(block.fleet(), block.number(), written.step() - 1, Long.MAX_VALUE, part -> {
            bytes[0] += part.block().readings().length;
            replay(set, part, lanes);
        });
        if (set.journal() != null) {
            long snapshots = written.block().snapshots().map(b -> b.length).orElse(0);
            set.journal().resume(block.number(), snapshots, bytes[0]);
        }
    }

    /** Take a step again, with the twins that have not gone further by a single. */
    private static void replay(LaneSet set, StepPart part, int[] lanes) {
        StepReadings readings = Replay.readings(part);
        int[] moved = lanes.clone();
        for (int place = 0; place < moved.length; place++) {
            int index = readings.index(place);
            boolean behind =
                    index >= 0 && moved[place] >= 0 && set.lanes().version(moved[place]) < readings.version(index);
            moved[place] = behind ? moved[place] : -1;
        }
        Replay.step(set, part, readings, moved, null);
    }
}

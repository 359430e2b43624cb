package dev.weft.twins;

import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.audit.AuditFinding;
import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Take all steps of fleets again and hold them against what the ledger has: the weights after each reading, its surprise, and
 * the twins as snapshots describe them, bit for bit. It finds what no hash can: a ledger that was written anew from readings or
 * snapshots that never were.
 *
 * <p>A difference is no proof of forgery. The bits of kernels are those of a release of Weft; another release may round
 * otherwise, and so may a processor without IEEE arithmetic. Such differences are as small as rounding, and nearly all twins
 * have them. Entries by themselves hold all that follows from them, and are not computed again: their code promises no bits.
 *
 * <p>Cost: what the steps cost when they were made; memory as of the fleets. Changes nothing. A writer may go on meanwhile: what
 * it adds is left out.
 */
public final class ReplayAudit {
    private final TwinStore store;
    private final LongConsumer progress;
    private final LanePool pool;
    private final Map<Integer, FleetReplay> fleets = new HashMap<>();
    private final Map<String, FleetReplay> seated = new HashMap<>();
    private final List<AuditFinding> findings = new ArrayList<>();
    private long replayed;
    private long different;
    private long passedOver;

    private ReplayAudit(TwinStore store, LongConsumer progress, LanePool pool) {
        this.store = store;
        this.progress = progress;
        this.pool = pool;
    }

    /**
     * Take the steps of a store again.
     *
     * @param progress is told the position of the ledger that is done
     * @throws StoreException if the store cannot be used; what is damaged in it is a finding
     */
    public static ReplayReport of(TwinStore store, LongConsumer progress) {
        try (LanePool pool = new LanePool(Runtime.getRuntime().availableProcessors())) {
            return new ReplayAudit(store, progress, pool).run();
        }
    }

    private ReplayReport run() {
        try {
            store.readLinks(this::take);
        } catch (StoreException e) {
            if (!e.isDamage()) {
                throw e;
            }
            findings.add(new AuditFinding(Kind.STORE_DAMAGED, 0, "", String.valueOf(e.getMessage())));
        }
        return new ReplayReport(findings, replayed, different, passedOver);
    }

    private void take(LedgerLink link) {
        if (link instanceof LedgerEntry single) {
            take(single);
        } else if (link instanceof LedgerStep step) {
            take(step);
        }
        progress.accept(link.last());
    }

    private void take(LedgerEntry single) {
        FleetReplay fleet = seated.get(single.twin());
        if (fleet != null) {
            if (!fleet.follows(single.twin(), single.version())) {
                differs(single.sequence(), single.twin(), single.version(), "it does not follow from the one before");
            }
            fleet.put(TwinStanding.after(store, record(single.twin()), single));
        }
    }

    private void take(LedgerStep step) {
        List<StepPart> parts = step.blocks().stream()
                .map(StepBlock::block)
                .map(block -> step.part(block).orElseThrow())
                .toList();
        for (StepPart part : parts) {
            Replay.snapshots(part).forEach(standing -> compare(part, standing));
        }
        FleetReplay fleet = fleets.get(step.fleet());
        if (fleet == null) {
            throw StoreException.damaged("step " + step.first() + " of fleet " + step.fleet()
                    + " has no snapshots before it; restore the store from a copy");
        }
        fleet.begin();
        List<Taken> taken = new ArrayList<>();
        for (StepPart part : parts) {
            if (part.block().entries() > 0) {
                StepReadings readings = Replay.readings(part);
                for (int place = 0; place < StepReadings.LANES; place++) {
                    int index = readings.index(place);
                    if (index >= 0) {
                        add(fleet, part, readings, index, place).ifPresent(taken::add);
                    }
                }
            }
        }
        if (!taken.isEmpty()) {
            fleet.run();
            taken.forEach(this::compare);
            fleet.take(step.recordedAt());
        }
    }

    /** An entry of a step that is taken again. */
    private record Taken(FleetReplay fleet, long sequence, int lane, StepReadings readings, int index) {}

    private Optional<Taken> add(FleetReplay fleet, StepPart part, StepReadings readings, int index, int place) {
        int lane = part.block().block() * StepReadings.LANES + place;
        String twin = fleet.twin(lane);
        long sequence = part.first() + index;
        if (twin.isEmpty()) {
            throw StoreException.damaged("step " + part.step() + " of fleet " + part.fleet() + ": lane " + lane
                    + " has no twin; restore the store from a copy");
        }
        if (fleet.isLost(lane)) {
            passedOver++;
            return Optional.empty();
        }
        if (!fleet.follows(twin, readings.version(index))) {
            differs(sequence, twin, readings.version(index), "it does not follow from the one before");
            fleet.lose(lane);
            return Optional.empty();
        }
        fleet.add(lane, readings, index);
        replayed++;
        return Optional.of(new Taken(fleet, sequence, lane, readings, index));
    }

    private void compare(Taken taken) {
        taken.fleet().difference(taken.lane(), taken.readings(), taken.index()).ifPresent(how -> {
            differs(
                    taken.sequence(),
                    taken.fleet().twin(taken.lane()),
                    taken.readings().version(taken.index()),
                    how);
            taken.fleet().lose(taken.lane());
        });
    }

    private void compare(StepPart part, Standing standing) {
        String id = standing.twin();
        FleetReplay known = seated.get(id);
        int lane = part.block().block() * StepReadings.LANES + standing.place();
        boolean same;
        if (known == null) {
            // Until now each of its entries stood by itself.
            same = store.single(id, standing.version())
                    .filter(single -> single.policy().equals(standing.policy())
                            && Arrays.equals(
                                    single.after().toBytes(),
                                    standing.snapshot().toBytes()))
                    .isPresent();
        } else {
            same = known.number() == part.fleet() && known.stands(lane, standing);
        }
        if (!same) {
            differs(part.step(), id, standing.version(), "a snapshot of it is not what its entries come to");
        }
        if (!same || known == null) {
            TwinRecord twin = record(id);
            FleetReplay fleet =
                    fleets.computeIfAbsent(part.fleet(), number -> new FleetReplay(number, twin.model(), pool));
            seated.put(id, fleet);
            fleet.seat(
                    lane,
                    TwinStanding.of(
                            store,
                            twin,
                            standing.policy(),
                            standing.version(),
                            standing.snapshot(),
                            part.recordedAt()));
        }
    }

    private TwinRecord record(String id) {
        return store.find(id)
                .orElseThrow(() -> StoreException.damaged(
                        "twin " + id + " of a step is not in the store; restore the store from a copy"));
    }

    private void differs(long sequence, String twin, long version, String how) {
        different++;
        if (different == 1) {
            findings.add(new AuditFinding(
                    Kind.REPLAY_DIFFERS,
                    sequence,
                    twin,
                    "the first that differs is version " + version + " of twin " + twin + ", entry " + sequence + ": "
                            + how));
        }
    }
}

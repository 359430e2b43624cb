package dev.weft.twins;

import dev.weft.twins.ledger.EntryProof;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerProof;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Read what happened to twins, entry by entry, however it is kept: by itself, or in the columns of a step that many twins took
 * together. Of an entry in columns there are the reading and the means of θ after it; the rest is worked out from the
 * snapshot before, by taking the readings since then again, and must come to the same means, bit for bit.
 *
 * <p>Cost: of an entry by itself one look into the store; of one in columns some log₂ n looks and at most as many steps as
 * there are between snapshots. Thread-safe as far as the store is.
 */
public final class Ledger {
    private final TwinStore store;

    private Ledger(TwinStore store) {
        this.store = store;
    }

    /** Return the ledger that a store keeps. */
    public static Ledger of(TwinStore store) {
        return new Ledger(store);
    }

    /**
     * Return a twin's newest entry; empty if there is no such twin.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Optional<LedgerEntry> latest(String id) {
        Optional<LedgerEntry> single = store.latestSingle(id);
        Optional<Found> step = store.seat(id).flatMap(seat -> newest(seat, Long.MAX_VALUE));
        long alone = single.map(LedgerEntry::version).orElse(-1L);
        return step.filter(found -> found.version() > alone)
                .map(found -> replayed(id, found))
                .or(() -> single);
    }

    /**
     * Return a twin's entry of a version; empty if there is none.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Optional<LedgerEntry> entry(String id, long version) {
        Optional<LedgerEntry> single = store.single(id, version);
        return single.isPresent()
                ? single
                : store.seat(id).flatMap(seat -> find(seat, version)).map(found -> replayed(id, found));
    }

    /**
     * Return a twin's newest entry that was recorded by a moment and stands for no later time of the machine; those of before
     * the first reading stand for any.
     *
     * @param time seconds on the machine's clock, not NaN
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Optional<LedgerEntry> asOf(String id, double time, Instant known) {
        Optional<LedgerEntry> single = store.singleAsOf(id, time, known);
        long alone = single.map(LedgerEntry::version).orElse(-1L);
        Optional<Found> step = store.seat(id).flatMap(seat -> newest(seat, Long.MAX_VALUE));
        while (step.isPresent()
                && (step.get().part().recordedAt().isAfter(known) || step.get().time() > time)) {
            Found later = step.get();
            step = newest(later.seat(), later.part().step() - 1);
        }
        return step.filter(found -> found.version() > alone)
                .map(found -> replayed(id, found))
                .or(() -> single);
    }

    /**
     * Hand a twin's entries to a reader, the oldest first.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public void readEntries(String id, Consumer<LedgerEntry> reader) {
        Optional<Seat> found = store.seat(id);
        if (found.isPresent()) {
            readEntries(id, found.get(), new Replay(store), 0, reader);
        } else {
            store.readSingles(id, reader);
        }
    }

    /**
     * Hand a twin's entries to a reader, from a version on.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public void readEntries(String id, long from, Consumer<LedgerEntry> reader) {
        Replay replay = new Replay(store);
        Optional<Seat> seat = store.seat(id);
        long version = from;
        for (Optional<LedgerEntry> single = store.single(id, version);
                single.isPresent();
                single = store.single(id, ++version)) {
            reader.accept(single.get());
            if (seat.isPresent()) {
                replay.take(single.get());
            }
        }
        long next = version;
        Optional<Found> step = seat.flatMap(s -> find(s, next));
        if (step.isPresent()) {
            long after = version > from ? step.get().part().step() - 1 : begin(id, step.get(), replay);
            readEntries(id, step.get().seat(), replay, after, entry -> {
                if (entry.version() >= from) {
                    reader.accept(entry);
                }
            });
        }
    }

    private void readEntries(String id, Seat seat, Replay replay, long after, Consumer<LedgerEntry> reader) {
        Map<Integer, String> who = Map.of(seat.place(), id);
        store.readParts(seat.fleet(), seat.block(), after, Long.MAX_VALUE, part -> {
            StepReadings readings = Replay.readings(part);
            int index = readings.index(seat.place());
            if (index >= 0) {
                readSingles(id, replay, readings.version(index), reader);
                replay.take(part, who, reader);
            }
        });
        readSingles(id, replay, Long.MAX_VALUE, reader);
    }

    /** Hand out the singles from where a replay stands up to a version, without that. */
    private void readSingles(String id, Replay replay, long before, Consumer<LedgerEntry> reader) {
        long version = replay.version(id) + 1;
        while (version < before) {
            Optional<LedgerEntry> single = store.single(id, version);
            if (single.isEmpty()) {
                return;
            }
            reader.accept(single.get());
            replay.take(single.get());
            version++;
        }
    }

    /**
     * Hand all entries to a reader, in the order of the chain. All steps are taken again: cost as of the fleet's updates.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public void readAllEntries(Consumer<LedgerEntry> reader) {
        Replay replay = new Replay(store);
        Set<String> seated = store.seats().stream().map(Seat::twin).collect(Collectors.toSet());
        Map<Integer, Map<Integer, Map<Integer, String>>> seats = new HashMap<>();
        store.readLinks(link -> {
            if (link instanceof LedgerEntry single) {
                reader.accept(single);
                if (seated.contains(single.twin())) {
                    replay.take(single);
                }
            } else if (link instanceof LedgerStep step) {
                Map<Integer, Map<Integer, String>> blocks =
                        seats.computeIfAbsent(step.fleet(), fleet -> new HashMap<>());
                step.blocks()
                        .forEach(block -> step.part(block.block()).ifPresent(part -> {
                            Map<Integer, String> who = blocks.computeIfAbsent(block.block(), b -> new HashMap<>());
                            for (Standing standing : Replay.snapshots(part)) {
                                who.put(standing.place(), standing.twin());
                            }
                            if (part.block().entries() > 0) {
                                replay.take(part, who, reader);
                            }
                        }));
            }
        });
    }

    /**
     * Prove that an entry is in the columns of a step, with the hash of that step, which {@link LedgerEntry#hash} names; empty
     * if the version is an entry by itself, or there is none. Cost: the whole step is read once.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Optional<EntryProof> proof(String id, long version) {
        Optional<Found> found = store.seat(id).flatMap(seat -> find(seat, version));
        return found.flatMap(entry -> {
            long first = entry.part().step();
            return store.step(first)
                    .flatMap(step ->
                            store.hash(first - 1).map(before -> EntryProof.of(entry.seat(), version, step, before)));
        });
    }

    /**
     * Prove an entry, however it is kept, to somebody who has nothing of the store: up to the nearest checkpoint that signs it,
     * if there is one; empty if there is no such version. Nothing is replayed. Cost: the links up to that checkpoint are read.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Optional<LedgerProof> signedProof(String id, long version) {
        return new ProofSearch(store, ProofSearch.USUAL_MOST).find(id, version);
    }

    /**
     * Return the version of a twin's newest entry, without working out what it says; empty if there is no such twin.
     *
     * @throws StoreException if the store is damaged or cannot be used
     */
    public OptionalLong latestVersion(String id) {
        long alone = store.latestSingle(id).map(LedgerEntry::version).orElse(-1L);
        long stepped = store.seat(id)
                .flatMap(seat -> newest(seat, Long.MAX_VALUE))
                .map(Found::version)
                .orElse(-1L);
        long newest = Math.max(alone, stepped);
        return newest < 0 ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** Find out how a twin stands: nothing is replayed if nothing has come since a snapshot of it. */
    TwinStanding standing(TwinRecord twin) {
        String id = twin.id();
        Optional<Found> step = store.seat(id).flatMap(seat -> newest(seat, Long.MAX_VALUE));
        long alone = store.latestSingle(id).map(LedgerEntry::version).orElse(-1L);
        Optional<Standing> standing = step.filter(found -> found.version() > alone)
                .flatMap(found ->
                        store.latestPart(found.seat().fleet(), found.seat().block(), Long.MAX_VALUE, true))
                .flatMap(part -> Replay.snapshots(part).stream()
                        .filter(s ->
                                s.twin().equals(id) && s.version() == step.get().version())
                        .findFirst());
        return standing.map(s -> TwinStanding.of(
                        store,
                        twin,
                        s.policy(),
                        s.version(),
                        s.snapshot(),
                        step.get().part().recordedAt()))
                .orElseGet(() -> TwinStanding.after(
                        store,
                        twin,
                        latest(id)
                                .orElseThrow(() -> StoreException.damaged(
                                        "twin " + id + " has no ledger entry; restore the store from a copy"))));
    }

    /** An entry in the columns of a step. */
    private record Found(Seat seat, StepPart part, int index, long version, double time) {}

    /** The newest entry of a twin in steps that begin at a position or before. */
    private Optional<Found> newest(Seat seat, long upTo) {
        long before = upTo;
        while (true) {
            Optional<StepPart> part = store.latestPart(seat.fleet(), seat.block(), before, false);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            StepReadings readings = Replay.readings(part.get());
            int index = readings.index(seat.place());
            if (index >= 0) {
                return Optional.of(new Found(seat, part.get(), index, readings.version(index), readings.time(index)));
            }
            before = part.get().step() - 1;
        }
    }

    /** The entry of a version in steps: versions grow with positions. */
    private Optional<Found> find(Seat seat, long version) {
        Optional<Found> newest = newest(seat, Long.MAX_VALUE);
        long low = 0;
        long high = newest.map(found -> found.part().step()).orElse(0L);
        Optional<Found> candidate = newest.filter(found -> found.version() >= version);
        while (low < high && candidate.isPresent() && candidate.get().version() > version) {
            long middle = low + (high - low) / 2;
            Optional<Found> found = newest(seat, middle);
            if (found.isPresent() && found.get().version() >= version) {
                candidate = found;
                high = found.get().part().step();
            } else {
                low = middle + 1;
            }
        }
        return candidate.filter(found -> found.version() == version);
    }

    /** Work out an entry from the snapshot or the single before it. */
    private LedgerEntry replayed(String id, Found found) {
        Seat seat = found.seat();
        Replay replay = new Replay(store);
        long from = begin(id, found, replay);
        LedgerEntry[] last = new LedgerEntry[1];
        store.readParts(seat.fleet(), seat.block(), from, found.part().step(), part -> {
            int index = Replay.readings(part).index(seat.place());
            if (index >= 0) {
                readSingles(id, replay, Replay.readings(part).version(index), single -> {});
                replay.take(part, Map.of(seat.place(), id), entry -> last[0] = entry);
            }
        });
        LedgerEntry entry = last[0];
        if (entry == null || entry.version() != found.version()) {
            throw StoreException.damaged("twin " + id + ": version " + found.version()
                    + " does not follow from what is before it; restore the store from a copy");
        }
        return entry;
    }

    /** Set a replay to the snapshot before an entry, and return the position from which on parts matter, without that. */
    private long begin(String id, Found found, Replay replay) {
        Seat seat = found.seat();
        Optional<StepPart> written =
                store.latestPart(seat.fleet(), seat.block(), found.part().step(), true);
        Optional<Standing> standing = written.flatMap(part -> Replay.snapshots(part).stream()
                .filter(s -> s.place() == seat.place() && s.twin().equals(id))
                .findFirst());
        standing.ifPresent(s -> replay.take(s, written.get()));
        return standing.isPresent() ? written.get().step() - 1 : 0;
    }
}

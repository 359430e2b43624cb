package dev.weft.twins.store;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepDraft;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Keep twins in memory, for tests and for trying things out: gone with the process. Thread-safe by one lock. */
public final class MemoryStore implements TwinStore {
    private final Map<String, TwinRecord> twins = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, List<LedgerEntry>> byTwin = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Seat> seats = new HashMap<>();
    private final Map<Long, String> sitting = new HashMap<>();
    private final List<LedgerLink> links = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Map<StrayLine, StrayLine> strays = new LinkedHashMap<>();
    private final LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);

    /** Make an empty store. */
    public MemoryStore() {}

    @Override
    public synchronized List<LedgerEntry> create(List<TwinRecord> created, List<LedgerDraft> first) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < created.size(); i++) {
            String id = created.get(i).id();
            if (twins.containsKey(id) || !ids.add(id)) {
                throw new StoreException("twin " + id + " exists already, expected a new id");
            }
            if (!first.get(i).twin().equals(id)) {
                throw new StoreException("first entry of twin " + id + " names twin "
                        + first.get(i).twin());
            }
        }
        ids.forEach(id -> byTwin.put(id, new ArrayList<>()));
        try {
            List<LedgerEntry> entries = append(first);
            created.forEach(twin -> twins.put(twin.id(), twin));
            created.stream().map(TwinRecord::policy).distinct().forEach(this::keep);
            return entries;
        } catch (StoreException e) {
            ids.forEach(byTwin::remove);
            throw e;
        }
    }

    @Override
    public synchronized void keep(Policy policy) {
        policies.put(PolicyJson.hash(policy), policy);
    }

    @Override
    public synchronized Optional<Policy> policy(String hash) {
        return Optional.ofNullable(policies.get(hash));
    }

    @Override
    public synchronized Optional<TwinRecord> find(String id) {
        return Optional.ofNullable(twins.get(id));
    }

    @Override
    public synchronized Optional<TwinOrigin> origin(String id) {
        return find(id).map(TwinOrigin::of);
    }

    @Override
    public synchronized List<String> ids() {
        return List.copyOf(twins.keySet());
    }

    @Override
    public synchronized List<LedgerEntry> append(List<? extends Draft> drafts) {
        Map<String, Long> next = new HashMap<>();
        Map<Long, String> fresh = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft instanceof LedgerDraft single) {
                check(single, next);
            } else if (draft instanceof StepDraft step) {
                check(step, next, fresh);
            }
        }
        List<LedgerEntry> singles = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft instanceof LedgerDraft single) {
                LedgerEntry entry = chain.append(single);
                links.add(entry);
                singles.add(entry);
                byTwin.computeIfAbsent(entry.twin(), id -> new ArrayList<>()).add(entry);
            } else if (draft instanceof StepDraft step) {
                for (Seat seat : step.seats()) {
                    seats.put(seat.twin(), seat);
                    sitting.put(key(seat.fleet(), seat.lane()), seat.twin());
                }
                links.add(chain.append(step));
            }
        }
        versions.putAll(next);
        return List.copyOf(singles);
    }

    private void check(LedgerDraft draft, Map<String, Long> next) {
        if (!byTwin.containsKey(draft.twin())) {
            throw new StoreException("twin " + draft.twin() + " is not in this store");
        }
        long expected = next.getOrDefault(draft.twin(), versions.getOrDefault(draft.twin(), -1L)) + 1;
        if (draft.version() != expected) {
            throw new StoreException("twin " + draft.twin() + ": version " + draft.version() + ", expected " + expected
                    + ": somebody else wrote to it");
        }
        next.put(draft.twin(), expected);
    }

    /** Seats that came with an earlier draft of the same batch are known to the later ones. */
    private void check(StepDraft draft, Map<String, Long> next, Map<Long, String> fresh) {
        draft.seats().forEach(seat -> fresh.put(key(seat.fleet(), seat.lane()), seat.twin()));
        for (StepBlock block : draft.blocks()) {
            if (block.entries() == 0) {
                continue;
            }
            StepReadings readings = StepReadings.of(block.readings());
            for (int place = 0; place < StepReadings.LANES; place++) {
                int index = readings.index(place);
                long lane = key(draft.fleet(), block.block() * StepReadings.LANES + place);
                String twin = fresh.getOrDefault(lane, sitting.getOrDefault(lane, ""));
                if (index >= 0) {
                    next.put(twin, readings.version(index));
                }
            }
        }
    }

    private static long key(int fleet, int lane) {
        return ((long) fleet << Integer.SIZE) + lane;
    }

    @Override
    public synchronized Optional<LedgerEntry> latestSingle(String id) {
        List<LedgerEntry> own = byTwin.getOrDefault(id, List.of());
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1));
    }

    @Override
    public synchronized Optional<LedgerEntry> single(String id, long version) {
        return byTwin.getOrDefault(id, List.of()).stream()
                .filter(entry -> entry.version() == version)
                .findFirst();
    }

    @Override
    public synchronized Optional<LedgerEntry> singleAsOf(String id, double time, Instant known) {
        List<LedgerEntry> own = byTwin.getOrDefault(id, List.of());
        for (int i = own.size() - 1; i >= 0; i--) {
            LedgerEntry entry = own.get(i);
            if (!entry.recordedAt().isAfter(known) && !(entry.after().time() > time)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    @Override
    public void readSingles(String id, Consumer<LedgerEntry> reader) {
        List<LedgerEntry> own;
        synchronized (this) {
            own = List.copyOf(byTwin.getOrDefault(id, List.of()));
        }
        own.forEach(reader);
    }

    @Override
    public synchronized Optional<Seat> seat(String id) {
        return Optional.ofNullable(seats.get(id));
    }

    @Override
    public synchronized List<Seat> seats() {
        return seats.values().stream()
                .sorted(Comparator.comparingInt(Seat::fleet).thenComparingInt(Seat::lane))
                .toList();
    }

    @Override
    public synchronized Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots) {
        List<StepPart> parts = parts(fleet, block, 0, upTo).stream()
                .filter(part -> withSnapshots
                        ? part.block().snapshots().isPresent()
                        : part.block().entries() > 0)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
    }

    @Override
    public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        parts(fleet, block, after, upTo).stream()
                .filter(part -> part.block().entries() > 0)
                .forEach(reader);
    }

    private synchronized List<StepPart> parts(int fleet, int block, long after, long upTo) {
        List<StepPart> parts = new ArrayList<>();
        for (LedgerLink link : links) {
            if (link instanceof LedgerStep step
                    && step.fleet() == fleet
                    && step.first() > after
                    && step.first() <= upTo) {
                step.part(block).ifPresent(parts::add);
            }
        }
        return parts;
    }

    @Override
    public synchronized Optional<LedgerStep> step(long first) {
        return links.stream()
                .filter(link -> link instanceof LedgerStep step && step.first() == first)
                .map(LedgerStep.class::cast)
                .findFirst();
    }

    @Override
    public synchronized Optional<String> hash(long last) {
        return links.stream()
                .filter(link -> link.last() == last)
                .map(LedgerLink::hash)
                .findFirst();
    }

    @Override
    public void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        List<LedgerLink> all;
        synchronized (this) {
            all = List.copyOf(links);
        }
        all.stream()
                .filter(link -> link.first() > after && link.first() <= upTo)
                .forEach(reader);
    }

    @Override
    public synchronized Optional<LedgerHead> head() {
        return links.isEmpty()
                ? Optional.empty()
                : Optional.of(new LedgerHead(links.get(0).hash(), chain.sequence(), chain.lastHash()));
    }

    @Override
    public synchronized void keep(Checkpoint checkpoint) {
        LedgerHead signed = checkpoint.head();
        boolean known = !links.isEmpty()
                && links.get(0).hash().equals(signed.ledger())
                && hash(signed.sequence()).filter(signed.hash()::equals).isPresent();
        if (!known) {
            throw new StoreException(
                    "checkpoint of entry " + signed.sequence() + " is not of this ledger, expected one that it has");
        }
        checkpoints.add(checkpoint);
    }

    @Override
    public synchronized List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    @Override
    public synchronized void keepStrays(List<StrayLine> lines) {
        for (StrayLine line : lines) {
            strays.putIfAbsent(line.keptAt(Instant.EPOCH), line);
            if (strays.size() > StrayLine.MOST_KEPT) {
                strays.remove(strays.keySet().iterator().next());
            }
        }
    }

    @Override
    public synchronized List<StrayLine> strays(int most) {
        return strays.values().stream().skip(Math.max(0, strays.size() - most)).toList();
    }

    @Override
    public void close() {}
}

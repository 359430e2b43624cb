package dev.weft.twins.store;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keep twins in memory, for tests and for trying things out: gone with the process. Thread-safe by one lock. */
public final class MemoryStore implements TwinStore {
    private final Map<String, TwinRecord> twins = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new HashMap<>();
    private final Map<String, List<LedgerEntry>> byTwin = new HashMap<>();
    private final List<LedgerEntry> all = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Map<StrayLine, StrayLine> strays = new LinkedHashMap<>();
    private final LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);

    /** Make an empty store. */
    public MemoryStore() {}

    @Override
    public synchronized LedgerEntry create(TwinRecord twin, LedgerDraft first) {
        if (twins.containsKey(twin.id())) {
            throw new StoreException("twin " + twin.id() + " exists already, expected a new id");
        }
        if (!first.twin().equals(twin.id())) {
            throw new StoreException("first entry of twin " + twin.id() + " names twin " + first.twin());
        }
        byTwin.put(twin.id(), new ArrayList<>());
        try {
            LedgerEntry entry = append(List.of(first)).get(0);
            twins.put(twin.id(), twin);
            keep(twin.policy());
            return entry;
        } catch (StoreException e) {
            byTwin.remove(twin.id());
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
    public synchronized List<LedgerEntry> append(List<LedgerDraft> drafts) {
        Map<String, Long> next = new HashMap<>();
        for (LedgerDraft draft : drafts) {
            List<LedgerEntry> own = byTwin.get(draft.twin());
            if (own == null) {
                throw new StoreException("twin " + draft.twin() + " is not in this store");
            }
            long expected = next.getOrDefault(draft.twin(), (long) own.size());
            if (draft.version() != expected) {
                throw new StoreException("twin " + draft.twin() + ": version " + draft.version() + ", expected "
                        + expected + ": somebody else wrote to it");
            }
            next.put(draft.twin(), expected + 1);
        }
        List<LedgerEntry> entries = drafts.stream().map(chain::append).toList();
        for (LedgerEntry entry : entries) {
            all.add(entry);
            byTwin.computeIfAbsent(entry.twin(), id -> new ArrayList<>()).add(entry);
        }
        return entries;
    }

    @Override
    public synchronized Optional<LedgerEntry> latest(String id) {
        List<LedgerEntry> own = byTwin.getOrDefault(id, List.of());
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1));
    }

    @Override
    public synchronized Optional<LedgerEntry> entry(String id, long version) {
        List<LedgerEntry> own = byTwin.getOrDefault(id, List.of());
        return version < 0 || version >= own.size() ? Optional.empty() : Optional.of(own.get((int) version));
    }

    @Override
    public synchronized Optional<LedgerEntry> asOf(String id, double time, Instant known) {
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
    public void readEntries(String id, Consumer<LedgerEntry> reader) {
        List<LedgerEntry> own;
        synchronized (this) {
            own = List.copyOf(byTwin.getOrDefault(id, List.of()));
        }
        own.forEach(reader);
    }

    @Override
    public void readAllEntries(Consumer<LedgerEntry> reader) {
        List<LedgerEntry> entries;
        synchronized (this) {
            entries = List.copyOf(all);
        }
        entries.forEach(reader);
    }

    @Override
    public synchronized Optional<LedgerHead> head() {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new LedgerHead(all.get(0).hash(), chain.sequence(), chain.lastHash()));
    }

    @Override
    public synchronized void keep(Checkpoint checkpoint) {
        LedgerHead signed = checkpoint.head();
        boolean known = signed.sequence() <= all.size()
                && all.get(0).hash().equals(signed.ledger())
                && all.get((int) signed.sequence() - 1).hash().equals(signed.hash());
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

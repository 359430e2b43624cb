package dev.weft.twins;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps twins in memory, and appends nothing while it has a failure to throw. */
final class FailingStore implements TwinStore {
    @Nullable
    RuntimeException failure;

    private final MemoryStore memory = new MemoryStore();

    @Override
    public void keep(Policy policy) {
        memory.keep(policy);
    }

    @Override
    public Optional<Policy> policy(String hash) {
        return memory.policy(hash);
    }

    @Override
    public Optional<TwinRecord> find(String id) {
        return memory.find(id);
    }

    @Override
    public List<String> ids() {
        return memory.ids();
    }

    @Override
    public List<LedgerEntry> append(List<? extends Draft> drafts) {
        if (failure != null) {
            throw failure;
        }
        return memory.append(drafts);
    }

    @Override
    public Optional<TwinOrigin> origin(String id) {
        return memory.origin(id);
    }

    @Override
    public Optional<LedgerHead> head() {
        return memory.head();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        memory.keep(checkpoint);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return memory.checkpoints();
    }

    @Override
    public List<LedgerEntry> create(List<TwinRecord> twins, List<LedgerDraft> first) {
        return memory.create(twins, first);
    }

    @Override
    public Optional<LedgerEntry> latestSingle(String id) {
        return memory.latestSingle(id);
    }

    @Override
    public Optional<LedgerEntry> single(String id, long version) {
        return memory.single(id, version);
    }

    @Override
    public Optional<LedgerEntry> singleAsOf(String id, double time, Instant known) {
        return memory.singleAsOf(id, time, known);
    }

    @Override
    public void readSingles(String id, Consumer<LedgerEntry> reader) {
        memory.readSingles(id, reader);
    }

    @Override
    public Optional<Seat> seat(String id) {
        return memory.seat(id);
    }

    @Override
    public List<Seat> seats() {
        return memory.seats();
    }

    @Override
    public Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots) {
        return memory.latestPart(fleet, block, upTo, withSnapshots);
    }

    @Override
    public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        memory.readParts(fleet, block, after, upTo, reader);
    }

    @Override
    public Optional<LedgerStep> step(long first) {
        return memory.step(first);
    }

    @Override
    public Optional<String> hash(long last) {
        return memory.hash(last);
    }

    @Override
    public void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        memory.readLinks(after, upTo, reader);
    }

    @Override
    public void keepStrays(List<StrayLine> lines) {
        if (failure != null) {
            throw failure;
        }
        memory.keepStrays(lines);
    }

    @Override
    public List<StrayLine> strays(int most) {
        return memory.strays(most);
    }

    @Override
    public void close() {}
}

package dev.weft.twins;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
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
    public LedgerEntry create(TwinRecord twin, LedgerDraft first) {
        return memory.create(twin, first);
    }

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
    public Optional<LedgerEntry> asOf(String id, double time, Instant known) {
        return memory.asOf(id, time, known);
    }

    @Override
    public List<String> ids() {
        return memory.ids();
    }

    @Override
    public List<LedgerEntry> append(List<LedgerDraft> drafts) {
        if (failure != null) {
            throw failure;
        }
        return memory.append(drafts);
    }

    @Override
    public Optional<LedgerEntry> latest(String id) {
        return memory.latest(id);
    }

    @Override
    public Optional<LedgerEntry> entry(String id, long version) {
        return memory.entry(id, version);
    }

    @Override
    public void readEntries(String id, Consumer<LedgerEntry> reader) {
        memory.readEntries(id, reader);
    }

    @Override
    public void readAllEntries(Consumer<LedgerEntry> reader) {
        memory.readAllEntries(reader);
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

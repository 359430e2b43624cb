package dev.weft.twins.store.jdbc;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store as it is, but for the check of its own structures: what an audit finds here, it finds in the content. */
record ContentOnly(TwinStore store) implements TwinStore {
    @Override
    public LedgerEntry create(TwinRecord twin, LedgerDraft first) {
        return store.create(twin, first);
    }

    @Override
    public Optional<TwinRecord> find(String id) {
        return store.find(id);
    }

    @Override
    public void keep(Policy policy) {
        store.keep(policy);
    }

    @Override
    public Optional<Policy> policy(String hash) {
        return store.policy(hash);
    }

    @Override
    public Optional<LedgerEntry> asOf(String id, double time, Instant known) {
        return store.asOf(id, time, known);
    }

    @Override
    public Optional<TwinOrigin> origin(String id) {
        return store.origin(id);
    }

    @Override
    public List<String> ids() {
        return store.ids();
    }

    @Override
    public List<LedgerEntry> append(List<LedgerDraft> drafts) {
        return store.append(drafts);
    }

    @Override
    public Optional<LedgerEntry> latest(String id) {
        return store.latest(id);
    }

    @Override
    public Optional<LedgerEntry> entry(String id, long version) {
        return store.entry(id, version);
    }

    @Override
    public void readEntries(String id, Consumer<LedgerEntry> reader) {
        store.readEntries(id, reader);
    }

    @Override
    public void readAllEntries(Consumer<LedgerEntry> reader) {
        store.readAllEntries(reader);
    }

    @Override
    public Optional<LedgerHead> head() {
        return store.head();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        store.keep(checkpoint);
    }

    @Override
    public List<Checkpoint> checkpoints() {
        return store.checkpoints();
    }

    @Override
    public void keepStrays(List<StrayLine> lines) {
        store.keepStrays(lines);
    }

    @Override
    public List<StrayLine> strays(int most) {
        return store.strays(most);
    }

    @Override
    public void close() {
        store.close();
    }
}

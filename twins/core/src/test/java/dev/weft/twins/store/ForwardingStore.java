package dev.weft.twins.store;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands everything on to another store; tests that need one that does something else override that. */
public abstract class ForwardingStore implements TwinStore {
    private final TwinStore store;

    protected ForwardingStore(TwinStore store) {
        this.store = store;
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
    public Optional<TwinOrigin> origin(String id) {
        return store.origin(id);
    }

    @Override
    public List<String> ids() {
        return store.ids();
    }

    @Override
    public List<LedgerEntry> append(List<? extends Draft> drafts) {
        return store.append(drafts);
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
    public List<LedgerEntry> create(List<TwinRecord> twins, List<LedgerDraft> first) {
        return store.create(twins, first);
    }

    @Override
    public Optional<LedgerEntry> latestSingle(String id) {
        return store.latestSingle(id);
    }

    @Override
    public Optional<LedgerEntry> single(String id, long version) {
        return store.single(id, version);
    }

    @Override
    public Optional<LedgerEntry> singleAsOf(String id, double time, Instant known) {
        return store.singleAsOf(id, time, known);
    }

    @Override
    public void readSingles(String id, Consumer<LedgerEntry> reader) {
        store.readSingles(id, reader);
    }

    @Override
    public Optional<Seat> seat(String id) {
        return store.seat(id);
    }

    @Override
    public List<Seat> seats() {
        return store.seats();
    }

    @Override
    public Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots) {
        return store.latestPart(fleet, block, upTo, withSnapshots);
    }

    @Override
    public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        store.readParts(fleet, block, after, upTo, reader);
    }

    @Override
    public Optional<LedgerStep> step(long first) {
        return store.step(first);
    }

    @Override
    public Optional<String> hash(long last) {
        return store.hash(last);
    }

    @Override
    public void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        store.readLinks(after, upTo, reader);
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
    public void requireSound() {
        store.requireSound();
    }

    @Override
    public void close() {
        store.close();
    }
}

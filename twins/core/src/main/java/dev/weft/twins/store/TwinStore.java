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

/**
 * Keep twins and their ledger: entries by themselves, singles, and steps of many twins in columns. {@link
 * dev.weft.twins.Ledger} reads both as what they are, entries of twins.
 *
 * <p>What {@link #append} has returned is kept: it survives a crash of the process. One process writes to a store at
 * a time. Implementations are thread-safe.
 */
public interface TwinStore extends AutoCloseable {
    /**
     * Add a twin together with the first entry of its ledger; both or neither.
     *
     * @throws StoreException if a twin of this id exists, or the entry is not its version 0
     */
    default LedgerEntry create(TwinRecord twin, LedgerDraft first) {
        return create(List.of(twin), List.of(first)).get(0);
    }

    /**
     * Add twins together with the first entries of their ledgers; all or none.
     *
     * @param twins what begins
     * @param first the entry of each
     * @return the entries with their places and hashes
     * @throws StoreException if a twin of an id exists, or an entry is not its twin's version 0
     */
    List<LedgerEntry> create(List<TwinRecord> twins, List<LedgerDraft> first);

    /** Keep the text of a policy that entries will name; one that is there already stays. A twin's first is kept with it. */
    void keep(Policy policy);

    /**
     * Return a policy by the SHA-256 of its text.
     *
     * @throws StoreException if its text is not what it is named by
     */
    Optional<Policy> policy(String hash);

    /** Return a twin's record. */
    Optional<TwinRecord> find(String id);

    /** Return what is kept of a twin, byte by byte: to be compared with what its first entry says. */
    Optional<TwinOrigin> origin(String id);

    /** Return the ids of all twins in the order of creation. */
    List<String> ids();

    /**
     * Append links to the chain, all or none, in their order.
     *
     * <p>That versions follow is checked of singles here, of steps when they are read: their twins' last versions are in
     * columns.
     *
     * @return the singles with their places and hashes
     * @throws StoreException if a twin is unknown, a single's version does not follow its last one, or writing fails
     */
    List<LedgerEntry> append(List<? extends Draft> drafts);

    /** Return a twin's newest single. */
    Optional<LedgerEntry> latestSingle(String id);

    /** Return a twin's single of a version. */
    Optional<LedgerEntry> single(String id, long version);

    /**
     * Return a twin's newest single that was recorded by a moment and stands for no later time of the machine; those of
     * before the first reading stand for any. Cost: one look at each that is newer.
     *
     * @param time seconds on the machine's clock, not NaN
     */
    Optional<LedgerEntry> singleAsOf(String id, double time, Instant known);

    /** Hand a twin's singles to a reader, the oldest first. */
    void readSingles(String id, Consumer<LedgerEntry> reader);

    /** Return where a twin stands in steps; empty if it took none. */
    Optional<Seat> seat(String id);

    /** Return where twins stand in steps, in the order of fleets and lanes. */
    List<Seat> seats();

    /**
     * Return the newest part of a step in which twins of a block took readings, up to a position of the ledger.
     *
     * @param upTo the step begins there or before
     * @param withSnapshots instead the newest that has snapshots of its twins, with readings or without
     */
    Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots);

    /** Hand the parts with readings that a block took in steps to a reader, the oldest first: of steps that begin after ≤ upTo. */
    void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader);

    /** Return the step that begins at a position, whole. */
    Optional<LedgerStep> step(long first);

    /** Return the hash of the link whose last entry is at a position. */
    Optional<String> hash(long last);

    /** Hand all links to a reader, in the order of the chain. */
    default void readLinks(Consumer<LedgerLink> reader) {
        // Not from 0: what somebody slipped in before the beginning is to be seen too.
        readLinks(Long.MIN_VALUE, Long.MAX_VALUE, reader);
    }

    /** Hand links to a reader, in the order of the chain: those that begin at positions after &lt; position ≤ upTo. */
    void readLinks(long after, long upTo, Consumer<LedgerLink> reader);

    /** Return where the ledger ends, if it has an entry. */
    Optional<LedgerHead> head();

    /**
     * Keep a checkpoint behind those that are kept already.
     *
     * @throws StoreException if the ledger is another one, or its entry at that position has another hash
     */
    void keep(Checkpoint checkpoint);

    /**
     * Return the checkpoints in the order in which they were kept.
     *
     * @throws StoreException if one was damaged or, not being the newest, is missing
     */
    List<Checkpoint> checkpoints();

    /**
     * Keep lines that reached no twin, in their order; one that is kept already, with its reason, is kept once. Beyond
     * {@link StrayLine#MOST_KEPT} the oldest go.
     *
     * @throws StoreException if writing fails; then none of them is kept
     */
    void keepStrays(List<StrayLine> lines);

    /** Return the newest stray lines, the oldest of them first. */
    List<StrayLine> strays(int most);

    /**
     * Check what only the store itself can see: its own structures, such as an index that leads elsewhere. What entries say
     * is for the chain to check. Reads all of the store.
     *
     * @throws StoreException if something was damaged
     */
    default void requireSound() {}

    @Override
    void close();
}

package dev.weft.twins.store;

import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keep twins and their ledger.
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
    LedgerEntry create(TwinRecord twin, LedgerDraft first);

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
     * Append entries to the chain, all or none, in their order.
     *
     * @return the entries with their places and hashes
     * @throws StoreException if a twin is unknown, its version does not follow its last one, or writing fails
     */
    List<LedgerEntry> append(List<LedgerDraft> drafts);

    /** Return a twin's newest entry. */
    Optional<LedgerEntry> latest(String id);

    /** Return a twin's entry of a version. */
    Optional<LedgerEntry> entry(String id, long version);

    /**
     * Return a twin's newest entry that was recorded by a moment and stands for no later time of the machine; entries of
     * before the first reading stand for any. Cost: one look at each entry that is newer.
     *
     * @param time seconds on the machine's clock, not NaN
     */
    Optional<LedgerEntry> asOf(String id, double time, Instant known);

    /** Hand a twin's entries to a reader, the oldest first. */
    void readEntries(String id, Consumer<LedgerEntry> reader);

    /** Hand all entries to a reader, in the order of the chain. */
    void readAllEntries(Consumer<LedgerEntry> reader);

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

package dev.weft.twins.store;

import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
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

    /** Return a twin's record. */
    Optional<TwinRecord> find(String id);

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

    /** Hand a twin's entries to a reader, the oldest first. */
    void readEntries(String id, Consumer<LedgerEntry> reader);

    /** Hand all entries to a reader, in the order of the chain. */
    void readAllEntries(Consumer<LedgerEntry> reader);

    @Override
    void close();
}

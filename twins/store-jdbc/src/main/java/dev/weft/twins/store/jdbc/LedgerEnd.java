package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Append entries where the ledger ends. Remembers the chain's last link and each twin's next version, which only the one
 * writer can move. Not thread-safe: the store's lock guards it.
 */
final class LedgerEnd {
    private final Database database;
    private final Map<String, Place> places = new HashMap<>();
    private @Nullable LedgerChain chain;

    /** Where the next entry of a twin goes. */
    private record Place(long twin, long version) {}

    LedgerEnd(Database database) {
        this.database = database;
    }

    /** Forget what is remembered, for the database has it otherwise: it will be asked again. */
    void forget() {
        chain = null;
        places.clear();
    }

    boolean has(Connection connection, String twin) throws SQLException {
        return place(connection, twin).isPresent();
    }

    /**
     * Append within the transaction that is open.
     *
     * @throws StoreException if a twin is unknown, or a version does not follow
     */
    List<LedgerEntry> append(Connection connection, List<LedgerDraft> drafts) throws SQLException {
        LedgerChain links = chain(connection);
        List<LedgerEntry> entries = new ArrayList<>(drafts.size());
        try (PreparedStatement insert = connection.prepareStatement(EntryRows.INSERT)) {
            for (LedgerDraft draft : drafts) {
                String id = draft.twin();
                Place place = place(connection, id)
                        .orElseThrow(() -> new StoreException("twin " + id + " is not in this store"));
                if (draft.version() != place.version()) {
                    throw new StoreException("twin " + id + ": version " + draft.version() + ", expected "
                            + place.version() + ": somebody else wrote to it");
                }
                LedgerEntry entry = links.append(draft);
                EntryRows.bind(insert, entry, place.twin(), database);
                insert.addBatch();
                places.put(id, new Place(place.twin(), place.version() + 1));
                entries.add(entry);
            }
            insert.executeBatch();
        }
        return List.copyOf(entries);
    }

    /** Return where the ledger ends, if it has an entry. */
    Optional<LedgerHead> head(Connection connection) throws SQLException {
        // What this object wrote last it knows by itself: a tail that somebody cut off meanwhile is not signed.
        LedgerChain links = chain == null ? storedChain(connection) : chain;
        return CheckpointRows.firstHash(connection)
                .map(ledger -> new LedgerHead(ledger, links.sequence(), links.lastHash()));
    }

    private LedgerChain chain(Connection connection) throws SQLException {
        LedgerChain links = chain == null ? storedChain(connection) : chain;
        chain = links;
        return links;
    }

    private static LedgerChain storedChain(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new LedgerChain(row.getLong(1), row.getString(2))
                    : new LedgerChain(0, LedgerChain.GENESIS);
        }
    }

    private Optional<Place> place(Connection connection, String id) throws SQLException {
        Place known = places.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT t.number, (SELECT coalesce(max(version), -1) + 1 FROM entry e"
                        + " WHERE e.twin = t.number) FROM twin t WHERE t.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Place place = new Place(row.getLong(1), row.getLong(2));
                places.put(id, place);
                return Optional.of(place);
            }
        }
    }
}

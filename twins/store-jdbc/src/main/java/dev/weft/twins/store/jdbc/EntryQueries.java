package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.LedgerEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ask for entries of the ledger: one of a twin, or a page of many. */
final class EntryQueries {
    // Not by the id of the joined row, for which PostgreSQL would read and sort all of a twin's entries.
    private static final String OF_TWIN = EntryRows.SELECT + " WHERE e.twin = (SELECT number FROM twin WHERE id = ?)";

    static final String LATEST = OF_TWIN + " ORDER BY e.version DESC LIMIT 1";

    private static final int PAGE = 1_000;

    private final Database database;
    private final Statements statements = new Statements();

    EntryQueries(Database database) {
        this.database = database;
    }

    Optional<LedgerEntry> latest(Connection connection, String twin) throws SQLException {
        return select(connection, LATEST, twin).stream().findFirst();
    }

    Optional<LedgerEntry> at(Connection connection, String twin, long version) throws SQLException {
        return select(connection, OF_TWIN + " AND e.version = ?", twin, version).stream()
                .findFirst();
    }

    /** Return a twin's newest entry that was recorded by a moment and stands for no later time, or for none. */
    Optional<LedgerEntry> asOf(Connection connection, String twin, double time, Instant known) throws SQLException {
        boolean ever = known.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE));
        return select(
                        connection,
                        OF_TWIN + " AND e.recorded_at <= ? AND (e.stands_for IS NULL OR e.stands_for <= ?)"
                                + " ORDER BY e.version DESC LIMIT 1",
                        twin,
                        ever ? Long.MAX_VALUE : known.toEpochMilli(),
                        time)
                .stream()
                .findFirst();
    }

    /** Return the first page of a twin's entries after one version and up to another. */
    List<LedgerEntry> page(Connection connection, String twin, long after, long last) throws SQLException {
        return select(
                connection,
                OF_TWIN + " AND e.version > ? AND e.version <= ? ORDER BY e.version LIMIT " + PAGE,
                twin,
                after,
                last);
    }

    /** Return the first page of the entries of all twins after one place in the chain and up to another. */
    List<LedgerEntry> page(Connection connection, long after, long last) throws SQLException {
        return select(
                connection,
                EntryRows.SELECT + " WHERE e.sequence > ? AND e.sequence <= ? ORDER BY e.sequence LIMIT " + PAGE,
                after,
                last);
    }

    /** Return the place of the last entry, 0 if there is none. */
    long lastSequence(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT max(sequence) FROM entry");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
        }
    }

    private List<LedgerEntry> select(Connection connection, String query, Object... values) throws SQLException {
        PreparedStatement select = statements.of(connection, query);
        for (int i = 0; i < values.length; i++) {
            select.setObject(i + 1, values[i]);
        }
        try (ResultSet rows = select.executeQuery()) {
            List<LedgerEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(EntryRows.read(rows, database));
            }
            return entries;
        }
    }
}

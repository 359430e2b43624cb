package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Put checkpoints into rows of the table {@code checkpoint} and take them out again. */
final class CheckpointRows {
    private final Database database;

    CheckpointRows(Database database) {
        this.database = database;
    }

    /**
     * Keep a checkpoint of an entry that is there.
     *
     * @throws StoreException if the ledger is another one, or its entry has another hash
     */
    void insert(Connection connection, Checkpoint checkpoint) throws SQLException {
        LedgerHead signed = checkpoint.head();
        boolean known = firstHash(connection).filter(signed.ledger()::equals).isPresent()
                && hash(connection, signed.sequence())
                        .filter(signed.hash()::equals)
                        .isPresent();
        if (!known) {
            throw new StoreException("store " + database.place() + ": checkpoint of entry " + signed.sequence()
                    + " is not of this ledger, expected one that it has");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO checkpoint (number, line)"
                + " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM checkpoint), ?)")) {
            insert.setString(1, checkpoint.line());
            insert.executeUpdate();
        }
    }

    /** Return the hash of the first entry, which names the ledger. */
    static Optional<String> firstHash(Connection connection) throws SQLException {
        return text(connection, "SELECT hash FROM entry ORDER BY sequence LIMIT 1");
    }

    /** Return the hash of the link whose last entry is at a position. */
    static Optional<String> hash(Connection connection, long last) throws SQLException {
        Optional<String> single = text(connection, "SELECT hash FROM entry WHERE sequence = " + last);
        return single.isPresent()
                ? single
                : text(
                        connection,
                        "SELECT hash FROM (SELECT hash, sequence + entries - 1 AS last FROM step WHERE sequence <= "
                                + last + " ORDER BY sequence DESC LIMIT 1) AS newest WHERE last = " + last);
    }

    private static Optional<String> text(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /**
     * Read all checkpoints.
     *
     * @throws StoreException if one is damaged, or missing before another
     */
    List<Checkpoint> read(Connection connection) throws SQLException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT number, line FROM checkpoint ORDER BY number");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                try {
                    if (number != checkpoints.size() + 1) {
                        throw new IllegalArgumentException("is missing, the next is " + number);
                    }
                    checkpoints.add(Checkpoint.parse(String.valueOf(rows.getString(2))));
                } catch (IllegalArgumentException e) {
                    throw StoreException.damaged(
                            "store " + database.place() + ": checkpoint " + (checkpoints.size() + 1) + " "
                                    + e.getMessage() + "; restore the store from a copy",
                            e);
                }
            }
        }
        return List.copyOf(checkpoints);
    }
}

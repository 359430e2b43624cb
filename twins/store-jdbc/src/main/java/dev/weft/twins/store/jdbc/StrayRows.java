package dev.weft.twins.store.jdbc;

import dev.weft.sdk.data.Sha256;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keep lines that reached no twin, the newest so many of them. */
final class StrayRows {
    private final Database database;

    StrayRows(Database database) {
        this.database = database;
    }

    void insert(Connection connection, List<StrayLine> lines) throws SQLException {
        // Lines that are there already leave gaps between the numbers, which only order them.
        long number = last(connection);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO stray (number, digest, source, line,"
                + " content, reason, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING")) {
            for (StrayLine line : lines) {
                insert.setLong(1, ++number);
                insert.setString(2, digest(line));
                insert.setString(3, database.toColumn(line.source()));
                insert.setLong(4, line.line());
                insert.setString(5, database.toColumn(line.text()));
                insert.setString(6, database.toColumn(line.reason()));
                insert.setLong(7, line.keptAt().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM stray WHERE number < (SELECT min(number) FROM (SELECT number FROM stray"
                    + " ORDER BY number DESC LIMIT " + StrayLine.MOST_KEPT + ") AS newest)");
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT coalesce(max(number), 0) FROM stray")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Lengths stand before the texts, so that no other line has the same digest. */
    private static String digest(StrayLine line) {
        return Sha256.of(line.source().length() + " " + line.source() + " " + line.line() + " "
                + line.text().length() + " " + line.text() + " " + line.reason());
    }

    /**
     * Read the newest, the oldest of them first.
     *
     * @throws StoreException if one is damaged
     */
    List<StrayLine> read(Connection connection, int most) throws SQLException {
        List<StrayLine> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT source, line, content, reason, kept_at FROM stray ORDER BY number DESC LIMIT ?")) {
            select.setInt(1, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    try {
                        lines.add(new StrayLine(
                                database.fromColumn(String.valueOf(rows.getString(1))),
                                rows.getLong(2),
                                database.fromColumn(String.valueOf(rows.getString(3))),
                                database.fromColumn(String.valueOf(rows.getString(4))),
                                Instant.ofEpochMilli(rows.getLong(5))));
                    } catch (IllegalArgumentException e) {
                        throw StoreException.damaged(
                                "store " + database.place() + ": a stray line cannot be read: " + e.getMessage()
                                        + "; restore the store from a copy",
                                e);
                    }
                }
            }
        }
        Collections.reverse(lines);
        return lines;
    }
}

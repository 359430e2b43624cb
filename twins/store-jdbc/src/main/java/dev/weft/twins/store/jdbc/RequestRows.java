package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.Request;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Keep requests, and what became of them. Several connections work on these rows. */
final class RequestRows {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Database database;

    RequestRows(Database database) {
        this.database = database;
    }

    long insert(Connection connection, Request request) throws SQLException {
        long waiting = count(connection, "SELECT count(*) FROM request WHERE taken = 0");
        if (waiting >= Request.MOST_WAITING) {
            throw new StoreException("store " + database.place() + ": " + waiting
                    + " requests wait already, and nobody takes them, expected fewer than " + Request.MOST_WAITING
                    + "; start weft run, which does");
        }
        // Drawn, not counted: two may ask at the same moment.
        long number = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO request (number, twin, kind, argument,"
                + " person, reason, asked_at, taken) VALUES (?, ?, ?, ?, ?, ?, ?, 0)")) {
            insert.setLong(1, number);
            insert.setString(2, database.toColumn(request.twin()));
            insert.setString(3, request.kind().name());
            insert.setString(4, database.toColumn(request.argument()));
            insert.setString(5, database.toColumn(request.person()));
            insert.setString(6, database.toColumn(request.reason()));
            insert.setLong(7, request.askedAt().toEpochMilli());
            insert.executeUpdate();
        }
        return number;
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    boolean withdraw(Connection connection, long number) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM request WHERE number = ? AND taken = 0")) {
            delete.setLong(1, number);
            return delete.executeUpdate() > 0;
        }
    }

    boolean isAnyWaiting(Connection connection) throws SQLException {
        return count(connection, "SELECT count(*) FROM request WHERE taken = 0") > 0;
    }

    /**
     * Mark those that wait as taken, and read them.
     *
     * @throws StoreException if one cannot be read
     */
    Map<Long, Request> take(Connection connection) throws SQLException {
        Map<Long, Request> waiting = new LinkedHashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT number, twin, kind, argument, person, reason, asked_at"
                        + " FROM request WHERE taken = 0 ORDER BY asked_at, number")) {
            while (row.next()) {
                waiting.put(row.getLong(1), request(row));
            }
        }
        try (PreparedStatement mark = connection.prepareStatement("UPDATE request SET taken = 1 WHERE number = ?")) {
            for (long number : waiting.keySet()) {
                mark.setLong(1, number);
                mark.executeUpdate();
            }
        }
        return waiting;
    }

    private Request request(ResultSet row) throws SQLException {
        try {
            return new Request(
                    text(row, 2),
                    Request.Kind.valueOf(text(row, 3)),
                    text(row, 4),
                    text(row, 5),
                    text(row, 6),
                    Instant.ofEpochMilli(row.getLong(7)));
        } catch (IllegalArgumentException e) {
            throw StoreException.damaged(
                    "store " + database.place() + ": request " + row.getLong(1) + " cannot be read: " + e.getMessage()
                            + "; delete its row of the table request",
                    e);
        }
    }

    private String text(ResultSet row, int column) throws SQLException {
        return database.fromColumn(String.valueOf(row.getString(column)));
    }

    void answer(Connection connection, long number, Request.Answer answer, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE request SET answered_at = ?, done = ?, version = ?, answer = ? WHERE number = ?")) {
            update.setLong(1, at.toEpochMilli());
            update.setLong(2, answer.done() ? 1 : 0);
            update.setLong(3, answer.version());
            update.setString(4, database.toColumn(answer.text()));
            update.setLong(5, number);
            update.executeUpdate();
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM request WHERE taken = 1 AND asked_at < ?")) {
            delete.setLong(1, at.minus(KEPT).toEpochMilli());
            delete.executeUpdate();
        }
    }

    Optional<Request.Answer> answer(Connection connection, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT done, version, answer FROM request WHERE number = ? AND answered_at IS NOT NULL")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Request.Answer(row.getLong(1) == 1, row.getLong(2), text(row, 3)))
                        : Optional.empty();
            }
        }
    }
}

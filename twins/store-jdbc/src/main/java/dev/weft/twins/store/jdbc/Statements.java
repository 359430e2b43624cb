package dev.weft.twins.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Keep statements prepared that are used again and again: to prepare one costs more than to answer it. They end with their
 * connection. Not thread-safe: the store's lock guards it, and results are read to their end under it.
 */
final class Statements {
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** Return a statement to add rows to; none is left of a use that failed half way. */
    PreparedStatement batchOf(Connection connection, String sql) throws SQLException {
        PreparedStatement batch = of(connection, sql);
        batch.clearBatch();
        return batch;
    }

    /** Return a statement; its parameters are those of its last use. */
    PreparedStatement of(Connection connection, String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null || known.isClosed()) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }
}

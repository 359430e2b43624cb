package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Check a database's own structures: a byte of an index or of a page's links that was changed touches no entry, but makes the
 * database look for entries in the wrong place.
 *
 * <p>Source: SQLite, "PRAGMA integrity_check", https://www.sqlite.org/pragma.html#pragma_integrity_check.
 */
final class SqliteSoundness {
    private SqliteSoundness() {}

    /**
     * Check the database. Reads all of it.
     *
     * @throws StoreException if something was damaged
     */
    static void require(Connection connection, Path folder) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String found = row.next() ? String.valueOf(row.getString(1)) : "nothing was checked";
            if (!found.equals("ok")) {
                throw damaged(folder, found);
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(sequence) FROM entry")) {
            // Entries are read from the smallest number on, which is itself left out.
            if (row.next() && row.getLong(1) == Long.MIN_VALUE) {
                throw damaged(folder, "an entry stands before the first");
            }
        }
    }

    private static StoreException damaged(Path folder, String found) {
        String line = found.strip().lines().reduce((first, second) -> second).orElse("");
        return StoreException.damaged("store " + folder + ": the database " + SqliteDatabase.FILE + " is damaged ("
                + line + "); restore it from a copy");
    }
}

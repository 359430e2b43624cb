package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * Bring a database to the schema of this version of Weft.
 *
 * <p>Flyway, slow to start, runs only where there is something to migrate; what it writes down is read here.
 */
final class Schema {
    /** The newest version among the scripts. */
    static final int CURRENT = 2;

    private static final String HISTORY = "flyway_schema_history";
    private static final String SCRIPTS = "classpath:dev/weft/twins/store/jdbc/migration";

    private Schema() {}

    /**
     * Create or bring up to date.
     *
     * @throws StoreException if the database belongs to something else, or to a newer Weft
     */
    static void migrate(Connection connection, String url, Path folder) throws SQLException {
        if (version(connection, folder) == CURRENT) {
            return;
        }
        try {
            Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations(SCRIPTS)
                    .table(HISTORY)
                    .placeholders(Map.of("key", "INTEGER", "bytes", "BLOB"))
                    .load();
            // After load, which chooses a logger anew: one that tells of every step.
            LogFactory.setLogCreator(type -> SilentLog.INSTANCE);
            flyway.migrate();
        } catch (FlywayException e) {
            // A full disk or a lock is told as such.
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw SqliteProblem.in(folder, sql);
                }
            }
            throw new StoreException(
                    "store " + folder + ": its schema cannot be brought to version " + CURRENT + ": "
                            + String.valueOf(e.getMessage())
                                    .lines()
                                    .filter(line -> !line.isBlank())
                                    .findFirst()
                                    .orElse("")
                            + "; restore it from a copy or choose another folder",
                    e);
        }
    }

    /**
     * Refuse a database that a reader, who may not migrate it, does not understand.
     *
     * @throws StoreException if its schema is not this version's
     */
    static void require(Connection connection, Path folder) throws SQLException {
        int version = version(connection, folder);
        if (version != CURRENT) {
            throw new StoreException("store " + folder + " has schema version " + version + ", expected " + CURRENT
                    + "; open it with weft run once to bring it up to date");
        }
    }

    private static int version(Connection connection, Path folder) throws SQLException {
        Set<String> tables = tables(connection);
        if (!tables.contains(HISTORY)) {
            if (tables.isEmpty()) {
                return 0;
            }
            throw foreign(folder);
        }
        int version;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(cast(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success = 1")) {
            version = row.next() ? row.getInt(1) : 0;
        }
        if (version > 0 && !tables.containsAll(Set.of("twin", "entry"))) {
            throw foreign(folder);
        }
        if (version > CURRENT) {
            throw new StoreException("store " + folder + " was written by a newer Weft: schema version " + version
                    + ", expected at most " + CURRENT + "; update Weft");
        }
        return version;
    }

    private static StoreException foreign(Path folder) {
        return new StoreException("store " + folder + ": its database " + SqliteDatabase.FILE
                + " belongs to another program; choose another folder");
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}

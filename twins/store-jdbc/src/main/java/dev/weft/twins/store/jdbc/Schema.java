package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    static final int CURRENT = 6;

    private static final String HISTORY = "flyway_schema_history";
    private static final String SCRIPTS = "classpath:dev/weft/twins/store/jdbc/migration";

    private Schema() {}

    /**
     * Create or bring up to date.
     *
     * @throws StoreException if the database belongs to something else, or to a newer Weft
     */
    static void migrate(Database database) throws SQLException {
        if (version(database) == CURRENT) {
            return;
        }
        try {
            Flyway flyway = database.describedTo(Flyway.configure(Schema.class.getClassLoader()))
                    .locations(SCRIPTS)
                    .table(HISTORY)
                    .placeholders(database.types())
                    .load();
            // After load, which chooses a logger anew: one that tells of every step.
            LogFactory.setLogCreator(type -> SilentLog.INSTANCE);
            flyway.migrate();
        } catch (FlywayException e) {
            // A full disk or a lock is told as such.
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw database.explain(sql);
                }
            }
            throw new StoreException(
                    "store " + database.place() + ": its schema cannot be brought to version " + CURRENT + ": "
                            + String.valueOf(e.getMessage())
                                    .lines()
                                    .filter(line -> !line.isBlank())
                                    .findFirst()
                                    .orElse("")
                            + "; restore it from a copy or " + database.elsewhere(),
                    e);
        }
    }

    /**
     * Refuse a database that a reader, who may not migrate it, does not understand.
     *
     * @throws StoreException if its schema is not this version's
     */
    static void require(Database database) throws SQLException {
        int version = version(database);
        if (version != CURRENT) {
            throw new StoreException("store " + database.place() + " has schema version " + version + ", expected "
                    + CURRENT + "; open it with weft run once to bring it up to date");
        }
    }

    private static int version(Database database) throws SQLException {
        Set<String> tables = database.tables();
        if (!tables.contains(HISTORY)) {
            if (tables.isEmpty()) {
                return 0;
            }
            throw foreign(database);
        }
        int version;
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(max(cast(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success")) {
            version = row.next() ? row.getInt(1) : 0;
        }
        if (version > 0 && !tables.containsAll(Set.of("twin", "entry"))) {
            throw foreign(database);
        }
        // Before anything was released, entries were chained otherwise and named no policy.
        if (version > 0 && !tables.contains("policy")) {
            throw new StoreException("store " + database.place()
                    + " was written by a Weft before 0.1.0, whose ledger this one cannot read; keep it for what it is,"
                    + " and begin another store");
        }
        if (version > CURRENT) {
            throw new StoreException("store " + database.place() + " was written by a newer Weft: schema version "
                    + version + ", expected at most " + CURRENT + "; update Weft");
        }
        return version;
    }

    private static StoreException foreign(Database database) {
        return new StoreException(
                "store " + database.place() + ": what is there belongs to another program; " + database.elsewhere());
    }
}

package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Open a store's SQLite database: one connection, and the writer's lock.
 *
 * <p>The journal is a write-ahead log, so that readers in other processes see the last commit and hinder nobody.
 * {@code synchronous = FULL} flushes the log to the disk at each commit: {@code NORMAL} would survive a crash of the
 * process, but a power cut could take back entries that were acknowledged.
 */
final class SqliteDatabase implements Database {
    static final String FILE = "weft.db";

    private static final int BUSY_MILLIS = 5_000;

    private final Path folder;
    private final Connection connection;
    private final Access access;
    private final Optional<WriterLock> lock;

    private SqliteDatabase(Path folder, Connection connection, Access access, Optional<WriterLock> lock) {
        this.folder = folder;
        this.connection = connection;
        this.access = access;
        this.lock = lock;
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Open for writing; the folder and the database are made if they are missing. */
    static SqliteDatabase forWriting(Path folder) {
        WriterLock lock;
        try {
            Files.createDirectories(folder);
            lock = WriterLock.of(folder);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "store " + folder
                            + ": writing to the folder is not allowed; change its permissions or choose another",
                    e);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException("store " + folder + ": is a file, expected a folder; choose another", e);
        } catch (IOException e) {
            throw new StoreException(
                    "store " + folder + ": the folder cannot be written to: " + e.getMessage() + "; choose another", e);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SynchronousMode.FULL);
        try {
            return open(config, folder, "", Access.WRITE, Optional.of(lock), database -> {
                Schema.migrate(database);
                // Not earlier: a database that is not ours stays as it is.
                database.execute("PRAGMA journal_mode = WAL");
                // Pages of the log, 64 MB, before it is moved into the database: a step of 100,000 twins alone is more
                // than
                // the usual 4 MB, and each move flushes the disk twice.
                database.execute("PRAGMA wal_autocheckpoint = 16000");
            });
        } catch (RuntimeException e) {
            try {
                lock.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Open for reading, and for asking the writer for something. */
    static SqliteDatabase forAsking(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SynchronousMode.FULL);
        return open(config, folder, "", Access.ASK, Optional.empty(), database -> {
            Schema.require(database);
            // Moving the log into the database is the writer's work.
            database.execute("PRAGMA wal_autocheckpoint = 0");
        });
    }

    /** Open for reading, beside a writer if there is one. */
    static SqliteDatabase forReading(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setReadOnly(true);
        // Readers share an index of the log with the writer, in a file beside it. Where it can neither be opened nor be
        // made (a folder that may only be read, a medium that cannot be written) and there is no log, nobody writes.
        boolean still = !Files.isWritable(folder) && !Files.exists(folder.resolve(FILE + "-wal"));
        return open(config, folder, still ? "?immutable=1" : "", Access.READ, Optional.empty(), Schema::require);
    }

    private interface Preparation {
        void prepare(SqliteDatabase database) throws SQLException;
    }

    private static SqliteDatabase open(
            SQLiteConfig config,
            Path folder,
            String query,
            Access access,
            Optional<WriterLock> lock,
            Preparation preparation) {
        try {
            Connection connection = config.createConnection(url(folder, query));
            try {
                SqliteDatabase database = new SqliteDatabase(folder, connection, access, lock);
                preparation.prepare(database);
                return database;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteProblem.in(folder, e);
        }
    }

    /** Return the address as a URI, in which any character of a path may stand. */
    private static String url(Path folder, String query) {
        return "jdbc:sqlite:" + folder.resolve(FILE).toUri() + query;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
    }

    @Override
    public void commit() throws SQLException {
        execute("COMMIT");
    }

    @Override
    public void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // None is open: it did not begin, or SQLite has taken it back itself, as it does when the disk is full.
        }
    }

    private void execute(String sql) throws SQLException {
        // Not JDBC's autocommit: its driver opens the next transaction at each commit, and trips over one that is gone.
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public StoreException explain(SQLException e) {
        return SqliteProblem.in(folder, e);
    }

    @Override
    public Set<String> tables() throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public Map<String, String> types() {
        return Map.of("key", "INTEGER", "bytes", "BLOB");
    }

    @Override
    public FluentConfiguration describedTo(FluentConfiguration flyway) {
        return flyway.dataSource(url(folder, ""), null, null);
    }

    @Override
    public String elsewhere() {
        return "choose another folder";
    }

    @Override
    public void requireSound() throws SQLException {
        SqliteSoundness.require(connection, folder);
    }

    /** Move the log into the database, which closing the last connection does, and let the next writer in. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw explain(e);
        } finally {
            lock.ifPresent(this::release);
        }
    }

    private void release(WriterLock held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new StoreException("store " + folder + ": the lock cannot be given back: " + e.getMessage(), e);
        }
    }
}

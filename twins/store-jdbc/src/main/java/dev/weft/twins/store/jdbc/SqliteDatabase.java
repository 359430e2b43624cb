package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Open a store's SQLite database: one connection, and the writer's lock.
 *
 * <p>The journal is a write-ahead log, so that readers in other processes see the last commit and hinder nobody.
 * {@code synchronous = FULL} flushes the log to the disk at each commit: {@code NORMAL} would survive a crash of the
 * process, but a power cut could take back entries that were acknowledged.
 */
final class SqliteDatabase implements AutoCloseable {
    static final String FILE = "weft.db";

    private static final int BUSY_MILLIS = 5_000;

    private final Path folder;
    private final Connection connection;
    private final Optional<WriterLock> lock;

    private SqliteDatabase(Path folder, Connection connection, Optional<WriterLock> lock) {
        this.folder = folder;
        this.connection = connection;
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
        try {
            return new SqliteDatabase(folder, writer(folder), Optional.of(lock));
        } catch (RuntimeException e) {
            try {
                lock.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static Connection writer(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SynchronousMode.FULL);
        return open(config, url(folder, ""), folder, connection -> {
            Schema.migrate(connection, url(folder, ""), folder);
            // Not earlier: a database that is not ours stays as it is.
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
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
        Connection connection = open(
                config, url(folder, still ? "?immutable=1" : ""), folder, opened -> Schema.require(opened, folder));
        return new SqliteDatabase(folder, connection, Optional.empty());
    }

    private interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    private static Connection open(SQLiteConfig config, String url, Path folder, Preparation preparation) {
        try {
            Connection connection = config.createConnection(url);
            try {
                preparation.prepare(connection);
                return connection;
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

    Path folder() {
        return folder;
    }

    Connection connection() {
        return connection;
    }

    boolean isWritable() {
        return lock.isPresent();
    }

    /** Begin a transaction that may write. */
    void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
    }

    /** Keep what the transaction wrote: on the disk, when this returns. */
    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Take back what the transaction wrote. */
    void rollback() {
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

    StoreException explain(SQLException e) {
        return SqliteProblem.in(folder, e);
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

package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Hold one session with a PostgreSQL server, which also holds the writer's lock.
 *
 * <p>The lock is the session's: the server gives it back when the connection ends, however it ends, and a store without
 * its connection can no longer write. A pooler between the two has to keep one session for one connection.
 */
final class PostgresSession {
    /** The first half of the lock's key, "weft" in ASCII; the second is the hash of the schema's name. */
    private static final int LOCK = 0x77656674;

    private final PostgresAddress address;
    private final Connection connection;

    private PostgresSession(PostgresAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    static PostgresSession connect(PostgresAddress address) {
        Properties properties = new Properties();
        address.properties().forEach(properties::setProperty);
        try {
            // Not by DriverManager, which puts what it was given into its messages.
            Connection connection = new Driver().connect(address.url(), properties);
            if (connection == null) {
                throw new StoreException("store " + address.url() + ": the driver does not take this URL; correct it");
            }
            return new PostgresSession(address, connection);
        } catch (SQLException e) {
            throw PostgresProblem.connecting(address, e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Look at the store's schema, in a database that can hold it. */
    void begin() throws SQLException {
        // A session that holds a table longer is an error, not a twin that hangs.
        execute("SET search_path TO " + quotedSchema() + "; SET lock_timeout = '3s'");
        requireUnicode();
    }

    /** End it, for this reason. */
    void abandon(RuntimeException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void requireUnicode() throws SQLException {
        String encoding = ask("SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StoreException("store " + address.url() + ": the database's encoding is " + encoding
                    + ", expected UTF8; make another with createdb --encoding=UTF8 --template=template0");
        }
    }

    /** Take the lock, and see to it that a commit is a promise. */
    void beginAsWriter() throws SQLException {
        if (ask("SHOW transaction_read_only").equals("on")) {
            throw new StoreException(
                    "store " + address.url() + ": the server takes no writes (a standby, or one that was"
                            + " set to read only); write to the primary one");
        }
        if (ask("SHOW synchronous_commit").equals("off")) {
            execute("SET synchronous_commit = on");
        }
        // So that the server notices within a minute that a writer's machine is gone, and frees the lock.
        execute("SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3");
        lock();
    }

    private void lock() throws SQLException {
        // Waits as long as for a table: a writer that was killed holds it until the server has seen its connection end.
        try (PreparedStatement select = connection.prepareStatement("SELECT pg_advisory_lock(?, ?)")) {
            select.setInt(1, LOCK);
            select.setInt(2, address.schema().hashCode());
            select.execute();
        } catch (SQLException e) {
            if ("55P03".equals(e.getSQLState())) {
                throw StoreException.inUse(
                        "store " + address.url() + " is in use by another weft process; stop it first", e);
            }
            throw e;
        }
    }

    /** Not Flyway's task, which would ask ten times for what a role may not do. */
    void makeSchema() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            select.setString(1, address.schema());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    execute("CREATE SCHEMA " + quotedSchema());
                }
            }
        }
    }

    /** A schema may have the name of a key word, such as user; a quote is in none. */
    private String quotedSchema() {
        return '"' + address.schema() + '"';
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}

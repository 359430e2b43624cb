package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.Driver;

/**
 * Open a store's schema on a PostgreSQL server: one connection, which also holds the writer's lock.
 *
 * <p>The lock is the session's: the server gives it back when the connection ends, however it ends, and a store without
 * its connection can no longer write. A pooler between the two has to keep one session for one connection.
 */
final class PostgresDatabase implements Database {
    /** The first half of the lock's key, "weft" in ASCII; the second is the hash of the schema's name. */
    private static final int LOCK = 0x77656674;

    private final PostgresAddress address;
    private final Connection connection;
    private final boolean writable;

    private PostgresDatabase(PostgresAddress address, Connection connection, boolean writable) {
        this.address = address;
        this.connection = connection;
        this.writable = writable;
    }

    /** Open for writing; the schema and its tables are made if they are missing. */
    static PostgresDatabase forWriting(PostgresAddress address) {
        return open(address, true, database -> {
            database.beginAsWriter();
            database.makeSchema();
            Schema.migrate(database);
        });
    }

    /** Open for writing, where a store is already. */
    static PostgresDatabase forWritingAgain(PostgresAddress address) {
        return open(address, true, database -> {
            database.beginAsWriter();
            database.requireTables();
            Schema.migrate(database);
        });
    }

    /** Open for reading, beside a writer if there is one. */
    static PostgresDatabase forReading(PostgresAddress address) {
        return open(address, false, database -> {
            database.execute("SET default_transaction_read_only = on");
            database.requireTables();
            Schema.require(database);
        });
    }

    private interface Preparation {
        void prepare(PostgresDatabase database) throws SQLException;
    }

    private static PostgresDatabase open(PostgresAddress address, boolean writable, Preparation preparation) {
        PostgresDatabase database = new PostgresDatabase(address, connect(address), writable);
        try {
            // A session that holds a table longer is an error, not a twin that hangs.
            database.execute("SET search_path TO " + database.quotedSchema() + "; SET lock_timeout = '3s'");
            database.requireUnicode();
            preparation.prepare(database);
            return database;
        } catch (SQLException e) {
            StoreException problem = database.explain(e);
            database.abandon(problem);
            throw problem;
        } catch (RuntimeException e) {
            database.abandon(e);
            throw e;
        }
    }

    private static Connection connect(PostgresAddress address) {
        Properties properties = new Properties();
        address.properties().forEach(properties::setProperty);
        try {
            // Not by DriverManager, which puts what it was given into its messages.
            Connection connection = new Driver().connect(address.url(), properties);
            if (connection == null) {
                throw new StoreException("store " + address.url() + ": the driver does not take this URL; correct it");
            }
            return connection;
        } catch (SQLException e) {
            throw PostgresProblem.connecting(address, e);
        }
    }

    private void abandon(RuntimeException reason) {
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

    private void requireTables() throws SQLException {
        if (tables().isEmpty()) {
            throw new StoreException("there is no store in schema " + address.schema() + " of " + address.url()
                    + "; make one with weft run --store");
        }
    }

    /** Take the lock, and see to it that a commit is a promise. */
    private void beginAsWriter() throws SQLException {
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
                throw new StoreException(
                        "store " + address.url() + " is in use by another weft process; stop it first", e);
            }
            throw e;
        }
    }

    /** Not Flyway's task, which would ask ten times for what a role may not do. */
    private void makeSchema() throws SQLException {
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

    private void execute(String sql) throws SQLException {
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

    @Override
    public String place() {
        return address.url();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (PostgresProblem.isLoss(e)) {
                throw PostgresProblem.committing(address, e);
            }
            throw e;
        }
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // None is open, or the connection is gone, and the server has taken it back.
        }
    }

    @Override
    public StoreException explain(SQLException e) {
        return PostgresProblem.using(address, e);
    }

    @Override
    public Set<String> tables() throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT relname,"
                + " has_schema_privilege(n.oid, 'USAGE') FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')")) {
            select.setString(1, address.schema());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getBoolean(2)) {
                        throw new StoreException("store " + address.url() + ": the role may not use schema "
                                + address.schema() + "; have it granted, or connect as the role that owns the store");
                    }
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public Map<String, String> types() {
        return Map.of("key", "BIGINT", "bytes", "BYTEA");
    }

    @Override
    public FluentConfiguration describedTo(FluentConfiguration flyway) {
        Map<String, String> properties = new HashMap<>(address.properties());
        // A large store takes its time to be brought up to date.
        properties.put("socketTimeout", "0");
        String password = properties.remove("password");
        return flyway.dataSource(address.url(), address.user(), password)
                .jdbcProperties(properties)
                .schemas(address.schema())
                .defaultSchema(address.schema());
    }

    @Override
    public String elsewhere() {
        return "choose another schema with currentSchema=NAME";
    }

    /** A text cannot hold the character 0 here: it becomes \0, and so \ becomes \\. */
    @Override
    public String toColumn(String text) {
        return text.replace("\\", "\\\\").replace("\0", "\\0");
    }

    @Override
    public String fromColumn(String column) {
        if (column.indexOf('\\') < 0) {
            return column;
        }
        StringBuilder text = new StringBuilder(column.length());
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = i < column.length() ? column.charAt(i) : ' ';
                if (escaped != '\\' && escaped != '0') {
                    throw new IllegalArgumentException("a \\ in its cause, expected \\\\ or \\0");
                }
                c = escaped == '0' ? '\0' : '\\';
            }
            text.append(c);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw explain(e);
        }
    }
}

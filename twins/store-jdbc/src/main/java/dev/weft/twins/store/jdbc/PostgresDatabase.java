package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Open a store's schema on a PostgreSQL server, over one session. */
final class PostgresDatabase implements Database {
    private final PostgresAddress address;
    private final PostgresSession session;
    private final Connection connection;
    private final Access access;

    private PostgresDatabase(PostgresAddress address, Access access) {
        this.address = address;
        this.session = PostgresSession.connect(address);
        this.connection = session.connection();
        this.access = access;
    }

    /** Open for writing; the schema and its tables are made if they are missing. */
    static PostgresDatabase forWriting(PostgresAddress address) {
        return open(address, Access.WRITE, database -> {
            database.session.beginAsWriter();
            database.session.makeSchema();
            Schema.migrate(database);
        });
    }

    /** Open for writing, where a store is already. */
    static PostgresDatabase forWritingAgain(PostgresAddress address) {
        return open(address, Access.WRITE, database -> {
            database.session.beginAsWriter();
            database.requireTables();
            Schema.migrate(database);
        });
    }

    /** Open for reading, and for asking the writer for something. */
    static PostgresDatabase forAsking(PostgresAddress address) {
        return open(address, Access.ASK, database -> {
            database.requireTables();
            Schema.require(database);
        });
    }

    /** Open for reading, beside a writer if there is one. */
    static PostgresDatabase forReading(PostgresAddress address) {
        return open(address, Access.READ, database -> {
            database.session.execute("SET default_transaction_read_only = on");
            database.requireTables();
            Schema.require(database);
        });
    }

    private interface Preparation {
        void prepare(PostgresDatabase database) throws SQLException;
    }

    private static PostgresDatabase open(PostgresAddress address, Access access, Preparation preparation) {
        PostgresDatabase database = new PostgresDatabase(address, access);
        try {
            database.session.begin();
            preparation.prepare(database);
            return database;
        } catch (SQLException e) {
            StoreException problem = database.explain(e);
            database.session.abandon(problem);
            throw problem;
        } catch (RuntimeException e) {
            database.session.abandon(e);
            throw e;
        }
    }

    private void requireTables() throws SQLException {
        if (tables().isEmpty()) {
            throw new StoreException("there is no store in schema " + address.schema() + " of " + address.url()
                    + "; make one with weft run --store");
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
    public Access access() {
        return access;
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

    @Override
    public String toColumn(String text) {
        return PostgresText.toColumn(text);
    }

    @Override
    public String fromColumn(String column) {
        return PostgresText.fromColumn(column);
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

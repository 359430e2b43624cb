package dev.weft.twins.store.jdbc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests a PostgreSQL server that all of a module share, and places for stores on it.
 *
 * <p>Where PostgreSQL is not installed they are skipped; with {@code -Dweft.postgres=required} they fail.
 */
public final class PostgresServer implements BeforeAllCallback {
    private static final String DATABASE = "plant";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private @Nullable PostgresProcess process;

    @Override
    public void beforeAll(ExtensionContext context) {
        process = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PostgresServer.class))
                .getOrComputeIfAbsent(PostgresProcess.class, key -> start(), PostgresProcess.class);
    }

    private static PostgresProcess start() {
        Optional<Path> binaries = PostgresProcess.binaries();
        if (binaries.isEmpty()) {
            String missing =
                    "PostgreSQL is not installed (initdb in /usr/lib/postgresql/*/bin or on the path): its tests"
                            + " need it, on Debian the package postgresql";
            if (System.getProperty("weft.postgres", "").equals("required")) {
                throw new IllegalStateException(missing);
            }
            Assumptions.abort(missing);
        }
        PostgresProcess started = new PostgresProcess(binaries.orElseThrow());
        try (Connection connection = started.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return started;
    }

    /** Returns a name that no schema, database or role has. */
    public String newName() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    /** Returns the URL of a store that does not exist yet, with its password. */
    public String newUrl() {
        return url(newName());
    }

    /** Returns the URL of a store in a schema, with its password. */
    public String url(String schema) {
        return url(DATABASE, PostgresProcess.USER, PostgresProcess.PASSWORD) + "&currentSchema=" + schema;
    }

    /** Returns the URL that messages show for {@link #url(String)}. */
    public String shown(String schema) {
        return withoutPassword(DATABASE, PostgresProcess.USER) + "&currentSchema=" + schema;
    }

    /** Returns the URL of a database for a role, with its password. */
    public String url(String database, String role, String password) {
        return withoutPassword(database, role) + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    /** Returns the URL of a database for a role. */
    public String withoutPassword(String database, String role) {
        return "jdbc:postgresql://127.0.0.1:" + running().port() + "/" + database + "?user=" + role;
    }

    /** Returns the password of the superuser, whom {@link #url(String)} names. */
    public String password() {
        return PostgresProcess.PASSWORD;
    }

    /** Connects to the database of the stores as the superuser. */
    public Connection connect() throws SQLException {
        return running().connect(DATABASE);
    }

    /** Runs statements as the superuser, who sees a schema's tables without naming it. */
    public void sql(String schema, String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private PostgresProcess running() {
        return Objects.requireNonNull(process, "started before all tests");
    }
}

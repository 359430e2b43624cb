package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.Reading;
import dev.weft.twins.RequestDesk;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import dev.weft.twins.store.StrayLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect to a store on a server, and what is said of those who may not. */
class PostgresConnectionTest {
    private static final String SECRET = "s3cret&?";

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private String schema = "";

    @BeforeEach
    void choose() {
        schema = SERVER.newName();
    }

    private String as(String role, String password) {
        return SERVER.url("plant", role, password) + "&currentSchema=" + schema;
    }

    private void makeStore() {
        try (JdbcStore store = JdbcStore.openAt(SERVER.url(schema))) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
        }
    }

    private String newRole() throws SQLException {
        String role = SERVER.newName();
        SERVER.sql("public", "CREATE ROLE " + role + " LOGIN PASSWORD '" + SECRET + "'");
        return role;
    }

    /** One line that says what it should, and no password in it nor in anything below it. */
    private static void assertRefused(ThrowingCallable call, String... parts) {
        StoreException refusal = catchThrowableOfType(StoreException.class, call);
        assertThat(refusal).hasMessageContainingAll(parts);
        assertThat(refusal.getMessage()).doesNotContain("\n");
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all));
        for (String password : List.of(SECRET, SERVER.password())) {
            assertThat(all.toString())
                    .doesNotContain(password)
                    .doesNotContain(URLEncoder.encode(password, StandardCharsets.UTF_8));
        }
    }

    @Test
    void saysThatThePasswordIsWrong() throws SQLException {
        String role = newRole();
        String wrong = SERVER.url("plant", role, SECRET + SECRET);
        assertRefused(
                () -> JdbcStore.openAt(wrong),
                "store " + SERVER.withoutPassword("plant", role) + ": the password of user " + role + " is wrong",
                "PGPASSWORD");
        assertRefused(() -> JdbcStore.readOnlyAt(wrong), "is wrong");
    }

    @Test
    void saysThatThereIsNoPassword() throws SQLException {
        String role = newRole();
        PostgresAddress without = PostgresAddress.of(SERVER.withoutPassword("plant", role), Map.of());
        assertRefused(() -> PostgresDatabase.forReading(without), "wants a password of user " + role, "PGPASSWORD");
    }

    @Test
    void takesThePasswordFromTheEnvironment() {
        makeStore();
        String url = SERVER.withoutPassword("plant", "weft") + "&currentSchema=" + schema;
        PostgresDatabase.forWritingAgain(PostgresAddress.of(url, Map.of("PGPASSWORD", SERVER.password())))
                .close();
        // What the URL says comes first.
        PostgresAddress both = PostgresAddress.of(SERVER.url(schema), Map.of("PGPASSWORD", "another"));
        PostgresDatabase.forReading(both).close();
    }

    /** The driver reads the file; its property stands for PGPASSFILE, which a test cannot set. */
    @Test
    void takesThePasswordFromAFile(@TempDir Path folder) throws IOException {
        makeStore();
        Path file = Files.writeString(folder.resolve("pgpass"), "127.0.0.1:*:plant:weft:" + SERVER.password() + "\n");
        String url = SERVER.withoutPassword("plant", "weft") + "&currentSchema=" + schema;
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try {
            PostgresDatabase.forReading(PostgresAddress.of(url, Map.of())).close();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @Test
    void saysThatThereIsNoSuchRole() {
        assertRefused(() -> JdbcStore.openAt(as("nobody_at_all", SECRET)), "user nobody_at_all");
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        String url = SERVER.url("plan", "weft", SERVER.password());
        assertRefused(() -> JdbcStore.openAt(url), "/plan?user=weft: there is no such database", "createdb");
    }

    @Test
    void saysThatNoServerAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + free + "/plant?user=weft&password=" + SECRET.replace("&", "%26");
        assertRefused(() -> JdbcStore.openAt(url), "127.0.0.1:" + free, "no server answers", "start it");
        assertRefused(() -> JdbcStore.readOnlyAt(url), "no server answers");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        // The name is reserved for this (RFC 6761).
        String url = "jdbc:postgresql://server.invalid/plant?user=weft&password=" + SECRET.replace("&", "%26");
        assertRefused(() -> JdbcStore.openAt(url), "//server.invalid/plant", "no such host");
    }

    @Test
    void saysThatTheServerDoesNotEncrypt() {
        String url = SERVER.url(schema) + "&sslmode=require";
        assertRefused(() -> JdbcStore.openAt(url), "sslmode=require", "SSL");
    }

    @Test
    void saysWhichParameterCannotBe() {
        assertRefused(
                () -> JdbcStore.openAt(SERVER.url(schema) + "&sslmode=always"), "the connection failed", "always");
        assertRefused(
                () -> JdbcStore.openAt(SERVER.url(schema) + "&socketTimeout=x"), "the connection failed", "\"x\"");
    }

    @Test
    void saysWhatARoleMayNotDo() throws SQLException {
        String role = newRole();
        String url = as(role, SECRET);
        assertRefused(() -> JdbcStore.openAt(url), "the role may not do that: permission denied for database plant");

        makeStore();
        assertRefused(() -> JdbcStore.readOnlyAt(url), "the role may not use schema " + schema);
    }

    @Test
    void letsARoleReadThatMayNotWrite() throws SQLException {
        makeStore();
        String role = newRole();
        SERVER.sql(
                schema,
                "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role);

        try (JdbcStore reader = JdbcStore.readOnlyAt(as(role, SECRET))) {
            assertThat(reader.ids()).containsExactly("pump");
        }
        try (JdbcStore writer = JdbcStore.openAt(as(role, SECRET))) {
            assertRefused(
                    () -> writer.append(List.of(StoreSamples.reading("pump", 1))),
                    "the role may not do that: permission denied for table entry");
            assertThat(Ledger.of(writer).latest("pump").orElseThrow().version()).isZero();
        }
    }

    /** The role that docs/how-to/keep-twins-in-postgresql.md runs the twins with. */
    @Test
    void letsARoleAppendThatMayNotChangeWhatIsThere() throws SQLException {
        makeStore();
        String role = newRole();
        SERVER.sql(
                schema,
                "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role,
                "GRANT INSERT ON policy, twin, entry, seat, step, part, checkpoint, stray, request TO " + role,
                "GRANT DELETE ON stray, request TO " + role,
                "GRANT UPDATE ON request TO " + role);

        try (JdbcStore store = JdbcStore.openExistingAt(as(role, SECRET))) {
            store.create(StoreSamples.twin("fan"), StoreSamples.created("fan"));
            store.append(List.of(StoreSamples.reading("fan", 1), StoreSamples.reading("pump", 1)));
            runAFleet(store);
            store.keepStrays(List.of(new StrayLine("hall", 1, "?", "no number", Instant.EPOCH)));
        }
        try (Connection connection = DriverManager.getConnection(as(role, SECRET));
                Statement statement = connection.createStatement()) {
            for (String change : List.of("UPDATE entry SET cause = ''", "DELETE FROM entry", "TRUNCATE entry")) {
                assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("permission denied");
            }
        }
    }

    /** Takes readings in columns, and a decision. */
    private static void runAFleet(JdbcStore store) {
        try (Fleet fleet = new Fleet(store)) {
            List<Twin> twins = fleet.twins(
                    IntStream.range(0, 20).mapToObj(i -> "press-" + i).toList(), Twin.of(new MassSpringDamper()));
            for (int i = 0; i < 3; i++) {
                Reading reading = new Reading(i, new double[1], new double[] {1, 0.01 * i});
                fleet.update(twins.stream()
                        .map(twin -> new Fleet.Item(twin.id(), reading))
                        .toList());
            }
            store.ask(new Request("press-3", Request.Kind.REJECT, "", "Ada", "no", Instant.now()));
            assertThat(new RequestDesk(fleet, store, Clock.systemUTC()).work()).isEqualTo(1);
        }
    }

    /** The role that docs/how-to/keep-twins-in-postgresql.md lets people decide with. */
    @Test
    void letsARoleAskThatMayNotWriteIntoTheLedger() throws SQLException {
        makeStore();
        String role = newRole();
        SERVER.sql(
                schema,
                "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role,
                "GRANT INSERT, DELETE ON request TO " + role);

        Request request = new Request("pump", Request.Kind.APPROVE, "", "Ada", "fine", Instant.EPOCH);
        try (JdbcStore store = JdbcStore.toAskAt(as(role, SECRET))) {
            long number = store.ask(request);
            assertThat(store.withdraw(number)).isTrue();
            store.ask(request);
        }
        try (JdbcStore store = JdbcStore.openExistingAt(as(role, SECRET))) {
            assertRefused(
                    () -> store.append(List.of(StoreSamples.reading("pump", 1))),
                    "the role may not do that: permission denied for table entry");
        }
    }

    @Test
    void letsARoleWriteInASchemaThatWasMadeForIt() throws SQLException {
        String role = newRole();
        SERVER.sql("public", "CREATE SCHEMA " + schema + " AUTHORIZATION " + role);

        try (JdbcStore store = JdbcStore.openAt(as(role, SECRET))) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
        }
        JdbcStore.openExistingAt(as(role, SECRET)).close();
    }

    @Test
    void saysThatTheServerTakesNoWrites() throws SQLException {
        makeStore();
        String role = newRole();
        SERVER.sql(
                "public",
                "ALTER ROLE " + role + " SUPERUSER",
                "ALTER ROLE " + role + " SET default_transaction_read_only = on");

        assertRefused(() -> JdbcStore.openAt(as(role, SECRET)), "takes no writes", "primary");
        JdbcStore.readOnlyAt(as(role, SECRET)).close();
    }

    @Test
    void saysThatItBecameReadOnlyWhileItWasOpen() throws SQLException {
        makeStore();
        PostgresDatabase database = PostgresDatabase.forWriting(PostgresAddress.of(SERVER.url(schema)));
        try (JdbcStore store = new JdbcStore(database, PostgresStoreTest::anyPrior)) {
            database.connection().createStatement().execute("SET default_transaction_read_only = on");
            assertRefused(() -> store.append(List.of(StoreSamples.reading("pump", 1))), "takes no writes");
            database.connection().createStatement().execute("SET default_transaction_read_only = off");
            store.append(List.of(StoreSamples.reading("pump", 1)));
        }
    }

    @Test
    void refusesADatabaseThatCannotHoldEveryText() throws SQLException {
        String database = SERVER.newName();
        SERVER.sql(
                "public",
                "CREATE DATABASE " + database + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

        assertRefused(
                () -> JdbcStore.openAt(SERVER.url(database, "weft", SERVER.password())),
                "encoding is LATIN1, expected UTF8",
                "createdb");
    }
}

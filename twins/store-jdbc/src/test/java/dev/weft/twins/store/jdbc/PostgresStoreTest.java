package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Ledger;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store on a server does beyond the contract of all stores. */
class PostgresStoreTest {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private String schema = "";
    private String url = "";

    @BeforeEach
    void choose() {
        schema = SERVER.newName();
        url = SERVER.url(schema);
    }

    static Optional<PhysicsPrior> anyPrior(String name) {
        return PriorCatalogue.load().find(name);
    }

    private static void write(JdbcStore store, long from, long to) {
        store.append(LongStream.rangeClosed(from, to)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());
    }

    private void makeStore(long entries) {
        try (JdbcStore store = JdbcStore.openAt(url)) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            write(store, 1, entries - 1);
        }
    }

    private void sql(String... statements) throws SQLException {
        SERVER.sql(schema, statements);
    }

    private static List<String> hashes(JdbcStore store) {
        List<String> hashes = new ArrayList<>();
        Ledger.of(store).readAllEntries(entry -> hashes.add(entry.hash()));
        return hashes;
    }

    /** Returns the position of the first entry that does not follow, 0 if all do. */
    private long firstBroken() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<Long> broken = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnlyAt(url)) {
            Ledger.of(store).readAllEntries(entry -> {
                if (!chain.accepts(entry)) {
                    broken.add(entry.sequence());
                }
            });
        }
        return broken.isEmpty() ? 0 : broken.get(0);
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void goesOnWhereItWasLeft() {
        makeStore(4);
        try (JdbcStore store = JdbcStore.openExistingAt(url)) {
            assertThat(store.ids()).containsExactly("pump");
            assertThat(store.place()).isEqualTo(SERVER.shown(schema));
            assertRefused(() -> write(store, 3, 3), "version 3, expected 4");
            write(store, 4, 6);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void keepsTheSameChainAsSqlite(@TempDir Path folder) {
        makeStore(30);
        try (JdbcStore file = JdbcStore.openIn(folder);
                JdbcStore server = JdbcStore.readOnlyAt(url)) {
            file.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            write(file, 1, 29);
            assertThat(hashes(server)).isEqualTo(hashes(file)).hasSize(30);
        }
    }

    @Test
    void isWrittenToByOneAtATime() {
        try (JdbcStore first = JdbcStore.openAt(url)) {
            assertRefused(
                    () -> JdbcStore.openAt(url),
                    "store " + SERVER.shown(schema) + " is in use by another weft process; stop it first");
            first.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            // Another plant in the same database is another store.
            JdbcStore.openAt(SERVER.newUrl()).close();
        }
        JdbcStore.openExistingAt(url).close();
    }

    @Test
    void readsBesideAWriter() {
        try (JdbcStore writer = JdbcStore.openAt(url)) {
            writer.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            try (JdbcStore reader = JdbcStore.readOnlyAt(url)) {
                write(writer, 1, 5);
                assertThat(Ledger.of(reader).latest("pump").orElseThrow().version())
                        .isEqualTo(5);
                assertRefused(() -> write(reader, 6, 6), "open for reading only");
            }
            write(writer, 6, 6);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void saysHowToMakeAStore() throws SQLException {
        assertRefused(() -> JdbcStore.openExistingAt(url), "there is no store in schema " + schema, "weft run");
        assertRefused(() -> JdbcStore.readOnlyAt(url), "there is no store in schema " + schema, "weft run");
        try (Statement statement = SERVER.connect().createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).as("looking makes nothing").isZero();
            statement.getConnection().close();
        }
    }

    /** The twin, the store and the ledger are as they were before the update that failed. */
    @Test
    void losesNothingWithItsConnection() throws SQLException {
        PostgresDatabase database = PostgresDatabase.forWriting(PostgresAddress.of(url));
        byte[] before;
        try (JdbcStore store = new JdbcStore(database, PostgresStoreTest::anyPrior)) {
            Twin twin = Twin.of(new MassSpringDamper(), Duration.ofMillis(50)).openIn(store, "axis");
            twin.update(new Reading(0.0, new double[] {1}, new double[] {0.9, 0.1}));
            twin.update(new Reading(0.05, new double[] {1}, new double[] {0.89, -0.2}));
            before = twin.snapshot().toBytes();
            Reading next = new Reading(0.1, new double[] {1}, new double[] {0.87, -0.4});

            sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND classid = 2003134068 AND objid = "
                    + Integer.toUnsignedString(schema.hashCode()));

            String[] lost = {SERVER.shown(schema), "connection to the server was lost", "was not kept"};
            assertRefused(() -> twin.update(next), lost);
            assertThat(twin.version()).isEqualTo(2);
            assertThat(twin.snapshot().toBytes()).isEqualTo(before);
            // Nor does it go on without the lock.
            assertRefused(() -> twin.update(next), lost);
            assertRefused(store::ids, "connection to the server was lost");

            try (JdbcStore again = JdbcStore.openExistingAt(url)) {
                Twin reopened = Twin.reopen(again, "axis");
                assertThat(reopened.version()).isEqualTo(2);
                assertThat(reopened.snapshot().toBytes()).isEqualTo(before);
                assertThat(reopened.update(next).version()).isEqualTo(3);
            }
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void saysWhenACommitIsInDoubt() throws SQLException {
        makeStore(2);
        sql(
                "CREATE FUNCTION quit() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER quit AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION quit()");
        try (JdbcStore store = JdbcStore.openExistingAt(url)) {
            assertRefused(
                    () -> write(store, 2, 2), "connection to the server was lost", "whether the last batch was kept");
        }
        assertThat(firstBroken()).isZero();
    }

    /** The code is the server's for a disk that is full; filling one takes a file system of the test's own. */
    @Test
    void keepsAllOrNothingWhenTheDiskIsFull() throws SQLException {
        makeStore(1);
        sql(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.version = 700 THEN"
                        + " RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device'"
                        + " USING ERRCODE = '53100'; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION full_disk()");
        try (JdbcStore store = JdbcStore.openExistingAt(url)) {
            assertRefused(() -> write(store, 1, 1_000), SERVER.shown(schema), "disk is full", "free some space");
            assertThat(Ledger.of(store).latest("pump").orElseThrow().version()).isZero();

            sql("DROP TRIGGER full_disk ON entry");
            write(store, 1, 1_000);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void saysThatTheTablesAreLocked() throws SQLException {
        makeStore(1);
        try (JdbcStore store = JdbcStore.openExistingAt(url);
                Connection other = SERVER.connect();
                Statement blocking = other.createStatement()) {
            blocking.execute("BEGIN; LOCK TABLE " + schema + ".entry IN EXCLUSIVE MODE");
            assertRefused(() -> write(store, 1, 1), "stay locked by another session");

            blocking.execute("ROLLBACK");
            write(store, 1, 1);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void takesAServerThatDoesNotAnswerForLost() throws SQLException {
        makeStore(1);
        try (JdbcStore store = JdbcStore.openExistingAt(url + "&socketTimeout=1");
                Connection other = SERVER.connect();
                Statement blocking = other.createStatement()) {
            blocking.execute("BEGIN; LOCK TABLE " + schema + ".entry IN EXCLUSIVE MODE");
            assertRefused(() -> write(store, 1, 1), "connection to the server was lost");
            assertRefused(store::ids, "connection to the server was lost");
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void noticesAnotherProgramThatWrites() throws SQLException {
        makeStore(2);
        try (JdbcStore store = JdbcStore.openExistingAt(url)) {
            write(store, 2, 2);
            sql(
                    "CREATE TEMP TABLE copied AS SELECT * FROM entry WHERE sequence = 3",
                    "UPDATE copied SET sequence = 4, version = 3",
                    "INSERT INTO entry SELECT * FROM copied");
            assertRefused(() -> write(store, 3, 3), "another program wrote to it");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cause = 'Accepted'                                  ; 7
            kind = 'REFUSED'                                    ; 7
            recorded_at = recorded_at + 1                       ; 7
            event_time = event_time + 1e-15                     ; 7
            surprise = NULL                                     ; 7
            twin = 2, version = 100                             ; 7
            hash = (SELECT hash FROM entry WHERE sequence = 6)  ; 7
            measured = set_byte(measured, 15, 1)                ; 7
            snapshot = set_byte(snapshot, 40, 1)                ; 7
            sequence = 1000                                     ; 8
            sequence = -5                                       ; -5
            """)
    void showsAChangedEntry(String change, long found) throws SQLException {
        makeStore(12);
        try (JdbcStore store = JdbcStore.openAt(url)) {
            store.create(StoreSamples.twin("fan"), StoreSamples.created("fan"));
        }

        sql("UPDATE entry SET " + change + " WHERE sequence = 7");

        assertThat(firstBroken()).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot = '\\x00'",
                "kind = 'LOST'",
                "measured = '\\x00'",
                "inputs = NULL",
                "cause = 'a \\ at its end\\'"
            })
    void reportsAnEntryThatCannotBeRead(String change) throws SQLException {
        makeStore(3);
        sql("UPDATE entry SET " + change + " WHERE sequence = 2");
        try (JdbcStore store = JdbcStore.openExistingAt(url)) {
            assertRefused(
                    () -> Ledger.of(store).readAllEntries(entry -> {}), SERVER.shown(schema), "entry 2", "is damaged");
        }
    }

    @Test
    void refusesANewerSchema() throws SQLException {
        makeStore(2);
        int newer = Schema.CURRENT + 1;
        sql("INSERT INTO flyway_schema_history SELECT installed_rank + 100, '" + newer
                + "', description, type, script || 'x', checksum, installed_by, installed_on, execution_time,"
                + " success FROM flyway_schema_history WHERE version = '1'");

        assertRefused(
                () -> JdbcStore.openAt(url),
                "newer Weft",
                "schema version " + newer + ", expected at most " + Schema.CURRENT,
                "update");
        assertRefused(() -> JdbcStore.readOnlyAt(url), "newer Weft");
        // The lock is given back.
        assertRefused(() -> JdbcStore.openAt(url), "newer Weft");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE customer (id INTEGER)", "CREATE VIEW entry AS SELECT 1"})
    void refusesSomebodyElsesSchema(String made) throws SQLException {
        sql("CREATE SCHEMA " + schema, made);

        assertRefused(() -> JdbcStore.openAt(url), SERVER.shown(schema), "another program", "currentSchema=NAME");
        assertRefused(() -> JdbcStore.readOnlyAt(url), "another program");
    }

    @Test
    void makesCommitsAPromiseWhereTheServerDoesNot() throws SQLException {
        PostgresAddress lax = PostgresAddress.of(url + "&options=-c%20synchronous_commit=off");
        PostgresDatabase database = PostgresDatabase.forWriting(lax);
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("on");
        } finally {
            database.close();
        }
    }

    @Test
    void findsTheNewestEntryThroughAnIndex() throws SQLException {
        makeStore(2);
        PostgresDatabase database = PostgresDatabase.forReading(PostgresAddress.of(url));
        try (Statement statement = database.connection().createStatement()) {
            // A planner reads a table of two rows from end to end, whatever indices it has.
            statement.execute("SET enable_seqscan = off");
            List<String> plan = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("EXPLAIN " + EntryQueries.LATEST.replace("?", "'pump'"))) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            assertThat(plan).isNotEmpty().noneMatch(step -> step.contains("Sort") || step.contains("Seq Scan"));
        } finally {
            database.close();
        }
    }

    @Test
    void takesAKeyWordForASchema() {
        JdbcStore.openAt(SERVER.url("user")).close();
        try (JdbcStore store = JdbcStore.openExistingAt(SERVER.url("user"))) {
            assertThat(store.ids()).isEmpty();
        }
    }

    @Test
    void doesNotConfuseTwinsOfTwoSchemas() {
        makeStore(3);
        try (JdbcStore store = JdbcStore.openAt(SERVER.newUrl())) {
            assertThat(Ledger.of(store).latest("pump").map(LedgerEntry::version))
                    .isEmpty();
        }
    }
}

package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStoreTest {
    @TempDir
    private Path folder;

    private static void write(JdbcStore store, long from, long to) {
        store.append(LongStream.rangeClosed(from, to)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());
    }

    private void makeStore(long entries) {
        try (JdbcStore store = JdbcStore.openIn(folder)) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            write(store, 1, entries - 1);
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** Returns the position of the first entry that does not follow, 0 if all do. */
    private long firstBroken() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<Long> broken = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
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
        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertThat(store.ids()).containsExactly("pump");
            assertThat(store.find("pump").orElseThrow().policy())
                    .isEqualTo(StoreSamples.twin("pump").policy());
            assertRefused(() -> write(store, 3, 3), "version 3, expected 4");
            write(store, 4, 6);
            store.create(StoreSamples.twin("fan"), StoreSamples.created("fan"));
            assertThat(store.ids()).containsExactly("pump", "fan");
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void leavesOneFileBehindWhenItIsClosed() throws IOException {
        makeStore(100);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("weft.db", "weft.lock");
        }
    }

    @Test
    void makesTheFolder() {
        Path deep = folder.resolve("a ?#%/Süd 泵");
        JdbcStore.openIn(deep).close();
        JdbcStore.openExisting(deep).close();
        JdbcStore.readOnly(deep).close();
    }

    @Test
    void saysHowToMakeAStore() {
        Path nowhere = folder.resolve("nowhere");

        assertRefused(() -> JdbcStore.openExisting(nowhere), "there is no store in " + nowhere, "weft run");
        assertRefused(() -> JdbcStore.readOnly(nowhere), "there is no store in " + nowhere, "weft run");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void refusesASecondWriterInTheProcess() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        try (JdbcStore store = JdbcStore.openIn(link)) {
            assertRefused(() -> JdbcStore.openIn(folder.resolve("real")), "in use by this process", "close it");
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
        }
        JdbcStore.openExisting(link).close();
    }

    @Test
    void mayBeClosedTwiceAndNotUsedAfterwards() {
        JdbcStore store = JdbcStore.openIn(folder);
        store.close();
        JdbcStore next = JdbcStore.openIn(folder);
        store.close();

        assertRefused(store::ids, "is closed");
        assertRefused(() -> store.append(List.of()), "is closed");
        assertRefused(() -> JdbcStore.openIn(folder), "in use");
        next.close();
    }

    @Test
    void readsBesideAWriter() {
        try (JdbcStore writer = JdbcStore.openIn(folder)) {
            writer.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            try (JdbcStore reader = JdbcStore.readOnly(folder)) {
                write(writer, 1, 5);
                assertThat(Ledger.of(reader).latest("pump").orElseThrow().version())
                        .isEqualTo(5);

                assertRefused(() -> write(reader, 6, 6), "open for reading only");
                assertRefused(
                        () -> reader.create(StoreSamples.twin("fan"), StoreSamples.created("fan")),
                        "open for reading only");
            }
            write(writer, 6, 6);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void hashesWhatTheChainWithoutAFileHashes() {
        makeStore(3);
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<String> expected = List.of(
                chain.append(StoreSamples.created("pump")).hash(),
                chain.append(StoreSamples.reading("pump", 1)).hash(),
                chain.append(StoreSamples.reading("pump", 2)).hash());

        List<String> actual = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            Ledger.of(store).readAllEntries(entry -> actual.add(entry.hash()));
        }
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cause = 'Accepted'                                                          ; 7
            kind = 'REFUSED'                                                            ; 7
            recorded_at = recorded_at + 1                                               ; 7
            event_time = event_time + 1e-15                                             ; 7
            surprise = NULL                                                             ; 7
            twin = 2, version = 100                                                     ; 7
            version = 100                                                               ; 7
            hash = (SELECT hash FROM entry WHERE sequence = 6)                          ; 7
            measured = CAST(substr(measured, 1, 15) || X'01' AS BLOB)                   ; 7
            inputs = CAST(substr(inputs, 1, 7) || X'01' AS BLOB)                        ; 7
            snapshot = CAST(substr(snapshot, 1, length(snapshot) - 1) || X'01' AS BLOB) ; 7
            sequence = 1000                                                             ; 8
            sequence = -5                                                               ; -5
            """)
    void showsAChangedEntry(String change, long found) throws SQLException {
        makeStore(12);
        try (JdbcStore store = JdbcStore.openIn(folder)) {
            store.create(StoreSamples.twin("fan"), StoreSamples.created("fan"));
        }

        sql("UPDATE entry SET " + change + " WHERE sequence = 7");

        assertThat(firstBroken()).isEqualTo(found);
    }

    @Test
    void showsARemovedEntry() throws SQLException {
        makeStore(12);
        sql("DELETE FROM entry WHERE sequence = 7");
        assertThat(firstBroken()).isEqualTo(8);
    }

    @Test
    void showsSwappedEntries() throws SQLException {
        makeStore(12);
        sql(
                "UPDATE entry SET sequence = -1 WHERE sequence = 5",
                "UPDATE entry SET sequence = 5 WHERE sequence = 9",
                "UPDATE entry SET sequence = 9 WHERE sequence = -1");
        assertThat(firstBroken()).isEqualTo(5);
    }

    @Test
    void showsAnInsertedEntry() throws SQLException {
        makeStore(12);
        sql(
                "UPDATE entry SET sequence = sequence + 1000, version = version + 1000 WHERE sequence > 7",
                "UPDATE entry SET sequence = sequence - 999, version = version - 999 WHERE sequence > 7",
                "CREATE TEMP TABLE copied AS SELECT * FROM entry WHERE sequence = 7",
                "UPDATE copied SET sequence = 8, version = 7",
                "INSERT INTO entry SELECT * FROM copied");
        assertThat(firstBroken()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET snapshot = X'00' WHERE sequence = 2",
                "UPDATE entry SET kind = 'LOST' WHERE sequence = 2",
                "UPDATE entry SET measured = X'00' WHERE sequence = 2",
                "UPDATE entry SET inputs = NULL WHERE sequence = 2",
                "UPDATE entry SET measured = NULL WHERE sequence = 2",
                "UPDATE entry SET twin = 77 WHERE sequence = 2"
            })
    void reportsAnEntryThatCannotBeRead(String change) throws SQLException {
        makeStore(3);
        sql("PRAGMA foreign_keys = OFF", change);
        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertRefused(
                    () -> Ledger.of(store).readAllEntries(entry -> {}), folder.toString(), "entry 2", "is damaged");
        }
    }

    @Test
    void namesTheTwinWhoseModelCannotBeRead() throws SQLException {
        makeStore(1);
        sql("UPDATE twin SET model = CAST(substr(model, 1, length(model) - 8) AS BLOB)");
        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertRefused(() -> store.find("pump"), folder.toString(), "model of twin pump", "cut off");
        }
        sql("UPDATE twin SET model = X'00'");
        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertRefused(() -> store.find("pump"), folder.toString(), "model of twin pump");
        }
    }

    @Test
    void namesTheTwinWhosePolicyCannotBeRead() throws SQLException {
        makeStore(1);
        sql("UPDATE twin SET policy = '{}'");
        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertRefused(() -> store.find("pump"), "twin pump is damaged", "policy");
        }
    }

    @Test
    void refusesATwinThatCouldNotBeReopened() {
        try (JdbcStore store = JdbcStore.openIn(folder, name -> Optional.empty())) {
            assertRefused(
                    () -> store.create(StoreSamples.twin("pump"), StoreSamples.created("pump")),
                    "mass-spring-damper",
                    "META-INF/services");
            assertThat(store.ids()).isEmpty();
        }
    }

    @Test
    void namesThePriorThatIsMissing() {
        makeStore(1);
        try (JdbcStore store = JdbcStore.readOnly(folder, name -> Optional.empty())) {
            assertRefused(() -> store.find("pump"), "model of twin pump", "mass-spring-damper");
        }
    }

    @Test
    void keepsAllOrNothingWhenTheDiskIsFull() throws SQLException {
        SqliteDatabase database = SqliteDatabase.forWriting(folder);
        try (JdbcStore store = new JdbcStore(database, JdbcStoreTest::anyPrior);
                Statement statement = database.connection().createStatement()) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            // SQLite reports a database that may not grow any more as it does a full disk.
            statement.execute("PRAGMA max_page_count = 60");
            assertRefused(() -> write(store, 1, 1_000), folder.toString(), "the disk is full", "free some space");
            assertThat(Ledger.of(store).latest("pump").orElseThrow().version()).isZero();

            statement.execute("PRAGMA max_page_count = 1000000");
            write(store, 1, 1_000);
        }
        assertThat(firstBroken()).isZero();
    }

    private static Optional<PhysicsPrior> anyPrior(String name) {
        return PriorCatalogue.load().find(name);
    }

    @Test
    void saysThatTheDatabaseIsLocked() throws SQLException {
        SqliteDatabase database = SqliteDatabase.forWriting(folder);
        try (JdbcStore store = new JdbcStore(database, JdbcStoreTest::anyPrior);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                Statement blocking = other.createStatement();
                Statement statement = database.connection().createStatement()) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            statement.execute("PRAGMA busy_timeout = 1");
            blocking.execute("BEGIN IMMEDIATE");
            assertRefused(() -> write(store, 1, 1), "stays locked by another program");

            blocking.execute("ROLLBACK");
            write(store, 1, 1);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        byte[] text = "not a database at all, ".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("weft.db"), text);

        assertRefused(() -> JdbcStore.openIn(folder), folder.toString(), "is not a SQLite database");
        assertRefused(() -> JdbcStore.readOnly(folder), folder.toString(), "is not a SQLite database");
        assertThat(Files.readAllBytes(folder.resolve("weft.db"))).isEqualTo(text);
        // The lock is given back.
        assertRefused(() -> JdbcStore.openIn(folder), "is not a SQLite database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE customer (id INTEGER)", "CREATE TABLE flyway_schema_history (a TEXT)"})
    void refusesSomebodyElsesDatabase(String table) throws SQLException, IOException {
        sql(table);
        byte[] before = Files.readAllBytes(folder.resolve("weft.db"));

        assertRefused(() -> JdbcStore.openIn(folder), folder.toString());
        assertRefused(() -> JdbcStore.readOnly(folder), folder.toString());
        assertThat(Files.readAllBytes(folder.resolve("weft.db"))).isEqualTo(before);
    }

    @Test
    void refusesANewerSchema() throws SQLException {
        makeStore(2);
        int newer = Schema.CURRENT + 1;
        sql("INSERT INTO flyway_schema_history SELECT installed_rank + 100, '" + newer
                + "', description, type, script || 'x', checksum, installed_by, installed_on, execution_time,"
                + " success FROM flyway_schema_history WHERE version = '1'");

        assertRefused(
                () -> JdbcStore.openIn(folder),
                "newer Weft",
                "schema version " + newer + ", expected at most " + Schema.CURRENT,
                "update");
        assertRefused(() -> JdbcStore.readOnly(folder), "newer Weft");
    }

    @Test
    void refusesAStoreOfBeforeTheFirstRelease() throws SQLException {
        makeStore(2);
        sql("ALTER TABLE policy RENAME TO no_policy");

        assertRefused(() -> JdbcStore.openIn(folder), "before 0.1.0", "begin another store");
        assertRefused(() -> JdbcStore.readOnly(folder), "before 0.1.0");
    }

    @Test
    void findsAChangedPolicy() throws SQLException {
        makeStore(2);
        sql("UPDATE policy SET content = replace(content, 'Pumpen', 'Pumpe')");
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            String named = Ledger.of(store).latest("pump").orElseThrow().policy();

            assertRefused(() -> store.policy(named), "the policy " + named + " was changed");
            assertThat(store.policy("cd".repeat(32))).isEmpty();
        }
    }

    @Test
    void bringsAStoreWithoutCheckpointsUpToDate() throws SQLException {
        makeStore(5);
        sql(
                "DROP TABLE checkpoint",
                "DROP TABLE stray",
                "DROP TABLE seat",
                "DROP TABLE step",
                "DROP TABLE part",
                "DELETE FROM flyway_schema_history WHERE version > '1'");
        assertRefused(() -> JdbcStore.readOnly(folder), "schema version 1, expected " + Schema.CURRENT, "weft run");

        try (JdbcStore store = JdbcStore.openExisting(folder)) {
            assertThat(store.checkpoints()).isEmpty();
            assertThat(store.strays(10)).isEmpty();
            write(store, 5, 5);
        }
        assertThat(firstBroken()).isZero();
    }

    @Test
    void takesAnEmptyFileForAnEmptyStore() throws IOException {
        Files.createFile(folder.resolve("weft.db"));

        assertRefused(() -> JdbcStore.readOnly(folder), "schema version 0, expected " + Schema.CURRENT, "weft run");
        JdbcStore.openExisting(folder).close();
    }

    @Test
    void reportsADamagedDatabase() throws IOException {
        makeStore(500);
        Path file = folder.resolve("weft.db");
        byte[] bytes = Files.readAllBytes(file);
        // All but the first page, which holds the header and the schema.
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertRefused(
                () -> {
                    try (JdbcStore store = JdbcStore.openExisting(folder)) {
                        Ledger.of(store).readAllEntries(entry -> {});
                    }
                },
                folder.toString(),
                "is damaged");
    }

    @Test
    void reportsACutOffDatabase() throws IOException {
        makeStore(500);
        Path file = folder.resolve("weft.db");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(
                () -> {
                    try (JdbcStore store = JdbcStore.openExisting(folder)) {
                        Ledger.of(store).readAllEntries(entry -> {});
                    }
                },
                folder.toString());
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused(() -> JdbcStore.openIn(file), file.toString(), "is a file, expected a folder");
        assertRefused(() -> JdbcStore.openExisting(file), "there is no store in " + file);
    }

    @Test
    void readsAStoreInAFolderThatMayOnlyBeRead() {
        makeStore(3);
        assertThat(folder.toFile().setWritable(false)).isTrue();
        try {
            // The superuser may write anywhere.
            assumeThat(Files.isWritable(folder)).isFalse();
            assertThat(firstBroken()).isZero();
            assertRefused(
                    () -> {
                        try (JdbcStore store = JdbcStore.openExisting(folder)) {
                            write(store, 3, 3);
                        }
                    },
                    folder.toString());
        } finally {
            folder.toFile().setWritable(true);
        }
    }

    @Test
    void findsTheNewestEntryThroughAnIndex() throws SQLException {
        makeStore(2);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("EXPLAIN QUERY PLAN " + EntryQueries.LATEST.replace("?", "'pump'"))) {
            List<String> plan = new ArrayList<>();
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
            assertThat(plan).isNotEmpty().noneMatch(step -> step.contains("SCAN") || step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void doesNotKeepTheLastEntryOfAnotherStore(@TempDir Path other) {
        makeStore(3);
        try (JdbcStore store = JdbcStore.openIn(other)) {
            assertThat(Ledger.of(store).latest("pump").map(LedgerEntry::version))
                    .isEmpty();
        }
    }
}

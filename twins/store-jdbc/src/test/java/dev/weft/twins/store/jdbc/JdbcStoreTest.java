package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder: opened, written to by one, read by others, closed. */
class JdbcStoreTest extends StoreInAFolder {
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

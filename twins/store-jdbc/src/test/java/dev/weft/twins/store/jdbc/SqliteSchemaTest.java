package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of other versions of Weft, and of other programs. */
class SqliteSchemaTest extends StoreInAFolder {
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
    void bringsAStoreWithoutCheckpointsUpToDate() throws SQLException {
        makeStore(5);
        sql(
                "DROP TABLE checkpoint",
                "DROP TABLE stray",
                "DROP TABLE request",
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
}

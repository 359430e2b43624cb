package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.store.StoreSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was changed or damaged in a store is found, and said in one line. */
class SqliteDamageTest extends StoreInAFolder {
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
}

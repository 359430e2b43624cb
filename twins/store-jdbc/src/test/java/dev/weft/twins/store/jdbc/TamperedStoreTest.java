package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Ledger;
import dev.weft.twins.audit.AuditFinding;
import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.StoreSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may do who gets at the database and knows how Weft works, and what an audit says to it. */
class TamperedStoreTest {
    private static final int ENTRIES = 12;

    @TempDir
    private static Path template;

    private static SignedStore untouched;

    @TempDir
    private Path folder;

    private SignedStore store;

    @BeforeAll
    static void makeStore() {
        untouched = SignedStore.make(template, ENTRIES);
    }

    @BeforeEach
    void copyStore() throws IOException {
        store = untouched.copiedTo(folder);
    }

    private void assertFinds(Kind kind, String... parts) {
        AuditReport report = store.audit();
        assertThat(report.isIntact()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.kind() == kind)
                .singleElement()
                .extracting(AuditFinding::text)
                .asString()
                .contains(parts);
    }

    @Test
    void anUntouchedStoreIsIntact() {
        AuditReport report = store.audit();

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(ENTRIES);
        assertThat(report.unsigned()).isZero();
        assertThat(report.checkpoints()).isEqualTo(2);
        assertThat(report.vouchedTwins()).isEqualTo(2);
        assertThat(store.audit(List.of(store.key.verification()), store.checkpoints())
                        .findings())
                .isEmpty();
    }

    @Test
    void aTailThatWasCutOffIsFound() throws SQLException {
        store.sql("DELETE FROM entry WHERE sequence > 9");

        assertFinds(Kind.ENTRIES_MISSING, "over 12 entries", "entries are missing from 10 on");
        assertThat(store.kinds()).containsExactly(Kind.ENTRIES_MISSING);
        assertThat(store.audit().newest().orElseThrow().head().sequence()).isEqualTo(7);
    }

    /** Whoever also takes out the checkpoints that tell of the tail is seen through those that are kept elsewhere only. */
    @Test
    void aTailThatWasCutOffWithItsCheckpointsIsFoundFromElsewhere() throws SQLException {
        List<Checkpoint> elsewhere = store.checkpoints();
        store.sql("DELETE FROM entry WHERE sequence > 9", "DELETE FROM checkpoint WHERE number = 2");

        assertThat(store.audit().findings())
                .as("from the store alone nothing can be seen")
                .isEmpty();
        assertThat(store.audit(List.of(store.key.verification()), elsewhere).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.CHECKPOINT_MISSING, Kind.ENTRIES_MISSING);
    }

    @Test
    void anEmptiedStoreIsFound() throws SQLException {
        store.sql("PRAGMA foreign_keys = OFF", "DELETE FROM entry");
        assertThat(store.kinds()).contains(Kind.ENTRIES_MISSING, Kind.TWIN_TOUCHED);

        store.sql("DELETE FROM twin", "DELETE FROM checkpoint");
        assertThat(store.kinds()).containsExactly(Kind.NOTHING_SIGNED);
    }

    @Test
    void aTailThatWasWrittenAnewIsFound() throws SQLException {
        store.sql("DELETE FROM entry WHERE sequence > 9");
        try (JdbcStore opened = JdbcStore.openExisting(folder)) {
            opened.append(List.of(StoreSamples.reading("fan", 4), StoreSamples.reading("pump", 5)));
            // The reading of the last place comes out as it was, behind another one.
            opened.append(List.of(StoreSamples.reading("pump", 6), StoreSamples.reading("fan", 5)));
        }

        assertFinds(Kind.ENTRIES_REPLACED, "somewhere from 8 to 12");
        assertThat(store.kinds()).containsExactly(Kind.ENTRIES_REPLACED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM entry WHERE sequence = 5                             | 6
            DELETE FROM entry WHERE sequence = 1                             | 2
            UPDATE entry SET event_time = event_time + 1 WHERE sequence = 5  | 5
            UPDATE entry SET hash = lower(hex(randomblob(32))) WHERE sequence = 12 | 12
            """)
    void changedAndRemovedEntriesAreFound(String change, long first) throws SQLException {
        store.sql(change);
        assertFinds(Kind.ENTRY_TOUCHED, "the first bad entry is " + first + " ");
    }

    private void insertCopyOfTheFifth(String sequence) throws SQLException {
        store.sql(
                "CREATE TEMP TABLE copied AS SELECT * FROM entry WHERE sequence = 5",
                "UPDATE copied SET version = 99, sequence = " + sequence,
                "INSERT INTO entry SELECT * FROM copied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-7", "13"})
    void insertedEntriesAreFound(String sequence) throws SQLException {
        insertCopyOfTheFifth(sequence);
        assertFinds(Kind.ENTRY_TOUCHED, "the first bad entry is " + sequence + " ");
    }

    @Test
    void noCheckpointVouchesForWhatComesBehindABreak() throws SQLException {
        store.sql("UPDATE entry SET event_time = event_time + 1 WHERE sequence = 9");

        assertThat(store.kinds())
                .as("the hashes that were signed are all there")
                .containsExactly(Kind.ENTRY_TOUCHED);
        assertThat(store.audit().newest().orElseThrow().head().sequence()).isEqualTo(7);
        assertThat(store.audit().unsigned()).isEqualTo(5);
    }

    @Test
    void anEntryBeforeAllOthersIsFound() throws SQLException {
        insertCopyOfTheFifth("-9223372036854775807 - 1");
        assertThat(store.kinds()).contains(Kind.STORE_DAMAGED);
    }

    @Test
    void swappedEntriesAreFound() throws SQLException {
        store.sql(
                "UPDATE entry SET sequence = -1 WHERE sequence = 5",
                "UPDATE entry SET sequence = 5 WHERE sequence = 9",
                "UPDATE entry SET sequence = 9 WHERE sequence = -1");
        assertFinds(Kind.ENTRY_TOUCHED, "the first bad entry is 5 ");
    }

    @Test
    void aCauseThatNoEntryCanHaveIsFound() throws SQLException {
        store.sql("UPDATE entry SET cause = printf('%.*c', 70000, 'x') WHERE sequence = 5");
        assertFinds(Kind.ENTRY_TOUCHED, "the first bad entry is 5 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            UPDATE twin SET policy = (SELECT min(hash) FROM policy) WHERE id = 'fan' ; twin fan: policy is not what entry 2 says
            UPDATE twin SET model = (SELECT model FROM twin WHERE id = 'pump') WHERE id = 'fan' ; twin fan: model is not
            UPDATE twin SET prior = 'lotka-volterra' WHERE id = 'fan' ; twin fan: prior is not
            UPDATE twin SET model = X'', policy = (SELECT min(hash) FROM policy) WHERE id = 'fan' ; twin fan: model and policy are not what
            """)
    void aModelOrPolicyThatWasExchangedIsFound(String change, String found) throws SQLException {
        store.sql("INSERT INTO policy VALUES ('" + "0".repeat(64) + "', '{}')", change);
        assertFinds(Kind.TWIN_TOUCHED, found);
        assertThat(store.kinds()).containsExactly(Kind.TWIN_TOUCHED);
    }

    @Test
    void aPolicyThatWasChangedOrTakenOutIsFound() throws SQLException {
        store.sql("UPDATE policy SET content = replace(content, 'Pumpen', 'Pumpe')");
        assertThat(store.kinds()).contains(Kind.STORE_DAMAGED);
        store.sql("PRAGMA foreign_keys = OFF", "DELETE FROM policy");
        assertFinds(Kind.POLICY_MISSING, "is not in the store");
    }

    @Test
    void aTwinWithoutEntriesAndAnotherOrderAreFound() throws SQLException {
        store.sql("INSERT INTO twin SELECT 9, 'ghost', prior, model, policy FROM twin WHERE number = 1");
        assertFinds(Kind.TWIN_TOUCHED, "the store's twins are not those of the ledger");
        store.sql(
                "DELETE FROM twin WHERE number = 9",
                "PRAGMA foreign_keys = OFF",
                "UPDATE twin SET number = 3 WHERE number = 1",
                "UPDATE entry SET twin = 3 WHERE twin = 1");
        assertFinds(Kind.TWIN_TOUCHED, "in another order");
    }

    /** Computes all hashes from an entry on anew, as anyone can. */
    private void recompute(long from, String change) throws SQLException {
        store.sql(change);
        List<LedgerEntry> entries = new ArrayList<>();
        try (JdbcStore opened = JdbcStore.readOnly(folder)) {
            Ledger.of(opened).readAllEntries(entries::add);
        }
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                PreparedStatement update =
                        connection.prepareStatement("UPDATE entry SET hash = ? WHERE sequence = ?")) {
            connection.setAutoCommit(false);
            for (LedgerEntry e : entries) {
                LedgerEntry again = chain.append(LedgerDraft.of(e));
                update.setString(1, again.hash());
                update.setLong(2, e.sequence());
                update.executeUpdate();
                assertThat(again.hash().equals(e.hash())).isEqualTo(e.sequence() < from);
            }
            connection.commit();
        }
    }

    @Test
    void aChainThatWasComputedAnewIsFound() throws SQLException {
        recompute(8, "UPDATE entry SET surprise = 0 WHERE sequence = 8");

        assertThat(store.kinds()).containsExactly(Kind.ENTRIES_REPLACED);
        assertFinds(Kind.ENTRIES_REPLACED, "somewhere from 8 to 12");
    }

    @Test
    void aLedgerThatWasComputedAnewFromItsFirstEntryIsFound() throws SQLException {
        recompute(1, "UPDATE entry SET recorded_at = recorded_at - 1 WHERE sequence = 1");

        assertThat(store.kinds()).containsExactly(Kind.LEDGER_REPLACED);
    }

    @Test
    void aChainThatWasComputedAndSignedAnewIsFoundByTheKey() throws SQLException {
        List<Checkpoint> elsewhere = store.checkpoints();
        recompute(8, "UPDATE entry SET surprise = 0 WHERE sequence = 8");
        store.sql("DELETE FROM checkpoint");
        SigningKey forger = SigningKey.generate();
        try (JdbcStore opened = JdbcStore.openExisting(folder)) {
            SignedStore.sign(opened, forger);
        }

        assertThat(store.kinds()).containsExactly(Kind.KEY_NOT_TRUSTED, Kind.NOTHING_SIGNED);
        assertThat(store.audit(List.of(), List.of()).findings())
                .as("without a key from elsewhere nothing can be seen, and the report says so")
                .isEmpty();
        assertThat(store.audit(List.of(), List.of()).trusted()).isFalse();
        assertThat(store.audit(List.of(), elsewhere).findings())
                .as("checkpoints from elsewhere tell without any key")
                .extracting(AuditFinding::kind)
                .contains(Kind.ENTRIES_REPLACED, Kind.CHECKPOINT_MISSING);
    }

    @Test
    void aSignatureThatWasMadeUpIsFound() throws SQLException {
        recompute(8, "UPDATE entry SET surprise = 0 WHERE sequence = 8");
        String hash;
        try (JdbcStore opened = JdbcStore.readOnly(folder)) {
            hash = opened.head().orElseThrow().hash();
        }
        String old = store.checkpoints().get(1).head().hash();
        store.sql("UPDATE checkpoint SET line = replace(line, '" + old + "', '" + hash + "')");

        assertThat(store.kinds()).containsExactly(Kind.SIGNATURE_WRONG);
    }

    @Test
    void aCheckpointOfAnotherStoreIsFound(@TempDir Path other) {
        List<Checkpoint> foreign;
        try (JdbcStore opened = JdbcStore.openIn(other)) {
            opened.create(StoreSamples.twin("valve"), StoreSamples.created("valve"));
            foreign = List.of(SignedStore.sign(opened, store.key));
        }

        assertThat(store.audit(List.of(store.key.verification()), foreign).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.CHECKPOINT_MISSING, Kind.LEDGER_REPLACED);
    }

    @Test
    void severalKeysMayBeTrusted() {
        SigningKey next = SigningKey.generate();
        try (JdbcStore opened = JdbcStore.openExisting(folder)) {
            opened.append(List.of(StoreSamples.reading("pump", 6)));
            SignedStore.sign(opened, next);
        }

        assertThat(store.kinds()).containsExactly(Kind.KEY_NOT_TRUSTED);
        assertThat(store.audit(List.of(store.key.verification(), next.verification()), List.of())
                        .findings())
                .isEmpty();
    }
}

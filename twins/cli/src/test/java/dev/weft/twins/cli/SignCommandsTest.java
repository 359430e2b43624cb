package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.twins.audit.CheckpointFile;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, signatures, and an audit that knows them. */
class SignCommandsTest {
    @TempDir
    Path folder;

    private Plant plant;

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
        weft("audit keygen --out ~/key.pem").succeeded();
    }

    private Invocation weft(String args) {
        return plant.weft(args.split(" "));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + plant.path("store").resolve("weft.db"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private Invocation verify(String more) {
        return weft("audit verify --store ~/store" + more);
    }

    private static final String WITH_ALL = " --public-key ~/key.pem.pub --checkpoints ~/safe";

    @Test
    void keysAreTheirOwnersAndNeverWrittenOver() throws IOException {
        Path file = plant.path("key.pem");
        String before = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Invocation again = weft("audit keygen --out ~/key.pem");

        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("a key is never written over").doesNotContain("PRIVATE");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void keysStayOutOfStores() throws IOException {
        plant.run().succeeded();
        Invocation made = weft("audit keygen --out ~/store/key.pem");
        assertThat(made.exit()).isEqualTo(2);
        assertThat(made.err()).contains("lies in a store's folder");
        assertThat(plant.path("store/key.pem")).doesNotExist();

        Files.move(plant.path("key.pem"), plant.path("store/key.pem"));
        Files.createSymbolicLink(plant.path("link.pem"), plant.path("store/key.pem"));
        assertThat(weft("audit sign --store ~/store --key ~/link.pem").err()).contains("lies in a store's folder");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        plant.run().succeeded();
        Files.setPosixFilePermissions(plant.path("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        Invocation sign = weft("audit sign --store ~/store --key ~/key.pem");

        assertThat(sign.exit()).isEqualTo(2);
        assertThat(sign.err()).hasLineCount(1).contains("expected rw-------");
    }

    @Test
    void runSignsAtItsEndAndVerifyTellsTheKey() {
        JsonNode run = plant.run("--sign-with", "~/key.pem", "--checkpoints", "~/safe", "--json")
                .succeeded()
                .json();
        assertThat(run.get("signedUpTo").asInt()).isEqualTo(104);

        JsonNode all = verify(WITH_ALL + " --json").succeeded().json();
        assertThat(all.get("intact").asBoolean()).isTrue();
        assertThat(all.get("keyTrusted").asBoolean()).isTrue();
        assertThat(all.get("signedUpTo").asInt()).isEqualTo(104);
        assertThat(all.get("unsigned").asInt()).isZero();
        assertThat(all.get("checkpoints").asInt()).isEqualTo(1);
        assertThat(all.get("twinsCovered").asInt()).isEqualTo(2);
        assertThat(verify(WITH_ALL).succeeded().out()).contains("signed: up to entry 104 at ");
        assertThat(verify("").succeeded().out()).contains("which proves little", "give --public-key");
    }

    @Test
    void signAddsToTheFileAndTellsWhatIsUnsigned() {
        plant.run().succeeded();
        assertThat(verify("").succeeded().out()).contains("not signed: entries cut off at the end would not be seen");

        String line = weft("audit sign --store ~/store --key ~/key.pem --out ~/safe")
                .succeeded()
                .out()
                .lines()
                .toList()
                .get(1);
        assertThat(weft("audit sign --store ~/store --key ~/key.pem --out ~/safe")
                        .succeeded()
                        .out())
                .contains("nothing new: signed before, up to entry 104");
        weft("twin rollback 1 --to 3 --reason test --store ~/store").succeeded();

        assertThat(verify(WITH_ALL).succeeded().out())
                .contains("signed: up to entry 104", "; 1 entry behind it is not signed yet");
        assertThat(CheckpointFile.read(plant.path("safe")))
                .extracting(Checkpoint::line)
                .containsExactly(line);
    }

    @Test
    void aCutTailAndItsCheckpointsAreFound() throws SQLException {
        plant.run("--sign-with", "~/key.pem", "--checkpoints", "~/safe").succeeded();
        sql("DELETE FROM entry WHERE sequence > 90");

        Invocation verify = verify("");
        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("touched: ", "over 104 entries", "entries are missing from 91 on");

        sql("DELETE FROM checkpoint");
        assertThat(verify("").exit()).as("nothing is left that could tell").isZero();
        assertThat(verify(" --public-key ~/key.pem.pub").exit()).isEqualTo(1);
        JsonNode json = verify(WITH_ALL + " --json").json();
        assertThat(json.get("intact").asBoolean()).isFalse();
        assertThat(json.get("findings"))
                .extracting(f -> f.get("kind").asText())
                .containsExactly("CHECKPOINT_MISSING", "ENTRIES_MISSING");
    }

    @Test
    void aTouchedLedgerIsNotSigned() throws SQLException {
        plant.run().succeeded();
        sql("UPDATE entry SET event_time = event_time + 1 WHERE sequence = 17");

        Invocation sign = weft("audit sign --store ~/store --key ~/key.pem --out ~/safe");
        assertThat(sign.exit()).isEqualTo(1);
        assertThat(sign.out()).contains("the ledger was touched, and is not signed: the first bad entry is 17 ");
        assertThat(weft("audit sign --store ~/store --key ~/key.pem --json")
                        .json()
                        .get("signed")
                        .asBoolean())
                .isFalse();
        assertThat(plant.run("--sign-with", "~/key.pem").exit()).isEqualTo(2);
        assertThat(plant.path("safe")).doesNotExist();
        try (JdbcStore store = JdbcStore.readOnly(plant.path("store"))) {
            assertThat(store.checkpoints()).isEmpty();
        }
    }

    @Test
    void aPolicyThatWasExchangedIsFound() throws SQLException {
        plant.run().succeeded();
        sql("INSERT INTO policy SELECT replace(hash, 'a', 'b'), replace(content, '0.25', '25.0') FROM policy");
        sql("UPDATE twin SET policy = (SELECT hash FROM policy WHERE content LIKE '%25.0%') WHERE id = '2'");

        Invocation verify = verify("");

        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("touched: twin 2: policy is not what entry 2 says it was created from");
    }

    @Test
    void aDamagedEntryIsAFinding() throws SQLException {
        plant.run().succeeded();
        sql("UPDATE entry SET kind = 'LOST' WHERE sequence = 50");

        Invocation verify = verify("");

        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("touched: ", "entry 50 ", "is damaged");
        assertThat(verify.err()).isEmpty();
    }

    @Test
    void badInputIsOneLine() {
        plant.run().succeeded();
        for (String bad : List.of(
                "audit verify --store ~/store --public-key ~/key.pem",
                "audit verify --store ~/store --public-key ~/none",
                "audit verify --store ~/store --checkpoints ~/osc.csv",
                "audit sign --store ~/store --key ~/key.pem.pub",
                "audit sign --store ~/none --key ~/key.pem",
                "audit keygen --out ~/no/such/folder",
                "run mass-spring-damper --data ~/osc.csv --store ~/store --checkpoints ~/safe",
                "audit")) {
            Invocation invocation = weft(bad);
            assertThat(invocation.exit()).as(bad).isEqualTo(2);
            assertThat(invocation.err()).as(bad).hasLineCount(1);
        }
    }
}

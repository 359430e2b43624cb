package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs of entries that a fleet of twenty wrote in columns, and of entries by themselves. */
class ProveCommandTest {
    private static final Path SCRIPT = Path.of("../../docs/how-to/check-proof.py");

    @TempDir
    Path folder;

    private Plant plant;

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
        weft("simulate mass-spring-damper --duration 0.2 --step 0.02 --noise 0.01 --count 20 --out ~/many.csv")
                .succeeded();
        weft("audit keygen --out ~/key.pem").succeeded();
        weft("run mass-spring-damper --data ~/many.csv --store ~/store --sign-with ~/key.pem")
                .succeeded();
    }

    private Invocation weft(String args) {
        return plant.weft(args.split(" "));
    }

    @Test
    void tellsWhatItProves() {
        String step = weft("audit prove 7 --at 3 --store ~/store").succeeded().out();
        assertThat(step)
                .contains("version 3 of twin 7", "ACCEPTED by weft", "at 0.04 s: force", "position", "weights after")
                .contains("in a step of fleet 1: one of 20 of block 0, leaf")
                .containsPattern("signed +up to entry \\d+ at ")
                .containsPattern("holds +yes")
                .doesNotContain("not signed");
        String single = weft("audit prove 7 --at 0 --store ~/store").succeeded().out();
        assertThat(single)
                .contains(
                        "CREATED by weft: created from mass-spring-damper", "entry 7 of the ledger, a link by itself");

        JsonNode newest =
                weft("audit prove 7 --store ~/store --json").succeeded().json();
        assertThat(newest.get("version").asInt()).isEqualTo(11);
        assertThat(newest.get("holds").asBoolean()).isTrue();
    }

    /** SHA-256 of the JDK and this page alone: no code of the ledger. */
    @Test
    void othersCanCheckIt() throws IOException, NoSuchAlgorithmException {
        Invocation written =
                weft("audit prove 7 --at 3 --store ~/store --out ~/proof.json").succeeded();
        assertThat(written.out()).contains("proof written to ");
        JsonNode proof = new ObjectMapper().readTree(plant.path("proof.json").toFile());

        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        String before = "";
        for (JsonNode link : proof.get("links")) {
            byte[] bytes = Base64.getDecoder().decode(link.asText());
            if (!before.isEmpty()) {
                assertThat(new String(bytes, 2, 64, StandardCharsets.US_ASCII)).isEqualTo(before);
            }
            before = HexFormat.of().formatHex(sha.digest(bytes));
        }
        assertThat(proof.get("checkpoint").asText().split(" ")[3]).isEqualTo(before);
        assertThat(proof.get("end").asText()).isEqualTo(before);
        for (JsonNode leaf : proof.get("leaves")) {
            byte[] step = Base64.getDecoder()
                    .decode(proof.get("links").get(leaf.get("link").asInt()).asText());
            // With one block and two leaves the other leaf's hash is all of the path.
            assertThat(leaf.get("size").asInt()).isLessThanOrEqualTo(2);
            sha.update((byte) 0);
            byte[] node =
                    sha.digest(Base64.getDecoder().decode(leaf.get("bytes").asText()));
            for (JsonNode beside : leaf.get("path")) {
                byte[] other = HexFormat.of().parseHex(beside.asText());
                sha.update((byte) 1);
                sha.update(leaf.get("index").asInt() == 0 ? node : other);
                node = sha.digest(leaf.get("index").asInt() == 0 ? other : node);
            }
            assertThat(node).isEqualTo(Arrays.copyOfRange(step, step.length - 32, step.length));
        }
        assertThat(weft("audit prove 7 --at 3 --store ~/store --out ~/proof.json")
                        .exit())
                .as("a file that exists is not written over")
                .isEqualTo(2);
    }

    @Test
    void theScriptOfTheGuideChecksIt() throws IOException, InterruptedException {
        assumeTrue(Files.exists(SCRIPT) && python("--version").exit() == 0, "there is no Python here");
        weft("audit prove 7 --at 3 --store ~/store --out ~/step.json").succeeded();
        weft("audit prove 7 --at 0 --store ~/store --out ~/single.json").succeeded();

        Run step = python(SCRIPT.toString(), plant.file("step.json"));
        assertThat(step.text()).contains("twin 7, version 3, at 0.04 s", "signed: weft-checkpoint/1 ");
        assertThat(step.exit()).isZero();
        assertThat(python(SCRIPT.toString(), plant.file("single.json")).text()).contains("twin 7, version 0\n");

        String text = Files.readString(plant.path("step.json"));
        String leaf = new ObjectMapper()
                .readTree(text)
                .get("leaves")
                .get(1)
                .get("bytes")
                .asText();
        String changed = leaf.substring(0, 200) + (leaf.charAt(200) == 'A' ? 'B' : 'A') + leaf.substring(201);
        Files.writeString(plant.path("step.json"), text.replace(leaf, changed));
        assertThat(python(SCRIPT.toString(), plant.file("step.json")).exit()).isEqualTo(1);
    }

    private record Run(int exit, String text) {}

    private static Run python(String... args) throws IOException, InterruptedException {
        String[] command = new String[args.length + 1];
        command[0] = "python3";
        System.arraycopy(args, 0, command, 1, args.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), text);
        } catch (IOException absent) {
            return new Run(-1, "");
        }
    }

    @Test
    void aTouchedEntryIsNotProved() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + plant.path("store").resolve("weft.db"));
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE entry SET cause = 'another' WHERE sequence = 7");
            sql.execute("UPDATE step SET recorded_at = recorded_at + 1");
        }
        for (int version : new int[] {0, 3}) {
            Invocation prove = weft("audit prove 7 --at " + version + " --store ~/store");
            assertThat(prove.exit()).isEqualTo(1);
            assertThat(prove.out()).containsPattern("holds +no: the ledger was touched");
            assertThat(prove.err()).isEmpty();
        }
    }

    @Test
    void verifyTakesStepsAgain() {
        Invocation verify = weft("audit verify --replay --store ~/store").succeeded();
        assertThat(verify.out()).containsPattern("replayed: [1-9]\\d* entries in steps, which come to the weights");
        JsonNode json =
                weft("audit verify --replay --store ~/store --json").succeeded().json();
        assertThat(json.get("intact").asBoolean()).isTrue();
        assertThat(json.get("replay").get("agrees").asBoolean()).isTrue();
        assertThat(json.get("replay").get("replayed").asInt()).isPositive();
        assertThat(weft("audit verify --store ~/store --json").json().has("replay"))
                .isFalse();
    }

    @Test
    void badInputIsOneLine() {
        assertThat(weft("audit prove 7 --at 99 --store ~/store").failed().err())
                .contains("twin 7 has no version 99, expected 0 … 11");
        assertThat(weft("audit prove 777 --store ~/store").failed().err()).contains("nearest: '7'");
        assertThat(weft("audit prove 7 --store ~/none").failed().err()).contains("there is no store");
    }
}

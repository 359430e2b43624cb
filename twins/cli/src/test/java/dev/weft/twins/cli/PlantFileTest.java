package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.twins.Ledger;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole plant from one file: CSV, Arrow and standard input, templates, strays, and the same again. */
class PlantFileTest {
    private static final String PLANT = """
            {"plant": "north hall", "store": "plant",
             "sources": {"hall": {"file": "hall.csv", "asset": "machine"},
                         "lab": {"file": "lab.arrow"},
                         "live": {"file": "-", "asset": "m", "time": "at"}},
             "policies": {"careful": {"policy": "careful", "version": 1, "mode": "approve"}},
             "defaults": {"model": "mass-spring-damper", "interval": 0.02},
             "assets": [{"id": "axis 1", "source": "hall", "initial": {"position": 1.2}},
                        {"match": "*", "source": "hall", "policy": "careful"},
                        {"id": "lab axis", "source": "lab", "map": {"position": "x"}},
                        {"match": "press-*", "source": "live", "model": "model.safetensors", "map": {"position": "x"}}]}
            """;

    @TempDir
    Path folder;

    private Plant plant;
    private final InputStream realInput = System.in;

    @BeforeEach
    void prepare() throws Exception {
        plant = new Plant(folder);
        plant.calibrate().succeeded();
        List<String> lines = new ArrayList<>(Files.readAllLines(plant.path("osc.csv")).stream()
                .map(line -> line.replaceFirst("^series", "machine")
                        .replaceFirst("^1,", "axis 1,")
                        .replaceFirst("^2,", "axis 2,"))
                .toList());
        lines.add("axis 1,soon,1,1,0");
        lines.add("axis 2,1.02,1,off,0");
        lines.add("\"unclosed,1,1,1,1");
        Files.write(plant.path("hall.csv"), lines);
        Table table = plant.table("osc.csv");
        Tables.write(
                Table.of(
                        "lab",
                        Column.numbers("time", first(table.numbers("time"))),
                        Column.numbers("force", first(table.numbers("force"))),
                        Column.numbers("x", first(table.numbers("position", MissingValues.KEEP)))),
                plant.path("lab.arrow"),
                Overwrite.ALLOW);
        Files.writeString(plant.path("plant.json"), PLANT);
        send("{\"m\": \"press-1\", \"at\": 0, \"force\": 1, \"x\": 1}", "{\"m\": \"pump\", \"at\": 0}", "not json");
    }

    private static double[] first(double[] all) {
        return Arrays.copyOf(all, Plant.ROWS);
    }

    private static void send(String... lines) {
        System.setIn(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void giveInputBack() {
        System.setIn(realInput);
    }

    @Test
    void playsAllSourcesIntoAllTwins() {
        JsonNode run = plant.weft("run", "~/plant.json", "--json", "--report", "~/r.html")
                .succeeded()
                .json();

        assertThat(run.get("rows").asInt()).isEqualTo(3 * Plant.ROWS + 3 + 3);
        assertThat(run.get("readings").asInt()).isEqualTo(3 * Plant.ROWS + 1 + 1);
        assertThat(run.get("strays").asInt()).isEqualTo(4);
        assertThat(run.get("cells").asInt()).isEqualTo(1);
        assertThat(run.get("stopped").asBoolean()).isFalse();
        assertThat(run.get("twins").findValuesAsText("id"))
                .containsExactlyInAnyOrder("axis 1", "axis 2", "lab axis", "press-1");
        assertThat(plant.path("r.html")).exists();
        try (JdbcStore store = JdbcStore.readOnly(plant.path("plant"))) {
            assertThat(store.find("axis 2").orElseThrow().policy().toString()).isEqualTo("careful v1");
            assertThat(store.find("axis 1").orElseThrow().policy().toString()).isEqualTo("standard v1");
            assertThat(store.find("press-1").orElseThrow().model().card().rows())
                    .isEqualTo(2 * Plant.ROWS);
            assertThat(Ledger.of(store).latest("lab axis").orElseThrow().version())
                    .isEqualTo(Plant.ROWS);
        }
        plant.weft("audit", "verify", "--store", "~/plant").succeeded();
    }

    @Test
    void straysAreShownAndKeptOnceHoweverOftenThePlantIsRun() {
        String first = plant.weft("run", "~/plant.json").succeeded().out();
        assertThat(first)
                .contains("in quarantine: 4 rows that reached no twin, 1 cell without a number; look with weft twin"
                        + " quarantine --store " + plant.file("plant"));
        String weights =
                plant.weft("twin", "weights", "axis 2", "--store", "~/plant").out();
        send();

        assertThat(plant.weft("run", "~/plant.json").succeeded().out())
                .contains("refused: time does not go forward")
                .contains("in quarantine: 2 rows");

        assertThat(plant.weft("twin", "weights", "axis 2", "--store", "~/plant").out())
                .isEqualTo(weights);
        Invocation shown =
                plant.weft("twin", "quarantine", "--store", "~/plant").succeeded();
        assertThat(shown.out())
                .containsPattern("hall +104 +no time: column 'time' holds 'soon', .* 'axis 1,soon,1,1,0'")
                .containsPattern(
                        "hall +105 +axis 2: column 'position' holds 'off', expected a number; taken as missing")
                .containsPattern("hall +106 +a quote that is not closed")
                .containsPattern("live +2 +no asset of the plant is called 'pump'")
                .containsPattern("live +3 +not JSON");
        JsonNode strays = plant.weft("twin", "quarantine", "--store", "~/plant", "--json")
                .succeeded()
                .json()
                .get("strays");
        assertThat(strays).hasSize(5);
        assertThat(plant.weft("twin", "quarantine", "--store", "~/plant", "--last", "2", "--json")
                        .json()
                        .get("strays"))
                .hasSize(2);
    }

    @Test
    void checkRunsNothing() {
        var before = plant.snapshot();

        assertThat(plant.weft("run", "~/plant.json", "--check").succeeded().out())
                .contains("north hall: 3 sources and 4 entries of assets are as they should be; nothing was run");
        assertThat(plant.weft("run", "~/plant.json", "--check", "--json")
                        .succeeded()
                        .json()
                        .get("assets")
                        .asInt())
                .isEqualTo(4);

        assertThat(plant.snapshot()).isEqualTo(before);
    }

    @Test
    void checkLooksAtTwinsThatAreThere() throws Exception {
        plant.weft("run", "~/plant.json").succeeded();
        Files.writeString(plant.path("plant.json"), PLANT.replace("\"x\"}},", "\"x\"}, \"policy\": \"careful\"},"));
        assertThat(plant.weft("run", "~/plant.json").succeeded().out())
                .contains("keep another policy than this run says: 1, lab axis first");

        Files.writeString(
                plant.path("plant.json"),
                PLANT.replace(
                        "\"id\": \"lab axis\", \"source\": \"lab\", \"map\": {\"position\": \"x\"}",
                        "\"id\": \"lab axis\", \"source\": \"lab\", \"model\": \"cascaded-tanks\", \"map\":"
                                + " {\"pump\": \"force\", \"level\": \"x\"}"));
        assertThat(plant.weft("run", "~/plant.json", "--check").failed().err())
                .contains("twin lab axis is of prior mass-spring-damper, expected cascaded-tanks");
    }

    @Test
    void saysWhatIsWrongWithThePlant() throws Exception {
        assertThat(plant.weft("run", "~/nope.json").failed().err())
                .contains("nope.json: no such file, expected a plant as JSON");
        refused("\"hall.csv\"", "\"hal.csv\"", "hal.csv: no such file");
        refused("\"mass-spring-damper\"", "\"mass-spring-dampr\"", "assets[0]: model mass-spring-dampr", "nearest");
        refused("\"model.safetensors\"", "\"modl.safetensors\"", "assets[3]: model", "there is no such file");
        refused("\"position\": 1.2", "\"positon\": 1.2", "assets[0]: initial: no state 'positon'; nearest: 'position'");
        refused("\"assets\"", "\"asset\"", "no key 'asset'; nearest: 'assets'");
        Files.writeString(plant.path("plant.json"), PLANT);
        assertThat(plant.weft("run", "~/plant.json", "--data", "~/osc.csv")
                        .failed()
                        .err())
                .contains("--data is for weft run MODEL, expected none");
        assertThat(plant.weft("run", "~/plant.json", "--policy", "~/p.json")
                        .failed()
                        .err())
                .contains("--policy is for weft run MODEL");
        assertThat(plant.weft("run", "mass-spring-damper", "--store", "~/s")
                        .failed()
                        .err())
                .contains("needs --data FILE");
        assertThat(plant.weft("run", "mass-spring-damper", "--data", "~/osc.csv")
                        .failed()
                        .err())
                .contains("weft run needs --store");
        assertThat(plant.path("plant")).doesNotExist();
    }

    private void refused(String part, String instead, String... message) throws Exception {
        String json = PLANT.replace(part, instead);
        assertThat(json).isNotEqualTo(PLANT);
        Files.writeString(plant.path("plant.json"), json);
        assertThat(plant.weft("run", "~/plant.json").failed().err()).contains(message);
    }

    /** The other way into the same: a model and options, lines on standard input. */
    @Test
    void aModelTakesJsonLinesFromStandardInput() {
        send(
                "{\"m\": \"a\", \"t\": 0, \"force\": 1, \"position\": 1, \"second\": 1}",
                "{\"m\": \"a\", \"t\": 20, \"force\": 1, \"position\": 500, \"second\": 0.99}",
                "{\"m\": \"a\", \"t\": 40, \"force\": 1, \"position\": 0.98, \"from\": \"a v3\"}",
                "garbage");
        plant.write(
                "second.json",
                "{\"policy\": \"second\", \"version\": 1, \"signals\": {\"position\": {\"high\": 9, \"low\": -9,"
                        + " \"redundant\": {\"tolerance\": 0.5, \"substitutes\": true}}}}");

        JsonNode run = plant.weft(
                        ("run ~/model.safetensors --data - --twins m --map time=t --unit time=ms --redundant position=second"
                                        + " --provenance from --policy ~/second.json --store ~/live --json")
                                .split(" "))
                .succeeded()
                .json();

        assertThat(run.get("readings").asInt()).isEqualTo(3);
        assertThat(run.get("strays").asInt()).isEqualTo(1);
        assertThat(run.get("twins").get(0).get("findings").get("OWN_OUTPUT").asInt())
                .isEqualTo(1);
        assertThat(plant.weft("twin", "quarantine", "a", "--store", "~/live")
                        .succeeded()
                        .out())
                .contains("the redundant sensor shows 0.99 m")
                .contains("own output");
        assertThat(plant.weft(
                                "run",
                                "mass-spring-damper",
                                "--data",
                                "~/osc.csv",
                                "--redundant",
                                "position=velocity",
                                "--store",
                                "~/no")
                        .failed()
                        .err())
                .contains("does not say how a second sensor of position is used");
    }

    /** A file that the strict reader refuses is played; its bad rows are told. */
    @Test
    void aFileWithBadRowsIsPlayed() {
        plant.write(
                "bad.csv",
                "time,force,position,velocity",
                "0,1,1,0",
                "0.04,1,1,0",
                "0.02,1,1,0",
                "0.06,,1,0",
                "0.08,1,1");

        JsonNode run = plant.weft("run mass-spring-damper --data ~/bad.csv --store ~/bad --json".split(" "))
                .succeeded()
                .json();

        JsonNode findings = run.get("twins").get(0).get("findings");
        assertThat(run.get("readings").asInt()).isEqualTo(4);
        assertThat(findings.get("OUT_OF_ORDER").asInt()).isEqualTo(1);
        assertThat(findings.get("INPUT_MISSING").asInt()).isEqualTo(1);
        assertThat(run.get("strays").asInt()).isEqualTo(1);
    }

    /** Ctrl-C ends the program with a signal, as this does. */
    @Test
    void aSignalFinishesTheBatchAndSaysWhatWasDone() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeftCommand.class.getName(),
                        "run",
                        "mass-spring-damper",
                        "--data",
                        "-",
                        "--twins",
                        "m",
                        "--store",
                        plant.file("live"),
                        "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            for (int i = 0; i < 3; i++) {
                input.write(("{\"m\": \"a\", \"time\": " + i + ", \"force\": 1, \"position\": 1}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            input.flush();
            awaitVersion(process, 3);

            // Not of the process itself, which would close its streams.
            process.toHandle().destroy();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out).contains("\"readings\":3", "\"stopped\":true");
        } finally {
            process.destroyForcibly();
        }
        plant.weft("audit", "verify", "--store", "~/live").succeeded();
    }

    /** Waits until the twin is there, as long as a busy machine may need. */
    private void awaitVersion(Process process, long version) throws InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < patience && process.isAlive()) {
            Thread.sleep(100);
            if (JdbcStore.existsIn(plant.path("live"))) {
                try (JdbcStore store = JdbcStore.readOnly(plant.path("live"))) {
                    if (Ledger.of(store)
                            .latest("a")
                            .filter(entry -> entry.version() == version)
                            .isPresent()) {
                        return;
                    }
                } catch (StoreException notYet) {
                    // Its schema is being made.
                }
            }
        }
        throw new AssertionError("no reading reached the store");
    }
}

package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill from the command line: faults in a copy, found or not, told as text, JSON and a page. */
class DrillCommandTest {
    @TempDir
    static Path folder;

    private static Plant plant;

    @BeforeAll
    static void simulate() {
        plant = new Plant(folder);
        plant.weft(
                        "simulate",
                        "mass-spring-damper",
                        "--set",
                        "force=1",
                        "--duration",
                        "8",
                        "--step",
                        "0.02",
                        "--noise",
                        "0.01",
                        "--out",
                        "~/long.csv")
                .succeeded();
    }

    private Invocation drill(String... more) {
        String[] args = {"drill", "mass-spring-damper", "--data", "~/long.csv"};
        return plant.weft(
                Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void tellsWhatWasFoundAndLeavesTheDataAsTheyAre() throws Exception {
        byte[] before = Files.readAllBytes(plant.path("long.csv"));

        JsonNode json = drill("--fault", "stuck,duplicate,own-output-unmarked", "--at", "100,200", "--json")
                .succeeded()
                .json();

        assertThat(json.get("signal").asText()).isEqualTo("position");
        assertThat(json.get("results")).hasSize(6);
        JsonNode duplicate = json.get("faults").get(1);
        assertThat(duplicate.get("fault").asText()).isEqualTo("duplicate");
        assertThat(duplicate.get("found").asInt()).isEqualTo(2);
        assertThat(duplicate.get("by").get(0).asText()).isEqualTo("duplicate");
        assertThat(duplicate.get("wrong").asInt()).isEqualTo(40);
        assertThat(duplicate.get("errorRatio").asDouble()).isEqualTo(1);
        assertThat(json.get("faults").get(2).get("found").asInt()).isZero();
        assertThat(Files.readAllBytes(plant.path("long.csv"))).isEqualTo(before);
    }

    @Test
    void writesATableAndAPageWithAPictureOfEachFault() throws Exception {
        Invocation done = drill("--at", "150", "--report", "~/drill").succeeded();

        assertThat(done.out())
                .contains("drift beside a second sensor", "out of range", "wrong unit: mm", "own output, mark lost")
                .contains("faults of position over 20 rows from row 150")
                .contains("report written to");
        String page = Files.readString(plant.path("drill/report.html"));
        assertThat(page).contains("Fault drill: mass-spring-damper", "plain filter", "Not found.");
        drill("--at", "150", "--report", "~/drill").failed();
        drill("--at", "150", "--fault", "gap", "--report", "~/drill", "--force").succeeded();
    }

    @Test
    void refusesWhatCannotBeDone() {
        assertThat(drill("--at", "395").failed().err()).contains("rows up to 420 of 401");
        assertThat(drill("--fault", "lightning").failed().err()).contains("expected one of missing, not-a-number");
        assertThat(drill("--signal", "level").failed().err()).contains("no signal level, expected one of force");
        assertThat(plant.weft("drill", "mass-spring-damper", "--data", "~/osc.csv")
                        .failed()
                        .err())
                .contains("the data hold 2 series, expected one");
    }
}

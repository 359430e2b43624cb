package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.sdk.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    @Test
    void aPriorIsTriedAndTheReportWritten() throws IOException {
        Plant plant = new Plant(folder);
        Path report = folder.resolve("trial");
        String stamp = plant.file("sine.stamp.json");
        String[] command = {
            "validate", "sine", "--machines", "4", "--training", "0", "--report", report.toString(), "--stamp", stamp
        };
        Invocation first = plant.weft(command).succeeded();

        assertThat(first.out())
                .contains("95 % intervals hold the truth", "forecasts better than persistence", "sine passes")
                .contains("report written to")
                .contains("stamp written to");
        String page = Files.readString(report.resolve("report.html"));
        assertThat(page).contains("Validation of sine", "Can it be trusted?", "What throws it off?", "Repeat");
        JsonNode figures =
                new ObjectMapper().readTree(report.resolve("validation.json").toFile());
        assertThat(figures.get("passed").asBoolean()).isTrue();
        assertThat(figures.get("recovery")).hasSize(4);
        assertThat(figures.get("criteria").get(0).get("verdict").asText()).isEqualTo("passed");

        // The stamp is of the very file of the report.
        JsonNode stamped = new ObjectMapper().readTree(Path.of(stamp).toFile());
        assertThat(stamped.get("report").asText()).isEqualTo(Sha256.of(report.resolve("validation.json")));
        theStampGoesIntoAModel(plant, stamp);

        // What exists is not replaced unasked, and the same seed gives the same figures.
        Invocation again = plant.weft(command);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("report.html", "--force");
        JsonNode json = plant.weft("validate", "sine", "--machines", "4", "--training", "0", "--json")
                .succeeded()
                .json();
        assertThat(json.get("recovery")).isEqualTo(figures.get("recovery"));
        assertThat(json.get("disturbances")).isEqualTo(figures.get("disturbances"));
    }

    private static void theStampGoesIntoAModel(Plant plant, String stamp) {
        plant.weft(
                        "simulate",
                        "sine",
                        "--duration",
                        "4",
                        "--step",
                        "0.02",
                        "--noise",
                        "0.02",
                        "--out",
                        plant.file("s.csv"))
                .succeeded();
        String[] calibrate = {"calibrate", "sine", "--data", plant.file("s.csv"), "--starts", "1", "--force", "--out"};
        String model = plant.file("sine.safetensors");
        plant.weft(with(calibrate, model)).succeeded();
        assertThat(plant.weft("inspect", model, "--json").succeeded().json().has("validated"))
                .isFalse();
        plant.weft(with(calibrate, model, "--stamp", stamp)).succeeded();
        JsonNode card = plant.weft("inspect", model, "--json").succeeded().json();
        assertThat(card.get("validated").get("machines").asInt()).isEqualTo(4);

        // Of another prior, or none at all, it is refused.
        Invocation other = plant.weft(
                "calibrate",
                "mass-spring-damper",
                "--data",
                plant.file("osc.csv"),
                "--out",
                plant.file("o.safetensors"),
                "--stamp",
                stamp);
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("stamp", "is of prior sine", "expected mass-spring-damper");
        Invocation none = plant.weft(with(calibrate, model, "--stamp", plant.file("s.csv")));
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("is none", "weft validate sine --stamp FILE writes one");
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
    }

    /** With noise of more than ten times the signal, intervals do not hold the truth. */
    @Test
    void whatDoesNotPassGetsNoStamp() {
        Plant plant = new Plant(folder);
        String stamp = plant.file("never.json");
        Invocation failed = plant.weft(
                "validate", "sine", "--machines", "4", "--training", "0", "--noise", "300", "--stamp", stamp);

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("DOES NOT PASS", "no stamp written");
        assertThat(Path.of(stamp)).doesNotExist();
    }
}

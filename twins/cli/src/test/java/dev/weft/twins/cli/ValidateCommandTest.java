package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    @Test
    void aPriorIsTriedAndTheReportWritten() throws IOException {
        Plant plant = new Plant(folder);
        Path report = folder.resolve("trial");
        String[] command = {"validate", "sine", "--machines", "4", "--training", "0", "--report", report.toString()};
        Invocation first = plant.weft(command).succeeded();

        assertThat(first.out())
                .contains("95 % intervals hold the truth", "forecasts better than persistence", "sine passes")
                .contains("report written to");
        String page = Files.readString(report.resolve("report.html"));
        assertThat(page).contains("Validation of sine", "Can it be trusted?", "What throws it off?", "Repeat");
        JsonNode figures =
                new ObjectMapper().readTree(report.resolve("validation.json").toFile());
        assertThat(figures.get("passed").asBoolean()).isTrue();
        assertThat(figures.get("recovery")).hasSize(4);
        assertThat(figures.get("criteria").get(0).get("verdict").asText()).isEqualTo("passed");

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
}

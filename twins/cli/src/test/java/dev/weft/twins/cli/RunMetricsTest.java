package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
    @TempDir
    Path folder;

    private Plant plant;

    @BeforeEach
    void simulate() {
        plant = new Plant(folder);
    }

    private Invocation run(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "run", "mass-spring-damper", "--data", "~/osc.csv", "--store", "~/store", "--metrics", "~/weft.prom"));
        all.addAll(List.of(more));
        return plant.weft(all.toArray(String[]::new));
    }

    private Exposition metrics() throws IOException {
        return new Exposition(Files.readString(plant.path("weft.prom")));
    }

    @Test
    void writesWhatPrometheusReads() throws IOException {
        JsonNode json = run("--json").succeeded().json();

        assertThat(json.get("metrics").asText()).isEqualTo(plant.file("weft.prom"));
        Exposition told = metrics();
        assertThat(told.types)
                .containsEntry("weft_readings_total", "counter")
                .containsEntry("weft_defects_total", "counter")
                .containsEntry("weft_innovation", "histogram")
                .containsEntry("weft_twins", "gauge")
                .containsEntry("weft_twins_alarmed", "gauge")
                .containsEntry("weft_twins_refused_ratio", "gauge")
                .containsEntry("weft_twins_refused_ratio_most", "gauge")
                .containsEntry("weft_twins_oldest_reading_age_seconds", "gauge")
                .containsEntry("weft_batch_update_seconds", "histogram")
                .containsEntry("weft_store_append_seconds", "histogram")
                .containsEntry("weft_batch_readings", "summary")
                .containsEntry("weft_batch_failures_total", "counter")
                .containsEntry("weft_decisions_total", "counter");
        assertThat(told.sum("weft_twins")).isEqualTo(2);
        assertThat(told.sum("weft_readings_total")).isEqualTo(2 * Plant.ROWS);
        for (JsonNode twin : json.get("twins")) {
            assertThat(twin.get("prior").asText()).isEqualTo("mass-spring-damper");
        }
        double accepted = 0;
        for (JsonNode twin : json.get("twins")) {
            accepted += twin.get("accepted").asDouble();
        }
        assertThat(told.sum("weft_readings_total", "outcome=\"accepted\"")).isEqualTo(accepted);
        assertThat(told.sum("weft_innovation_count")).isEqualTo(accepted);
        assertThat(told.samples.keySet()).noneMatch(sample -> sample.contains("twin="));
    }

    @Test
    void replacesAFileOfAnEarlierRunOnly() throws IOException {
        run().succeeded();
        // The same rows once more: nothing but refusals.
        run().succeeded();
        assertThat(metrics().sum("weft_readings_total", "outcome=\"refused\"")).isEqualTo(2 * Plant.ROWS);

        Files.writeString(plant.path("weft.prom"), "the only copy of something\n");
        assertThat(run().failed().err()).contains("weft.prom: already exists");
        assertThat(plant.path("weft.prom")).hasContent("the only copy of something");
        run("--force").succeeded();
        assertThat(metrics().sum("weft_twins")).isEqualTo(2);
    }

    @Test
    void namesTwinsIfAsked() throws IOException {
        run("--metrics-by-twin").succeeded();
        assertThat(metrics().sum("weft_twin_alarmed", "twin=\"1\"")).isZero();
        assertThat(metrics().samples.keySet())
                .contains("weft_twin_refused_ratio{prior=\"mass-spring-damper\",twin=\"2\"}");
        assertThat(plant.weft(
                                "run",
                                "mass-spring-damper",
                                "--data",
                                "~/osc.csv",
                                "--store",
                                "~/other",
                                "--metrics-by-twin")
                        .failed()
                        .err())
                .contains("--metrics-by-twin needs --metrics FILE");
    }
}

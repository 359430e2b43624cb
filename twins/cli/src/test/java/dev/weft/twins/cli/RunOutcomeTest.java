package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says at its end. */
class RunOutcomeTest {
    private static final String PLANT = """
            {"plant": "hall", "store": "store",
             "sources": {"live": {"file": "-", "asset": "m"}},
             "policies": {"ruled": {"policy": "ruled", "version": 1,
                "signals": {"force": {"low": -10, "high": 10, "holdFor": 1}, "position": {"low": -5, "high": 5}}}},
             "assets": [{"match": "a*", "model": "mass-spring-damper", "interval": 0.02, "policy": "ruled"}]}
            """;

    private static final String LINES = """
            {"m": "a1", "time": 0.00, "force": 1, "position": 1, "velocity": 0}
            {"m": "a1", "time": 0.02, "force": 999, "position": 1, "velocity": 0}
            {"m": "a1", "time": 0.04, "force": 1, "position": -9999, "velocity": 0}
            {"m": "a1", "time": 0.06, "force": 1, "position": 9999, "velocity": 0}
            {"m": "b1", "time": 0.06, "force": 1, "position": 1, "velocity": 0}
            """;

    @TempDir
    Path folder;

    private final InputStream realInput = System.in;
    private Plant plant;

    @BeforeEach
    void prepare() throws IOException {
        plant = new Plant(folder);
        Files.writeString(plant.path("plant.json"), PLANT);
        System.setIn(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void giveInputBack() {
        System.setIn(realInput);
    }

    @Test
    void saysWhatTheGateFoundAndWhatCameAgain() {
        String first = plant.weft("run", "~/plant.json").succeeded().out();

        assertThat(first.lines().map(line -> line.replaceAll(" {2,}", "  ").strip()))
                .contains("a1  position  out of range  refused  2", "a1  force  out of range  repaired  1")
                .anyMatch(line -> line.startsWith("in quarantine: 1 row that reached no twin"))
                .contains("the newest of them: live, line 5: no asset of the plant is called 'b1'");

        System.setIn(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)));
        assertThat(plant.weft("run", "~/plant.json").succeeded().out())
                .contains("4 readings were not newer than what their twins know: nothing counts twice")
                .doesNotContain("out of range");
    }

    @Test
    void tellsProgramsTheSame() {
        JsonNode signals = plant.weft("run", "~/plant.json", "--json")
                .succeeded()
                .json()
                .get("twins")
                .get(0)
                .get("signals");

        assertThat(signals)
                .hasToString(
                        "[{\"signal\":\"force\",\"defect\":\"OUT_OF_RANGE\",\"action\":\"REPAIRED\",\"readings\":1},"
                                + "{\"signal\":\"position\",\"defect\":\"OUT_OF_RANGE\",\"action\":\"REFUSED\",\"readings\":2}]");
    }

    /** The folder of the page goes while the run does its work: an error, but not one that hides what the twins heard. */
    @Test
    void tellsTheRestWhereAPageCannotBeWritten() throws IOException {
        Path pages = Files.createDirectory(plant.path("pages"));
        System.setIn(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int at, int length) {
                try {
                    Files.deleteIfExists(pages);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.read(buffer, at, length);
            }
        });

        Invocation run =
                plant.weft("run", "~/plant.json", "--report", "~/pages/r.html").failed();

        assertThat(run.err()).contains("r.html: ");
        assertThat(run.out()).contains("recorded in ").doesNotContain("report written");
    }
}

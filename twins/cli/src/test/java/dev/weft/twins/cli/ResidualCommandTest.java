package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV of a hardening spring to a model with a network beside the linear one, and what it forecasts. */
@TestInstance(Lifecycle.PER_CLASS)
class ResidualCommandTest {
    @TempDir
    static Path folder;

    private String data = "";
    private String model = "";
    private JsonNode calibration = MissingNode.getInstance();

    @BeforeAll
    void calibrateWithANetwork() throws IOException {
        List<String> lines = new ArrayList<>(List.of("time,force"));
        for (int i = 0; i < 600; i++) {
            // A force that jumps every eight rows, over the whole range, without a random generator.
            double level = 24 * ((0.6180339887 * (i / 8)) % 1) - 12;
            lines.add(String.format(Locale.ROOT, "%.2f,%.4f", 0.01 * i, level));
        }
        Path inputs = folder.resolve("force.csv");
        Files.write(inputs, lines);
        data = folder.resolve("spring.csv").toString();
        model = folder.resolve("spring.safetensors").toString();
        weft(
                        "simulate",
                        "duffing",
                        "--inputs",
                        inputs.toString(),
                        "--set",
                        "stiffness=300",
                        "--set",
                        "cubicStiffness=3e5",
                        "--set",
                        "damping=0.6",
                        "--duration",
                        "5.99",
                        "--step",
                        "0.01",
                        "--noise",
                        "2e-4",
                        "--out",
                        data)
                .succeeded();
        calibration = weft(
                        "calibrate",
                        "mass-spring-damper",
                        "--data",
                        data,
                        "--rows",
                        "0:450",
                        "--fix",
                        "mass=0.25",
                        "--starts",
                        "2",
                        "--residual",
                        "6",
                        "--residual-segment",
                        "25",
                        "--residual-epochs",
                        "25",
                        "--out",
                        model,
                        "--report",
                        folder.resolve("spring.html").toString(),
                        "--json")
                .succeeded()
                .json();
    }

    @Test
    void tellsTheShareOfTheNetwork() {
        JsonNode residual = calibration.path("residual");
        assertThat(residual.path("kept").asBoolean()).isTrue();
        assertThat(residual.path("validationErrorRatio").asDouble()).isBetween(0.0, 0.9);
        assertThat(residual.path("share").path("position").asDouble()).isBetween(0.1, 1.0);
        assertThat(residual.path("share").path("d(velocity)/dt").asDouble()).isBetween(0.1, 1.0);
    }

    @Test
    void thePageShowsBothRuns() throws IOException {
        String page = Files.readString(folder.resolve("spring.html"));
        assertThat(page)
                .contains("both running free")
                .contains("\"prior alone\"")
                .contains("\"with its network\"")
                .contains("\"error with its network\"");
    }

    @Test
    void forecastsBetterThanThePriorAlone() {
        String alone = folder.resolve("alone.safetensors").toString();
        weft(
                        "calibrate",
                        "mass-spring-damper",
                        "--data",
                        data,
                        "--rows",
                        "0:450",
                        "--fix",
                        "mass=0.25",
                        "--starts",
                        "2",
                        "--out",
                        alone)
                .succeeded();
        assertThat(error(model)).isLessThan(0.7 * error(alone));
    }

    private double error(String file) {
        JsonNode scores = weft(
                        "predict",
                        file,
                        "--data",
                        data,
                        "--rows",
                        "450:",
                        "--context",
                        "30",
                        "--adapt",
                        "none",
                        "--out",
                        folder.resolve("forecast.csv").toString(),
                        "--force",
                        "--json")
                .succeeded()
                .json();
        return scores.path("score").path(0).path("rmse").asDouble();
    }

    @Test
    void inspectShowsTheNetworkAndItsWeights() {
        String text = weft("inspect", model).succeeded().out();
        assertThat(text)
                .contains("network beside mass-spring-damper: widths 3 6 1, tanh, 31 weights, taken as certain")
                .contains("weft priors mass-spring-damper describes it")
                .contains("parameter.residual.layer0.weight[0,1]")
                .contains("d(velocity)/dt");
        JsonNode json = weft("inspect", model, "--json").succeeded().json();
        assertThat(json.path("residual").path("inputs")).hasSize(3);
        assertThat(json.path("residual").path("weights").asInt()).isEqualTo(31);
        assertThat(json.path("weights")).hasSize(3 + 31 + 2);
    }

    @Test
    void aLastLayerCanBeLive() {
        String live = folder.resolve("live.safetensors").toString();
        String[] calibrate = ("calibrate mass-spring-damper --data " + data + " --rows 0:250 --fix mass=0.25 --starts 1"
                        + " --residual 3 --residual-segment 25 --residual-epochs 6 --out " + live + " --residual-live ")
                .split(" ");
        weft(with(calibrate, "0.2:10")).succeeded();
        assertThat(weft("inspect", live).succeeded().out())
                .contains("those of the last layer live: 0.2000 about the trained ones, back within 10.00 s");
        for (String wrong : List.of("0.2", "0.2:x", "0.2:10:3")) {
            Invocation refused = weft(with(calibrate, wrong));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("--residual-live = " + wrong + ", expected SPREAD:SECONDS such as 0.2:60");
        }
        assertThat(weft(with(calibrate, "-1:10")).err()).contains("spread of live weights = -1.0, expected");
    }

    private static String[] with(String[] arguments, String last) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(last);
        return all.toArray(String[]::new);
    }

    @Test
    void aTwinRunsAndIsRolledBackWithItsWeights() {
        String store = folder.resolve("store").toString();
        weft("run", model, "--data", data, "--rows", "450:480", "--store", store)
                .succeeded();
        weft("audit", "verify", "--store", store).succeeded();
        assertThat(weft("twin", "ls", "--store", store).succeeded().out()).contains("mass-spring-damper-with-residual");
    }

    @Test
    void optionsWithoutANetworkAreRefused() {
        Invocation refused = weft(
                "calibrate",
                "mass-spring-damper",
                "--data",
                data,
                "--residual-epochs",
                "3",
                "--out",
                folder.resolve("none.safetensors").toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--residual-… without --residual");
        Invocation unknown = weft(
                "calibrate",
                "mass-spring-damper",
                "--data",
                data,
                "--residual",
                "4",
                "--residual-on",
                "level",
                "--starts",
                "1",
                "--out",
                folder.resolve("none.safetensors").toString());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("'level', expected state, output, or one of [position, velocity]");
    }
}

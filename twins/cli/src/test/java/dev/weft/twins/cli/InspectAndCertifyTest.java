package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.model.WarpModelFile;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectAndCertifyTest {
    @TempDir
    static Path folder;

    private static Waves waves;

    @BeforeAll
    static void prepare() {
        waves = new Waves(folder);
        waves.train().succeeded();
    }

    @Test
    void saysWhatAModelIs() {
        Invocation inspect = weft("inspect", waves.file("waves.safetensors")).succeeded();

        assertThat(inspect.out())
                .containsPattern("signals +y\\R")
                .containsPattern("root network +1 → 4 → 1, swish")
                .containsPattern("transition +2×2-block-diagonal 14×14")
                .containsPattern("driven by +differences from step to step\\R")
                .containsPattern("length +16 steps of 0.5000 s")
                .containsPattern("transition.blocks +7×2×2 +28 +\\d")
                .containsPattern("layer0.weight +layer +4×1 +0 … 3")
                .containsPattern("idle +idle +1 +13 … 13")
                .contains("spectral radius", "of 14 modes")
                .containsPattern("trained on +12 series, 192 rows")
                .containsPattern("context +4 rows")
                .containsPattern("version of Weft +\\d+\\.\\d+\\.\\d+");
    }

    /** A diagonal model whose figures are known beforehand. */
    @Test
    void figuresAreThoseOfTheTensors() throws IOException {
        WarpModel model = diagonal(0.9, 1);
        JsonNode json = weft("inspect", written(model, "diagonal.safetensors"), "--json")
                .succeeded()
                .json();

        JsonNode spectrum = json.get("spectrum");
        assertThat(spectrum.get("radius").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(spectrum.get("lasting").asInt()).isEqualTo(1);
        assertThat(spectrum.get("slowest").get(0).has("timeConstantSteps")).isFalse();
        JsonNode decaying = spectrum.get("slowest").get(1);
        assertThat(decaying.get("eigenvalues").asInt())
                .isEqualTo(model.settings().weights() - 1);
        assertThat(decaying.get("timeConstantSteps").asDouble()).isCloseTo(-1 / Math.log(0.9), within(1e-9));
        assertThat(decaying.get("timeConstantSeconds").asDouble()).isCloseTo(-2 / Math.log(0.9), within(1e-9));
        assertThat(json.get("drive").asText()).isEqualTo("differences");
        assertThat(json.get("drivers").get("y").asDouble())
                .isCloseTo(3 * Math.sqrt(model.settings().weights()), within(1e-12));
        assertThat(json.get("parameters").asInt()).isEqualTo(model.layout().size());
    }

    @Test
    void writesAPageOfTheWeightsOverSeries() throws IOException {
        Invocation inspect = weft(
                        "inspect",
                        waves.file("waves.safetensors"),
                        "--data",
                        waves.file("waves.csv"),
                        "--out",
                        waves.file("weights.html"))
                .succeeded();

        assertThat(inspect.out()).contains("page of the weights over the first 6 of 12 series written to");
        String page = Files.readString(folder.resolve("weights.html"));
        assertThat(page)
                .contains("Inside waves.safetensors", "Series w0", "Series w5", "free run")
                .contains("Eigenvalues in the complex plane", "The slowest modes", "transition.blocks")
                .doesNotContain("Series w6");
    }

    /** The page shows what predict writes: the same model, the same context, another way to run it. */
    @Test
    void itsPredictionsAreThoseOfPredict() {
        weft(
                        "predict",
                        waves.file("waves.safetensors"),
                        "--data",
                        waves.file("waves.csv"),
                        "--out",
                        waves.file("forecast.csv"))
                .succeeded();
        double[] predicted =
                dev.weft.sdk.data.Tables.read(folder.resolve("forecast.csv")).numbers("y");
        WarpModel model = new ModelSource().warp(waves.file("waves.safetensors"));
        DataOptions data = new DataOptions();
        data.data = folder.resolve("waves.csv");
        List<double[]> shown = new WarpRuns(model, Waves.CONTEXT)
                .steps(data.read(model).get(0))
                .predicted();

        assertThat(shown.get(0)[0]).isNaN();
        // Step by step or many at once, sums have another order.
        for (int t = 1; t < Waves.ROWS; t++) {
            assertThat(shown.get(t)[0]).as("step %d", t).isCloseTo(predicted[t - 1], within(1e-9));
        }
    }

    /** Weights grow by 1e30 a step, but the network never sees more than 1. The data are as good as ever. */
    @Test
    void saysWhereAModelRunsAway() throws IOException {
        WarpModel limited = diagonal(1e30, 1, 1);
        assertThat(pageOf(limited, "limited"))
                .contains("the model runs away at step 12 of series w0: weight layer0.weight[1,0] = ", "Infinity")
                .contains("expected a stable model", "radius of 1 or below", "normalised");
        WarpModel free = diagonal(1e30, 1, Double.POSITIVE_INFINITY);
        assertThat(pageOf(free, "free"))
                .contains("the model runs away at step ", " of series w0: prediction of y = ")
                .doesNotContain("expected a finite number");
        assertThat(folder.resolve("limited.html")).doesNotExist();
    }

    private static String pageOf(WarpModel model, String name) throws IOException {
        String file = written(model, name + ".safetensors");
        Invocation inspect = weft(
                "inspect",
                file,
                "--data",
                waves.file("waves.csv"),
                "--context",
                "4",
                "--out",
                waves.file(name + ".html"));
        assertThat(inspect.exit()).isEqualTo(2);
        assertThat(inspect.err()).hasLineCount(1);
        return inspect.err();
    }

    @Test
    void describesAPhysicsModel() {
        Plant plant = new Plant(folder);
        plant.calibrate().succeeded();

        assertThat(plant.weft("inspect", "~/model.safetensors").succeeded().out())
                .contains("a physics model of mass-spring-damper")
                .containsPattern("parameter.mass +[\\d.e+-]+ +kg")
                .containsPattern("reading of position +[\\d.e+-]+ +m")
                .containsPattern("calibrated on +\\d+ rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "diagonal", "low-rank", "block-diagonal"})
    void everyStructureIsCertified(String transition) {
        waves.configure(transition + ".json", transition, 1);
        String model = waves.file(transition + ".safetensors");
        weft("train", waves.file(transition + ".json"), "--data", waves.file("waves.csv"), "--out", model)
                .succeeded();
        Invocation certify = weft("certify", model).succeeded();

        assertThat(certify.out())
                .contains("step by step", "not run: on a device", "all ways that were run agree", "16 steps")
                .doesNotContain("DIFFERS");
        JsonNode json =
                weft("certify", model, "--seed", "5", "--json").succeeded().json();
        assertThat(json.get("holds").asBoolean()).isTrue();
        assertThat(json.get("agreements")).hasSize(7);
        assertThat(json.get("notRun")).hasSize(1);
    }

    /** Weights beyond the largest number of single precision. */
    @Test
    void aModelWhoseWaysDifferEndsWithOne() throws IOException {
        WarpModel model = diagonal(0.9, 1);
        double[] parameters = model.parameters();
        parameters[model.layout().segment("initial.theta").offset()] = 1e39;
        String file = written(model.withParameters(parameters), "huge.safetensors");

        Invocation certify = weft("certify", file);
        assertThat(certify.exit()).isEqualTo(1);
        assertThat(certify.out()).contains("DIFFERS", "the ways differ");
        assertThat(certify.err()).isEmpty();
        Invocation json = weft("certify", file, "--json");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().get("holds").asBoolean()).isFalse();
    }

    private static WarpModel diagonal(double rest, double first) {
        return diagonal(rest, first, Double.POSITIVE_INFINITY);
    }

    /** A = diag(first, rest …), B = 3, a free θ_0 of 0. */
    private static WarpModel diagonal(double rest, double first, double limit) {
        WarpSettings settings = WarpSettings.forecasting(
                        List.of("y"),
                        RootSettings.of(List.of(2)),
                        TransitionSettings.of(Structure.DIAGONAL),
                        InitialSettings.freeWeights(),
                        16)
                .withWeightLimit(limit);
        ParameterLayout layout = ParameterLayout.of(settings);
        double[] parameters = new double[layout.size()];
        Arrays.fill(parameters, 0, layout.transitionSize(), rest);
        parameters[0] = first;
        ParameterLayout.Segment input = layout.segment("input.B");
        Arrays.fill(parameters, input.offset(), input.end(), 3);
        return new WarpModel(settings, parameters, Normalisation.none(settings), 2, WarpProvenance.unknown());
    }

    private static String written(WarpModel model, String name) throws IOException {
        Path file = folder.resolve(name);
        AtomicFile.write(file, true, out -> WarpModelFile.write(model, out));
        return file.toString();
    }
}

package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.warp.Activation;
import dev.weft.sdk.warp.Drive;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.lanes.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainConfigTest {
    /** The example of the contract, its choices made. */
    private static final String DOCUMENTED = """
            {"model": {"root": {"hidden": [16, 16], "activation": "swish", "final": null}, "transition": "dense", "rank": 8,
                       "initial": {"hiddenLayers": 2}, "timeChannel": false, "uncertainty": false},
             "data": {"series": "series", "time": "time", "signals": ["position", "velocity"], "normalise": true, "context": 100},
             "training": {"mode": "autoregressive", "forcing": 0.25, "epochs": 100, "batch": 64, "learningRate": 1e-3, "clip": 1.0, "seed": 1}}
            """;

    private static TrainConfig parse(String json) {
        return TrainConfig.parse("config.json", json);
    }

    @Test
    void theDocumentedExampleIsRead() {
        TrainConfig config = parse(DOCUMENTED);
        WarpSettings settings = config.settings(256);

        assertThat(settings.steps()).isEqualTo(256);
        assertThat(settings.root().hidden()).containsExactly(16, 16);
        assertThat(settings.transition().structure()).isEqualTo(Structure.DENSE);
        assertThat(settings.transition().rank()).isZero();
        // D = 2·16 + 17·16 + 17·2 = 338: ⌊(2·2 + 338)/3⌋ and ⌊(2 + 2·338)/3⌋.
        assertThat(settings.initial().hidden()).containsExactly(114, 226);
        assertThat(config.data())
                .isEqualTo(DataSettings.forecasting(List.of("position", "velocity"))
                        .withSeries("series")
                        .withSampling(Sampling.byColumn("time"))
                        .withContext(100));
        assertThat(config.training()).isEqualTo(TrainingSettings.STANDARD.withMode(TrainingMode.AUTOREGRESSIVE));
    }

    @Test
    void everythingElseHasADefault() {
        TrainConfig config = parse("{\"model\": {\"root\": {\"hidden\": [4]}}, \"data\": {\"signals\": [\"a\"]}}");

        assertThat(config.training()).isEqualTo(TrainingSettings.STANDARD);
        assertThat(config.data()).isEqualTo(DataSettings.forecasting(List.of("a")));
        assertThat(config.settings(5).root().activation()).isEqualTo(Activation.SWISH);
        assertThat(config.settings(5).weightLimit()).isInfinite();
        assertThat(config.settings(5).drive()).isEqualTo(Drive.DIFFERENCES);
    }

    @Test
    void everyOptionIsReadAndWrittenBack() {
        TrainConfig config = parse("""
                {"$schema": "train-config.schema.json",
                 "model": {"root": {"hidden": [4], "activation": "tanh", "final": {"clip": 2}, "frequencies": 3,
                                    "previous": true},
                           "transition": "block-diagonal", "continuous": true, "radius": 0.5,
                           "initial": {"hidden": [7], "activation": "relu", "noise": 0.1}, "drive": "values", "timeChannel": true,
                           "uncertainty": true, "weightLimit": 9, "convolution": 4},
                 "data": {"series": "run", "step": 0.5, "signals": ["a"], "inputs": ["u"], "normalise": "all",
                          "context": 3},
                 "training": {"mode": "autoregressive", "forcing": 0.5, "contextWeight": 0.125, "sampling": true,
                              "epochs": 2, "batch": 3, "batchesPerEpoch": 4, "seed": -5, "learningRate": 0.01,
                              "schedule": {"kind": "cosine", "warmUp": 6, "minimum": 0.25}, "weightDecay": 0.0625,
                              "beta1": 0.8, "beta2": 0.9, "epsilon": 1e-6, "clip": null, "validation": 0.2,
                              "patience": 7, "precision": "float", "threads": 8, "timeBudget": 1.5,
                              "checkpointInterval": 9}}
                """);
        WarpSettings settings = config.settings(10);
        TrainingSettings training = config.training();

        assertThat(settings.root().finalActivation()).isEqualTo(new FinalActivation.Clip(2));
        assertThat(settings.root().frequencies()).isEqualTo(3);
        assertThat(settings.root().previous()).isTrue();
        assertThat(settings.transition().continuous()).isTrue();
        assertThat(settings.transition().radius()).isEqualTo(0.5);
        assertThat(settings.initial().hidden()).containsExactly(7);
        assertThat(settings.initial().noise()).isEqualTo(0.1);
        assertThat(settings.weightLimit()).isEqualTo(9);
        assertThat(settings.convolution()).isEqualTo(4);
        assertThat(settings.drive()).isEqualTo(Drive.VALUES);
        assertThat(settings.timeChannel() && settings.uncertainty()).isTrue();
        assertThat(config.data().sampling()).isEqualTo(Sampling.every(0.5));
        assertThat(config.data().normalisation()).isEqualTo(NormalisationMode.ALL);
        assertThat(training.seed()).isEqualTo(-5);
        assertThat(training.contextWeight()).isEqualTo(0.125);
        assertThat(training.optimiser())
                .isEqualTo(new OptimiserSettings(
                        0.01,
                        new LearningRateSchedule.Cosine(6, 0.25),
                        0.0625,
                        0.8,
                        0.9,
                        1e-6,
                        Double.POSITIVE_INFINITY));
        assertThat(training.validation()).isEqualTo(new ValidationSettings(0.2, 7));
        assertThat(training.resources())
                .isEqualTo(new ResourceSettings(
                        Precision.FLOAT, 8, Optional.of(Duration.ofMillis(1500)), Duration.ofSeconds(9)));
        assertThat(parse(config.toJson())).isEqualTo(config);
        assertThat(parse(parse(DOCUMENTED).toJson())).isEqualTo(parse(DOCUMENTED));
    }

    @Test
    void classesAndTargetsAreRead() {
        TrainConfig classes = parse("""
                {"model": {"root": {"hidden": [4], "final": "dynamic-tanh"}, "initial": {"free": true}},
                 "data": {"signals": ["a"], "label": "kind", "classes": ["good", "bad"], "normalise": false}}
                """);
        TrainConfig targets = parse("""
                {"model": {"root": {"hidden": [4]}, "transition": "low-rank"},
                 "data": {"signals": ["a"], "targets": ["y"]}, "training": {"schedule": {"kind": "constant"}}}
                """);

        assertThat(classes.settings(9).predicted()).containsExactly("good", "bad");
        assertThat(classes.settings(9).initial().free()).isTrue();
        assertThat(classes.data().label()).contains("kind");
        assertThat(targets.settings(9).predicted()).containsExactly("y");
        assertThat(targets.settings(9).transition().rank()).isEqualTo(8);
        assertThat(parse(classes.toJson())).isEqualTo(classes).hasSameHashCodeAs(classes);
        assertThat(parse(targets.toJson())).isEqualTo(targets).isNotEqualTo(classes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "`epochs`: 100 | `epoch`: 100 | config.json: training: no key 'epoch'; nearest: 'epochs'; known: mode",
                "`hiddenLayers` | `layers` | config.json: model.initial: no key 'layers'; nearest: ",
                "`training` | `trainings` | config.json: no key 'trainings'; nearest: 'training'",
                "`epochs`: 100 | `epochs`: 0 | config.json: training.epochs: epochs = 0, expected at least 1",
                "`epochs`: 100 | `epochs`: `many` | config.json: training.epochs = \"many\", expected a whole number",
                "`epochs`: 100 | `epochs`: 1.5 | config.json: training.epochs = 1.5, expected a whole number",
                "0.25 | 1.25 | config.json: training.forcing: forcing = 1.25, expected a probability in [0, 1]",
                "1e-3 | 1e999 | config.json: training.learningRate = ",
                "`dense` | `dens` | config.json: model.transition: no choice 'dens'; nearest: 'dense'; known: dense, diag",
                "[16, 16] | [16, 0] | config.json: model.root: hidden widths of the root network = [16, 0]",
                "[16, 16] | 16 | config.json: model.root.hidden = 16, expected a list of whole numbers",
                "`rank`: 8 | `continuous`: true | model.transition: continuous transition = dense, expected diagonal",
                "`context`: 100 | `context`: -1 | config.json: data.context: context = -1, expected 0 or more steps",
                "`normalise`: true | `normalise`: `each` | data.normalise = \"each\", expected true, false or \"all\"",
                "`time`: `time` | `time`: `time`, `step`: 1 | data.step = 1, expected either a column time or a step",
                "`velocity` | `position` | config.json: data: signal 'position' is blank or named twice",
                "`velocity` | 3 | config.json: data.signals[1] = 3, expected a text",
                "`seed`: 1 | `sampling`: true | config.json: training: sampling = true without uncertainty",
                "`seed`: 1 | `seed`: 1, `seed`: 2 | config.json, line 4, column",
                "`seed`: 1}} | `seed`: 1 | is not JSON",
                "`seed`: 1 | `schedule`: {`kind`: `cosine`, `factor`: 0.5} | training.schedule: no key 'factor'",
                "`seed`: 1 | `schedule`: {`factor`: 0.5} | training.schedule.kind is missing, expected one of constant",
                "`seed`: 1 | `schedule`: {`kind`: `plateau`, `factor`: 2} | training.schedule: factor of the plateau"
            })
    void whatIsWrongIsNamedWithItsPlace(String good, String bad, String message) {
        String json = DOCUMENTED.replace(good.replace('`', '"'), bad.replace('`', '"'));

        assertThat(json).isNotEqualTo(DOCUMENTED);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> parse(json))
                .withMessageContaining(message);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        TrainConfig config = parse(DOCUMENTED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainConfig(
                        config.settings(9), DataSettings.forecasting(List.of("position")), config.training()))
                .withMessage("signals of the model = [position, velocity], expected those of the data, [position]");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> parse("{\"model\": {\"root\": {\"hidden\": [4]}}, \"data\": {\"signals\": [\"a\"],"
                        + " \"targets\": [\"b\"]}, \"training\": {\"mode\": \"autoregressive\"}}"))
                .withMessageContaining("only forecasts can be fed back");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> parse("{\"model\": {\"root\": {\"hidden\": [4]}}, \"data\": {\"signals\": [\"a\"]},"
                        + " \"training\": {\"mode\": \"autoregressive\"}}"))
                .withMessageContaining("context = 0, expected a context of at least 1 step");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> parse("{\"model\": {\"root\": {\"hidden\": [4]}, \"transition\": \"diagonal\","
                        + " \"continuous\": true}, \"data\": {\"signals\": [\"a\"]},"
                        + " \"training\": {\"mode\": \"convolutional\"}}"))
                .withMessageContaining("a convolution needs one A");
    }

    @Test
    void filesAreRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), DOCUMENTED);

        assertThat(TrainConfig.read(file)).isEqualTo(parse(DOCUMENTED));
        refused(folder, "is not a file, expected a training configuration");
        refused(folder.resolve("none.json"), "does not exist");
        refused(Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe}), "is not UTF-8");
        refused(Files.writeString(folder.resolve("empty"), ""), "expected an object");
        refused(Files.writeString(folder.resolve("deep"), "[".repeat(100_000)), "is not JSON");
    }

    private static void refused(Path file, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> TrainConfig.read(file))
                .withMessageContaining(message)
                .withMessageStartingWith(file.toString());
    }
}

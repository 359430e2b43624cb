package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.training.TrainConfig;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.training.TrainingEnd;
import dev.weft.sdk.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    private Waves waves;

    @BeforeEach
    void prepare() {
        waves = new Waves(folder);
    }

    @Test
    void trainsAndTellsWhatItFound() throws IOException {
        Invocation train = waves.train("--report", waves.file("train.html")).succeeded();

        assertThat(train.out())
                .contains("weights of the root network", "its validation loss", "model written to")
                .containsPattern("epochs +" + Waves.EPOCHS + "\\R");
        assertThat(folder.resolve("waves.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("waves.safetensors.checkpoint")).doesNotExist();
        assertThat(Files.readString(folder.resolve("train.html")))
                .contains("Training of a weight-space model", "<pre", "&quot;autoregressive&quot;");
    }

    @Test
    void theSameInputGivesTheSameModel() throws IOException {
        JsonNode first = waves.train("--json").succeeded().json();
        byte[] model = Files.readAllBytes(folder.resolve("waves.safetensors"));
        waves.train("--force").succeeded();

        assertThat(first.get("epochs").asInt()).isEqualTo(Waves.EPOCHS);
        assertThat(first.get("diverged").asBoolean()).isFalse();
        assertThat(first.get("validationLoss").asDouble()).isPositive();
        // 1 → 4 → 1 with biases: 13 weights, and one that is idle as they come in pairs.
        assertThat(first.get("weights").asInt()).isEqualTo(14);
        assertThat(Files.readAllBytes(folder.resolve("waves.safetensors"))).isEqualTo(model);
    }

    @Test
    void changesSingleValues() throws IOException {
        JsonNode one =
                waves.train("--set", "training.epochs=1", "--json").succeeded().json();
        Invocation wrong = waves.train("--set", "training.epoch=1");

        assertThat(one.get("epochs").asInt()).isEqualTo(1);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("training", "epoch", "epochs");
    }

    /** A run that was stopped leaves its checkpoint; what goes on from it ends as if nothing had happened. */
    @Test
    void goesOnFromACheckpoint() throws Exception {
        waves.train().succeeded();
        byte[] whole = Files.readAllBytes(folder.resolve("waves.safetensors"));
        leaveACheckpoint();
        Invocation resumed = waves.train();

        assertThat(resumed.exit()).isZero();
        assertThat(resumed.err())
                .isEqualToIgnoringNewLines("goes on from " + waves.file("waves.safetensors.checkpoint"));
        assertThat(Files.readAllBytes(folder.resolve("waves.safetensors"))).isEqualTo(whole);
        assertThat(folder.resolve("waves.safetensors.checkpoint")).doesNotExist();
    }

    @Test
    void refusesTheCheckpointOfOtherSettings() throws Exception {
        leaveACheckpoint();
        waves.configure("waves.json", "block-diagonal", Waves.EPOCHS + 1);
        Invocation other = waves.train();

        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("other settings or data", "remove the file");
        assertThat(folder.resolve("waves.safetensors")).doesNotExist();
        assertThat(folder.resolve("waves.safetensors.checkpoint")).exists();
    }

    /** Cancelled after the first epoch, as by Ctrl-C. */
    private void leaveACheckpoint() throws InterruptedException {
        Path data = folder.resolve("waves.csv");
        Training training =
                Training.of(TrainConfig.read(folder.resolve("waves.json")), Tables.read(data), Sha256.of(data));
        TrainingEnd end = training.run(
                        new TrainingListener() {
                            private boolean stopped;

                            @Override
                            public void batchDone(int epoch, int batch, int batches, double loss) {
                                stopped = epoch == 1;
                            }

                            @Override
                            public boolean cancelled() {
                                return stopped;
                            }
                        },
                        Optional.of(training.checkpoints(folder.resolve("waves.safetensors.checkpoint"))))
                .end();
        assertThat(end).isInstanceOf(TrainingEnd.Cancelled.class);
    }

    /** Rows 1 … T of every series, each with a mean; the context is the one of the training. */
    @Test
    void predictsWithTheModel() {
        waves.train().succeeded();
        String out = waves.file("forecast.csv");
        JsonNode json = weft(
                        "predict",
                        waves.file("waves.safetensors"),
                        "--data",
                        waves.file("waves.csv"),
                        "--out",
                        out,
                        "--json")
                .succeeded()
                .json();
        var table = Tables.read(Path.of(out));

        assertThat(json.get("context").asInt()).isEqualTo(Waves.CONTEXT);
        assertThat(json.get("score").get("raw").get("mse").asDouble()).isPositive();
        assertThat(table.columnNames()).containsExactly("series", "step", "time", "y", "y_sd");
        assertThat(table.rows()).isEqualTo(Waves.SERIES * Waves.ROWS);
        assertThat(table.texts("step").subList(0, Waves.ROWS))
                .startsWith("1", "2")
                .endsWith("16");
        assertThat(table.numbers("y")).doesNotContain(Double.NaN);
        assertThat(table.numbers("time")[Waves.ROWS - 1]).isCloseTo(8, within(1e-12));
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheNearest() throws IOException {
        waves.write("waves.json", Files.readString(folder.resolve("waves.json")).replace("\"epochs\"", "\"epoch\""));
        Invocation train = waves.train();

        assertThat(train.exit()).isEqualTo(2);
        assertThat(train.err()).contains("waves.json", "'epoch'", "'epochs'").hasLineCount(1);
        assertThat(folder.resolve("waves.safetensors")).doesNotExist();
    }
}

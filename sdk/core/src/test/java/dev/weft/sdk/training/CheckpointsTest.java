package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.SafeTensors;
import dev.weft.sdk.model.WeftVersion;
import dev.weft.sdk.warp.ParameterLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was stopped anywhere goes on from its checkpoint with the bits of one that was not. */
class CheckpointsTest {
    @TempDir
    Path folder;

    private Checkpoints checkpoints(String fingerprint) {
        return new Checkpoints(folder.resolve("checkpoint.safetensors"), fingerprint, Duration.ZERO);
    }

    private static Trainer trainer() {
        return new Trainer(Waves.settings(), Waves.training(), 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 11})
    void resumesWithTheSameBits(int batches) throws Exception {
        TrainingResult whole = trainer().train(Waves.data(), TrainingListener.NONE);
        TrainingResult cut = trainer().train(Waves.data(), new StopAfter(batches), Optional.of(checkpoints("a")));
        assertThat(cut.end()).isEqualTo(new TrainingEnd.Cancelled());
        TrainingResult resumed = trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("a")));
        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
        assertThat(resumed.bestLoss()).isEqualTo(whole.bestLoss());
        assertThat(resumed.records().stream().map(EpochRecord::trainingLoss))
                .isEqualTo(
                        whole.records().stream().map(EpochRecord::trainingLoss).toList());
    }

    @Test
    void aFinishedTrainingIsNotDoneAgain() throws Exception {
        TrainingResult first = trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("a")));
        TrainingResult again = trainer().train(Waves.data(), new StopAfter(0), Optional.of(checkpoints("a")));
        assertThat(again.end()).isEqualTo(new TrainingEnd.Completed());
        assertThat(again.parameters()).isEqualTo(first.parameters());
    }

    @Test
    void refusesTheCheckpointOfAnotherTraining() throws Exception {
        trainer().train(Waves.data(), new StopAfter(1), Optional.of(checkpoints("a")));
        assertThatThrownBy(() -> trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("b"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("other settings or data")
                .hasMessageContaining("remove the file");
    }

    /** The folder is gone for a while, as a full disk would have it: all of it is learned, and the next one is kept. */
    @Test
    void aCheckpointThatCannotBeWrittenEndsNothing() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Checkpoints kept = new Checkpoints(inside.resolve("checkpoint.safetensors"), "a", Duration.ZERO);
        List<String> told = new ArrayList<>();
        TrainingListener moving = new TrainingListener() {
            private int batches;

            @Override
            public void batchDone(int epoch, int batch, int count, double loss) {
                batches++;
                if (batches == 3) {
                    move(inside, folder.resolve("away"));
                } else if (batches == 7) {
                    move(folder.resolve("away"), inside);
                }
            }

            @Override
            public void checkpointFailed(DataException reason) {
                told.add(reason.getMessage());
            }
        };
        TrainingResult result = trainer().train(Waves.data(), moving, Optional.of(kept));

        assertThat(result.end()).isEqualTo(new TrainingEnd.Completed());
        assertThat(result.parameters())
                .isEqualTo(trainer().train(Waves.data(), TrainingListener.NONE).parameters());
        assertThat(told)
                .hasSize(4)
                .allSatisfy(reason -> assertThat(reason).contains("checkpoint.safetensors", "does not exist"));
        assertThat(trainer()
                        .train(Waves.data(), new StopAfter(0), Optional.of(kept))
                        .end())
                .isEqualTo(new TrainingEnd.Completed());
    }

    @Test
    void aLastCheckpointThatCannotBeWrittenIsToldAndTheResultKept() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Checkpoints kept = new Checkpoints(inside.resolve("checkpoint.safetensors"), "a", Duration.ofDays(1));
        List<String> told = new ArrayList<>();
        TrainingListener removing = new TrainingListener() {
            @Override
            public void epochDone(EpochRecord epoch, boolean best) {
                if (epoch.epoch() == 3) {
                    move(inside, folder.resolve("away"));
                }
            }

            @Override
            public void checkpointFailed(DataException reason) {
                told.add(reason.getMessage());
            }
        };
        assertThat(trainer().train(Waves.data(), removing, Optional.of(kept)).records())
                .hasSize(4);
        assertThat(told).hasSize(1);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsWhichVersionWroteIt() throws Exception {
        trainer().train(Waves.data(), new StopAfter(1), Optional.of(checkpoints("a")));
        assertThat(SafeTensors.read(folder.resolve("checkpoint.safetensors")).metadata())
                .containsEntry("weft-version", WeftVersion.current());
    }

    /** After four batches: epoch 1, batch 1, one record. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "progress | 0 | -1 | steps of the optimiser = -1.0",
                "progress | 1 | NaN | best loss = NaN in tensor progress, expected a loss: finite, or Infinity",
                "progress | 2 | 1 | epoch = 1.0 in tensor progress, expected a whole number from 2 to 4",
                "progress | 2 | -2 | best epoch = -2.0 in tensor progress, expected a whole number from -1 to 3",
                "progress | 3 | -1 | epoch = -1.0 in tensor progress, expected a whole number from 1 to 4",
                "progress | 3 | 5 | epoch = 5.0",
                "progress | 3 | 1.5 | epoch = 1.5",
                "progress | 3 | 2 | epoch = 1.0 in tensor rate, expected a whole number from 2 to 2",
                "progress | 4 | 4 | batch = 4.0 in tensor progress, expected a whole number from 0 to 3",
                "progress | 4 | 1e300 | batch = 1.0E300",
                "progress | 5 | Infinity | sum of losses = Infinity in tensor progress, expected a finite number",
                "progress | 6 | -1 | sum of weights = -1.0",
                "progress | 7 | NaN | largest norm = NaN",
                "progress | 8 | -Infinity | seconds of the epoch = -Infinity",
                "rate | 0 | 3 | epoch = 3.0 in tensor rate, expected a whole number from 1 to 1",
                "rate | 1 | NaN | learning rate = NaN in tensor rate, expected a finite number >= 0",
                "rate | 2 | -Infinity | best loss = -Infinity",
                "rate | 3 | 2 | epochs without improvement = 2.0",
                "rate | 4 | -1 | epochs not counted = -1.0",
                "records | 0 | 1 | epoch = 1.0 in tensor records, expected a whole number from 0 to 0",
                "records | 1 | -Infinity | training loss = -Infinity",
                "records | 3 | Infinity | learning rate = Infinity",
                "records | 4 | -1 | gradient norm = -1.0",
                "records | 5 | NaN | seconds = NaN",
                "parameters | 2 | NaN | holds NaN in tensor parameters, expected finite numbers; it is number 2 of it",
                "best | 0 | Infinity | holds Infinity in tensor best",
                "optimiser.square | 1 | NaN | holds NaN in tensor optimiser.square"
            })
    void refusesNumbersThatNoTrainingHas(String tensor, int index, double number, String message) throws Exception {
        trainer().train(Waves.data(), new StopAfter(4), Optional.of(checkpoints("a")));
        Path file = folder.resolve("checkpoint.safetensors");
        SafeTensors damaged = SafeTensors.read(file);
        int count = switch (tensor) {
            case "progress" -> 9;
            case "rate" -> 5;
            case "records" -> 6;
            default -> ParameterLayout.of(Waves.settings()).size();
        };
        double[] numbers = damaged.copy(tensor, count);
        numbers[index] = number;
        damaged.put(tensor, numbers, count);
        try (OutputStream out = Files.newOutputStream(file)) {
            damaged.write(out);
        }
        assertThatThrownBy(() -> trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("a"))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": the checkpoint ")
                .hasMessageContaining(message)
                .hasMessageEndingWith("; remove the file to train from the start");
    }

    @Test
    void refusesWhatIsNoCheckpoint() throws Exception {
        Files.writeString(folder.resolve("checkpoint.safetensors"), "not a checkpoint at all");
        assertThatThrownBy(() -> trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("a"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("checkpoint.safetensors")
                .hasMessageContaining("remove the file");
    }
}

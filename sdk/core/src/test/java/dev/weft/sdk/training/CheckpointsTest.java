package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void refusesWhatIsNoCheckpoint() throws Exception {
        Files.writeString(folder.resolve("checkpoint.safetensors"), "not a checkpoint at all");
        assertThatThrownBy(() -> trainer().train(Waves.data(), TrainingListener.NONE, Optional.of(checkpoints("a"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("checkpoint.safetensors")
                .hasMessageContaining("remove the file");
    }
}

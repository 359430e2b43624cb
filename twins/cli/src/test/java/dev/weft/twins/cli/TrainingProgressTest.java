package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    @Test
    void saysOnceThatACheckpointCannotBeWritten() {
        PrintStream real = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8);
                TrainingProgress progress = new TrainingProgress(1)) {
            System.setErr(captured);
            for (int i = 0; i < 3; i++) {
                progress.checkpointFailed(
                        new DataException("m.checkpoint: cannot be written: No space left on device"));
            }
        } finally {
            System.setErr(real);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("weft train: m.checkpoint: cannot be written: No space left on device;"
                        + " that does not end the training, but after a stop it would go on from an earlier checkpoint,"
                        + " if any");
    }
}

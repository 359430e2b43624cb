package dev.weft.sdk.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.bench.TrainingPeer;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The peer is found, and takes the same step again and again. */
class TorchTrainingStepTest {
    @Test
    void isFoundAndRepeatsItself() {
        TrainingPeer peer = ServiceLoader.load(TrainingPeer.class).findFirst().orElseThrow();
        assertThat(peer.name()).startsWith("PyTorch 2");
        try (TrainingPeer.Step step = peer.open(List.of(4, 3), 5, 7)) {
            double first = step.run();
            assertThat(first).isFinite().isNotZero();
            assertThat(step.run()).isEqualTo(first);
        }
    }
}

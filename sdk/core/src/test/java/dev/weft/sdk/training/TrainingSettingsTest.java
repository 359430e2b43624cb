package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.solvers.lanes.Precision;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {
    private static final TrainingSettings STANDARD = TrainingSettings.STANDARD;

    @Test
    void everyChangeChangesItsOwn() {
        TrainingSettings changed = STANDARD.withMode(TrainingMode.AUTOREGRESSIVE)
                .withForcing(0.5)
                .withContextWeight(0)
                .withSampling(true)
                .withEpochs(7)
                .withBatch(8)
                .withBatchesPerEpoch(9)
                .withSeed(10)
                .withOptimiser(OptimiserSettings.STANDARD
                        .withLearningRate(0.1)
                        .withSchedule(new LearningRateSchedule.Cosine(2, 0.01))
                        .withWeightDecay(0.2)
                        .withBetas(0.3, 0.4)
                        .withEpsilon(0.5)
                        .withClip(6))
                .withValidation(ValidationSettings.STANDARD.withShare(0.25).withPatience(11))
                .withResources(ResourceSettings.STANDARD
                        .withPrecision(Precision.FLOAT)
                        .withThreads(3)
                        .withTimeBudget(Duration.ofSeconds(60))
                        .withCheckpointInterval(Duration.ofSeconds(5)));

        assertThat(changed.toString())
                .isEqualTo("TrainingSettings[feeding=FeedingSettings[mode=AUTOREGRESSIVE, forcing=0.5,"
                        + " contextWeight=0.0, sampling=true], epochs=7, batch=8, batchesPerEpoch=9, seed=10, optimiser=OptimiserSettings["
                        + "learningRate=0.1, schedule=Cosine[warmUp=2, minimum=0.01], weightDecay=0.2, beta1=0.3,"
                        + " beta2=0.4, epsilon=0.5, clip=6.0], validation=ValidationSettings[share=0.25,"
                        + " patience=11], resources=ResourceSettings[precision=FLOAT, threads=3,"
                        + " timeBudget=Optional[PT1M], checkpointInterval=PT5S]]");
        assertThat(changed.startRate().rate()).isEqualTo(0.05);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refused(() -> STANDARD.withForcing(1.1), "forcing = 1.1, expected a probability");
        refused(() -> STANDARD.withForcing(Double.NaN), "forcing = NaN");
        refused(() -> STANDARD.withContextWeight(-1), "context weight = -1.0");
        refused(() -> STANDARD.withEpochs(0), "epochs = 0");
        refused(() -> STANDARD.withBatch(0), "batch = 0");
        refused(() -> STANDARD.withBatchesPerEpoch(-1), "batches per epoch = -1");
        OptimiserSettings adam = OptimiserSettings.STANDARD;
        refused(() -> adam.withLearningRate(0), "learning rate = 0.0");
        refused(() -> new LearningRateSchedule.Cosine(0, 2), "minimum of the cosine schedule = 2.0");
        refused(() -> adam.withBetas(1, 0), "beta1 = 1.0");
        refused(() -> adam.withBetas(0, -1), "beta2 = -1.0");
        refused(() -> adam.withEpsilon(0), "epsilon = 0.0");
        refused(() -> adam.withClip(0), "clip = 0.0");
        refused(() -> adam.withWeightDecay(Double.POSITIVE_INFINITY), "weight decay = Infinity");
        refused(() -> ValidationSettings.STANDARD.withShare(1), "share of validation series = 1.0");
        refused(() -> ValidationSettings.STANDARD.withPatience(-1), "patience of early stopping = -1");
        refused(() -> ResourceSettings.STANDARD.withThreads(-1), "threads = -1");
        refused(() -> ResourceSettings.STANDARD.withTimeBudget(Duration.ZERO), "time budget in ms = 0");
        refused(
                () -> ResourceSettings.STANDARD.withTimeBudget(Duration.ofSeconds(2_000_000_000)),
                "time budget in ms = 2000000000000, expected 1 … 1000000000000");
        refused(() -> ResourceSettings.STANDARD.withCheckpointInterval(Duration.ZERO), "checkpoint interval in ms = 0");
        refused(() -> new LearningRateSchedule.Plateau(1, 0, 0, 0, 0), "factor of the plateau schedule = 1.0");
        refused(() -> new LearningRateSchedule.Cosine(-1, 0), "warm-up of the cosine schedule = -1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    @Test
    void aShareOfTheSeriesIsKeptBackTheSameForTheSameSeed() {
        ValidationSettings tenth = ValidationSettings.STANDARD;

        assertThat(tenth.chosen(100, 1)).hasSize(10).isEqualTo(tenth.chosen(100, 1));
        assertThat(tenth.chosen(100, 2)).isNotEqualTo(tenth.chosen(100, 1));
        assertThat(tenth.chosen(100, 1)).allMatch(i -> i >= 0 && i < 100);
        assertThat(tenth.chosen(1, 1)).isEmpty();
        assertThat(tenth.chosen(2, 1)).hasSize(1);
        assertThat(new ValidationSettings(0.99, 0).chosen(3, 1)).hasSize(2);
        assertThat(tenth.withShare(0).chosen(100, 1)).isEmpty();
        assertThat(List.of(TrainingMode.values()))
                .extracting(TrainingMode::id)
                .containsExactly("recurrent", "convolutional", "autoregressive");
    }
}

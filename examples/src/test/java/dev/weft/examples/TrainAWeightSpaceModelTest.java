package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.inspect.MovementEvent;
import dev.weft.sdk.warp.WarpModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainAWeightSpaceModelTest {
    private static WarpModel model;

    @BeforeAll
    static void train() throws InterruptedException {
        model = TrainAWeightSpaceModel.train(new Printed().stream());
    }

    @Test
    void forecastsAreMuchBetterThanZero() {
        // The root mean square of a sine is 0.71; the model found 0.02.
        assertThat(TrainAWeightSpaceModel.forecast(model, new Printed().stream()))
                .isLessThan(0.1);
    }

    @Test
    void theWeightsTellWhenThePhaseJumps() {
        MovementEvent event = TrainAWeightSpaceModel.watch(model, new Printed().stream());

        assertThat(event.step()).isEqualTo(TrainAWeightSpaceModel.JUMP);
    }

    @Test
    void aWaveWithoutAJumpMovesTheWeightsEvenly() {
        assertThat(TrainAWeightSpaceModel.movement(
                                model, TrainAWeightSpaceModel.wave("even", 0, TrainAWeightSpaceModel.STEPS))
                        .events())
                .isEmpty();
    }

    @Test
    void allWaysToRunItAgree() {
        assertThat(TrainAWeightSpaceModel.certify(model, new Printed().stream()).holds())
                .isTrue();
    }
}

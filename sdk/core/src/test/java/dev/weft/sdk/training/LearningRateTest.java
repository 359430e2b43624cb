package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.sdk.training.LearningRateSchedule.Constant;
import dev.weft.sdk.training.LearningRateSchedule.Cosine;
import dev.weft.sdk.training.LearningRateSchedule.Plateau;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static List<Double> rates(LearningRateSchedule schedule, double... losses) {
        LearningRate rate = schedule.start(1, losses.length + 1);
        List<Double> rates = new ArrayList<>(List.of(rate.rate()));
        for (double loss : losses) {
            rate = rate.next(loss);
            rates.add(rate.rate());
        }
        return rates;
    }

    @Test
    void aConstantRateStays() {
        assertThat(rates(new Constant(), 3, 2, Double.NaN)).containsOnly(1.0);
    }

    @Test
    void aPlateauLongerThanPatienceHalves() {
        // Two epochs without improvement are let pass, the third is too many.
        assertThat(rates(new Plateau(0.5, 2, 0, 0, 0), 5, 5, 5, 5, 4, 4, 4, 4))
                .containsExactly(1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5, 0.25);
    }

    @Test
    void epochsOfTheCooldownAreNotCounted() {
        assertThat(rates(new Plateau(0.5, 0, 2, 0, 0), 5, 5, 5, 5, 5)).containsExactly(1.0, 1.0, 0.5, 0.5, 0.5, 0.25);
    }

    @Test
    void improvementIsRelativeAlsoBelowZero() {
        Plateau tenPercent = new Plateau(0.5, 0, 0, 0.1, 0);

        assertThat(rates(tenPercent, 100, 95)).endsWith(0.5);
        assertThat(rates(tenPercent, 100, 85)).endsWith(1.0);
        assertThat(rates(tenPercent, -100, -105)).endsWith(0.5);
        assertThat(rates(tenPercent, -100, -115)).endsWith(1.0);
        assertThat(rates(tenPercent, Double.NaN)).as("a loss that is no number").endsWith(0.5);
    }

    @Test
    void neverBelowTheMinimumNorUp() {
        assertThat(rates(new Plateau(0.1, 0, 0, 0, 0.05), 1, 1, 1, 1)).endsWith(0.1, 0.05, 0.05);
    }

    @Test
    void cosineRisesThenFallsToTheMinimum() {
        List<Double> rates = rates(new Cosine(2, 0.2), new double[6]);

        assertThat(rates).hasSize(7);
        assertThat(rates.subList(0, 3)).containsExactly(0.5, 1.0, 1.0);
        assertThat(rates.get(4)).as("half way, epoch 4 of 2 … 6").isCloseTo(0.6, offset(1e-15));
        assertThat(rates.get(6)).isCloseTo(0.2, offset(1e-15));
    }

    @Test
    void cosineWithoutRoomForItsCurveStaysFinite() {
        assertThat(rates(new Cosine(0, 0), 1)).doesNotContain(Double.NaN).endsWith(0.0);
        assertThat(new Cosine(5, 0).start(1, 1).rate()).isEqualTo(0.2);
        assertThat(new Cosine(0, 0).start(1, 1).rate()).isEqualTo(1);
    }

    @Test
    void goesOnFromACheckpointAsIfNothingHadHappened() {
        for (LearningRateSchedule schedule :
                List.of(new Constant(), new Plateau(0.7, 1, 1, 0.01, 1e-3), new Cosine(3, 1e-3))) {
            Random random = new Random(4);
            LearningRate rate = schedule.start(0.1, 40);
            for (int e = 0; e < 40; e++) {
                LearningRate resumed = LearningRate.resumed(schedule, 0.1, 40, rate.numbers());
                assertThat(resumed).isEqualTo(rate);
                rate = resumed.next(random.nextDouble());
            }
            assertThat(rate.epoch()).isEqualTo(40);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRate.resumed(new Constant(), 1, 1, new double[4]))
                .withMessageContaining("= 4, expected 5");
    }
}

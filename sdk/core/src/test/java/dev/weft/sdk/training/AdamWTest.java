package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final OptimiserSettings DECAYING =
            OptimiserSettings.STANDARD.withWeightDecay(0.1).withEpsilon(1e-8);

    @Test
    void firstStepIsTheRateInTheDirectionOfTheSign() {
        // After one step m̂ = g and v̂ = g², whatever β₁ and β₂ are: m̂/(√v̂ + ε) = ±1 but for ε/|g|.
        double[] p = {1, 2, 3};
        new AdamW(DECAYING, new boolean[] {false, false, true}).step(p, new double[] {4, -5, 6}, 0.5, 0.01);
        assertThat(p[0]).isCloseTo(1 - 0.01, within(1e-9));
        assertThat(p[1]).isCloseTo(2 + 0.01, within(1e-9));
        assertThat(p[2]).isCloseTo(3 - 0.01 - 0.01 * 0.1 * 3, within(1e-9));
    }

    @Test
    void secondStepByHand() {
        double[] p = {0};
        AdamW optimiser = new AdamW(OptimiserSettings.STANDARD.withBetas(0.5, 0.75), new boolean[1]);
        optimiser.step(p, new double[] {1}, 1, 1);
        optimiser.step(p, new double[] {3}, 1, 1);
        // m = 0.5·0.5·1 + 0.5·3 = 1.75, m̂ = 1.75/(1 − 0.25); v = 0.75·0.25·1 + 0.25·9 = 2.4375, v̂ = v/(1 − 0.5625).
        double second = (1.75 / 0.75) / Math.sqrt(2.4375 / 0.4375);
        assertThat(p[0]).isCloseTo(-1 - second, within(1e-7));
    }

    @Test
    void findsTheMinimumOfAParabola() {
        double[] p = {5};
        AdamW optimiser = new AdamW(OptimiserSettings.STANDARD, new boolean[1]);
        for (int i = 0; i < 2000; i++) {
            optimiser.step(p, new double[] {2 * (p[0] - 3)}, 1, 0.02);
        }
        assertThat(p[0]).isCloseTo(3, within(1e-3));
    }
}

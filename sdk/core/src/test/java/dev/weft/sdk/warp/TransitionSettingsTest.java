package dev.weft.sdk.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionSettingsTest {
    private static final TransitionSettings BLOCKS = TransitionSettings.of(Structure.BLOCK_DIAGONAL);

    private static double[] start(TransitionSettings settings) {
        return settings.start(40, new SplittableRandom(1)).parameters();
    }

    @Test
    void blocksBeginAsTheIdentity() {
        double[] blocks = start(BLOCKS);
        for (int i = 0; i < blocks.length; i += 4) {
            assertThat(Arrays.copyOfRange(blocks, i, i + 4)).containsExactly(1, 0, 0, 1);
        }
    }

    @Test
    void orAsRotationsByAnglesBelowTheGivenOne() {
        double[] blocks = start(BLOCKS.withRotation(0.5));
        double largest = 0;
        for (int i = 0; i < blocks.length; i += 4) {
            double angle = Math.atan2(blocks[i + 2], blocks[i]);
            assertThat(Math.hypot(blocks[i], blocks[i + 2])).isEqualTo(1, within(1e-15));
            assertThat(blocks[i + 1]).isEqualTo(-blocks[i + 2]);
            assertThat(blocks[i + 3]).isEqualTo(blocks[i]);
            assertThat(angle).isBetween(0.0, 0.5);
            largest = Math.max(largest, angle);
        }
        assertThat(largest).isGreaterThan(0.3);
    }

    /** exp [0 −α; α 0] is the rotation by α. */
    @Test
    void ratesOfContinuousBlocksHaveTheSameAngles() {
        double[] steps = start(BLOCKS.withRotation(0.5));
        double[] rates = start(BLOCKS.withRotation(0.5).withContinuous(true));
        for (int i = 0; i < rates.length; i += 4) {
            assertThat(rates[i]).isZero();
            assertThat(rates[i + 3]).isZero();
            assertThat(rates[i + 1]).isEqualTo(-rates[i + 2]);
            assertThat(rates[i + 2]).isEqualTo(Math.atan2(steps[i + 2], steps[i]), within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Structure.class,
            names = {"DENSE", "DIAGONAL"})
    void othersCannotRotate(Structure structure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionSettings.of(structure).withRotation(0.1))
                .withMessageContaining("expected block-diagonal");
    }

    @Test
    void refusesAnglesBeyondHalfATurn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BLOCKS.withRotation(3.2))
                .withMessageContaining("rotation = 3.2, expected radians a step in 0 … π");
        assertThatIllegalArgumentException().isThrownBy(() -> BLOCKS.withRotation(Double.NaN));
    }
}

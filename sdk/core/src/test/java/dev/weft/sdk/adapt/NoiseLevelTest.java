package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseLevelTest {
    private static NoiseLevel of(double size, int count, long seed) {
        Random random = new Random(seed);
        NoiseLevel level = new NoiseLevel(1);
        for (int i = 0; i < count; i++) {
            level.add(0, size * random.nextGaussian());
        }
        return level;
    }

    @Test
    void noiseAsAssumedChangesNothing() {
        int believed = 0;
        for (int seed = 0; seed < 2000; seed++) {
            believed += of(1, 40, seed).factor(0) != 1 ? 1 : 0;
        }
        // Four standard deviations: 0.13 of 2,000 are expected; more than 2 once in 2,800 such tests.
        assertThat(believed).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.3, 3, 30})
    void anotherNoiseIsFound(double size) {
        for (int seed = 0; seed < 20; seed++) {
            // A standard deviation from 100 numbers is wrong by 7 %; four times that.
            assertThat(of(size, 100, seed).factor(0) / size).isCloseTo(1, offset(0.28));
        }
    }

    @Test
    void eachOutputHasItsOwn() {
        NoiseLevel level = new NoiseLevel(2);
        for (int i = 0; i < 100; i++) {
            level.add(0, i % 2 == 0 ? 1 : -1);
            level.add(1, i % 2 == 0 ? 5 : -5);
        }
        assertThat(level.factor(0)).isEqualTo(1);
        assertThat(level.factor(1)).isCloseTo(5, offset(1e-12));
        assertThat(level.differs()).isTrue();
        assertThat(level.isExceeded()).isTrue();
    }

    @Test
    void fittedUnknownsTakeTheirDegreesOfFreedom() {
        NoiseLevel level = new NoiseLevel(2);
        for (int i = 0; i < 60; i++) {
            level.add(0, 4);
            level.add(1, i < 20 ? 4 : Double.NaN);
        }
        level.removeFitted(8);
        // 80 readings less 8 unknowns: nine tenths are left of 60 and of 20.
        assertThat(level.factor(0)).isCloseTo(Math.sqrt(16 / 0.9), offset(1e-12));
        assertThat(level.factor(1)).isCloseTo(Math.sqrt(16 / 0.9), offset(1e-12));
    }

    @Test
    void aFitThatUsesUpAllReadingsSaysNothing() {
        NoiseLevel level = new NoiseLevel(1);
        for (int i = 0; i < 5; i++) {
            level.add(0, 0);
        }
        level.removeFitted(5);
        assertThat(level.factor(0)).isEqualTo(1);
        assertThat(level.differs()).isFalse();
        assertThat(new NoiseLevel(1).factor(0)).isEqualTo(1);
    }

    @Test
    void perfectReadingsHaveNoNoise() {
        NoiseLevel level = of(0, 100, 1);
        assertThat(level.factor(0)).isZero();
        assertThat(level.differs()).isTrue();
        assertThat(level.isExceeded()).isFalse();
    }
}

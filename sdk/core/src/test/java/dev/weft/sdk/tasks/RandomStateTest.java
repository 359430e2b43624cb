package dev.weft.sdk.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Validation: the numbers are those of NumPy 2.4, {@code numpy.random.RandomState(42)}. */
class RandomStateTest {
    @Test
    void drawsNumPysDoubles() {
        RandomState random = new RandomState(42);

        assertThat(random.uniform(0, 1, 3)).containsExactly(0.3745401188473625, 0.9507143064099162, 0.7319939418114051);
    }

    @Test
    void drawsNumPysWholeNumbers() {
        RandomState powerOfTwo = new RandomState(42);
        RandomState withRefusals = new RandomState(42);

        assertThat(IntStream.generate(() -> powerOfTwo.integer(32, 64)).limit(8))
                .containsExactly(38, 51, 60, 46, 42, 39, 60, 52);
        assertThat(IntStream.generate(() -> withRefusals.integer(0, 10)).limit(8))
                .containsExactly(6, 3, 7, 4, 6, 9, 2, 6);
    }

    @Test
    void aChoiceOfOneSpendsNothing() {
        RandomState random = new RandomState(42);

        assertThat(random.integer(7, 8)).isEqualTo(7);
        assertThat(random.nextDouble()).isEqualTo(0.3745401188473625);
    }

    /** The published check values of the first training oscillator: m, k, c. */
    @Test
    void drawsTheFirstOscillator() {
        RandomState random = new RandomState(42);

        assertThat(random.uniform(0.02, 0.04, 20_480)[0]).isCloseTo(0.0274908, within(1e-8));
        assertThat(random.uniform(4, 16, 20_480)[0]).isCloseTo(14.14290525, within(1e-8));
        assertThat(random.uniform(0.01, 0.2, 20_480)[0]).isCloseTo(0.06822529, within(1e-8));
    }

    @Test
    void refusesAnEmptyRange() {
        RandomState random = new RandomState(42);

        assertThatThrownBy(() -> random.integer(3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range = 3 … 3, expected low < high, less than 2^31 apart");
    }
}

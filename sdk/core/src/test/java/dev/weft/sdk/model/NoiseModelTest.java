package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.MassSpringDamper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseModelTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSensorWithoutNoiseIsRefused(double noise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseModel(new double[] {1, noise}, new double[] {0}, 0))
                .withMessageStartingWith("measurement noise = " + noise + ", expected a finite number >= ");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void negativeStateNoiseAndDriftAreRefused(double noise) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseModel(new double[] {1}, new double[] {noise}, 0))
                .withMessageStartingWith("state noise = " + noise);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseModel(new double[] {1}, new double[] {0}, noise))
                .withMessageStartingWith("drift = " + noise);
    }

    @Test
    void arraysAreCopied() {
        double[] measurement = {1};
        double[] state = {2};
        NoiseModel noise = new NoiseModel(measurement, state, 3);
        measurement[0] = 10;
        state[0] = 20;

        assertThat(noise.measurement(0)).isEqualTo(1);
        assertThat(noise.state(0)).isEqualTo(2);
        assertThat(noise.withDrift(0.5).drift()).isEqualTo(0.5);
        assertThat(noise.withDrift(0.5).state(0)).isEqualTo(2);
        assertThat(noise.drift()).isEqualTo(3);
    }

    /** A variance grows with time, so a standard deviation per reading is one per root second over the root of Δt. */
    @Test
    void nominalNoiseIsTheSensorsAndAThousandthOfTheSpreadAReading() {
        NoiseModel noise = NoiseModel.nominal(new MassSpringDamper(), 0.25);

        assertThat(noise.measurement(0)).isEqualTo(0.01);
        assertThat(noise.measurement(1)).isEqualTo(0.1);
        assertThat(noise.state(0) * 0.5).isCloseTo(1e-3, offset(1e-18));
        assertThat(noise.state(1) * 0.5).isCloseTo(1e-2, offset(1e-17));
        assertThat(noise.drift() * 0.5).isCloseTo(NoiseModel.DRIFT_PER_READING, offset(1e-18));
    }

    @Test
    void scaledMultipliesSensorsOneByOneAndTheMachineAsAWhole() {
        NoiseModel noise = new NoiseModel(new double[] {1, 2}, new double[] {3}, 4).scaled(new double[] {10, 0.5}, 2);

        assertThat(noise.measurements()).containsExactly(10, 1);
        assertThat(noise.states()).containsExactly(6);
        assertThat(noise.drift()).isEqualTo(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> noise.scaled(new double[] {1}, 1))
                .withMessage("factors = 1, expected 2, one an output");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> noise.scaled(new double[] {1, 0}, 1))
                .withMessageContaining("measurement noise = 0.0");
    }
}

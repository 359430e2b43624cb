package dev.weft.sdk.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseFitTest {
    /**
     * 300 readings know a noise to 4 %, the prior's opinion (a factor of two about 0.01 m) weighs as one reading or
     * two, and the search stops at a step of some per cent: 25 % is more than all of them.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.004, 0.01, 0.03})
    void findsTheNoiseOfTheSensors(double noise) {
        MassSpringDamper prior = new MassSpringDamper();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {2, 60, 1.5},
                new double[] {0.5, 0},
                Lab.times(300, 0.05),
                Lab.jumps(300, 8, 3, new double[] {-30, 30}),
                new double[] {noise, 10 * noise},
                5);
        NoiseModel found = Calibrations.of(prior, series).model().noise();

        assertThat(found.measurement(0) / noise).isBetween(0.8, 1.25);
        assertThat(found.measurement(1) / noise / 10).isBetween(0.8, 1.25);
        // The equations hold: the states wander by less than the sensor shows, over all 15 s.
        assertThat(found.state(0) * Math.sqrt(15)).isLessThan(2 * noise);
        assertThat(found.drift()).isCloseTo(NoiseModel.DRIFT_PER_READING / Math.sqrt(0.05), within(1e-6));
    }

    /** Readings at exactly 10 V agree with the model exactly; taken as evidence they would make the sensor perfect. */
    @Test
    void aSensorThatIsMostlySaturatedIsNotTakenForAPerfectOne() {
        CascadedTanks prior = new CascadedTanks();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {0.06, 0.05, 0.05, 0.5, 5, 1, 1},
                new double[] {8, 8},
                Lab.times(200, 4),
                Lab.jumps(200, 20, 4, new double[] {2, 7}),
                new double[] {0.03},
                5);
        int saturated = 0;
        for (int i = 0; i < 200; i++) {
            series.outputs(i)[0] = Math.min(10, series.outputs(i)[0]);
            saturated += series.outputs(i)[0] == 10 ? 1 : 0;
        }
        NoiseModel found = Calibrations.of(
                        prior, 1, Map.of("sensorKnee", 5.0, "sensorSlopeLow", 1.0, "sensorSlopeHigh", 1.0), series)
                .model()
                .noise();

        assertThat(saturated).isBetween(60, 160);
        // At least 40 readings know it to 11 %; a level just below the rim is clipped upwards and hides some of it.
        assertThat(found.measurement(0)).isBetween(0.015, 0.06);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}

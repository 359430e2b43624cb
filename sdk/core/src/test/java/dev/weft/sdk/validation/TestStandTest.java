package dev.weft.sdk.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Sampling;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.simulation.Excitation;
import dev.weft.sdk.simulation.SamplingGuess;
import dev.weft.sdk.testing.Decay;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TestStandTest {
    private final TestStand stand = new TestStand(new Heater(), TrialSettings.STANDARD.withNoise(2));
    private final SplittableRandom random = new SplittableRandom(1);

    /** ẋ = (g u − x)/τ with u held from sample to sample has a closed form. */
    @Test
    void recordsObeyTheEquations() {
        Machine machine = stand.machine(random);
        MachineRecord record = stand.record(machine, 100, random);
        double lag = machine.values()[0];
        double gain = machine.values()[1];
        double kept = Math.exp(-stand.sampling().step() / lag);

        for (int t = 1; t < 100; t++) {
            double rest = gain * record.measured().inputs(t - 1)[0];
            double expected = rest + (record.states()[t - 1][0] - rest) * kept;
            assertThat(record.states()[t][0]).isCloseTo(expected, within(1e-6));
            assertThat(record.outputs()[t][0]).isEqualTo(record.states()[t][0]);
        }
    }

    @Test
    void sensorsAreAsNoisyAsAsked() {
        MachineRecord record = stand.record(stand.machine(random), 4000, random);
        double variance = 0;
        for (int t = 0; t < 4000; t++) {
            double error = record.measured().outputs(t)[0] - record.outputs()[t][0];
            variance += error * error / 4000;
        }

        // Twice 0.02; the standard error of a standard deviation of 4,000 numbers is 1.1 %.
        assertThat(Math.sqrt(variance)).isCloseTo(0.04, within(0.002));
    }

    @Test
    void inputsStepWithinTheirRange() {
        double[][] inputs = new Excitation(new Heater()).draw(1000, random);
        double[] values = Arrays.stream(inputs).mapToDouble(u -> u[0]).toArray();

        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-1.0, 0.0);
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(1.0, 2.0);
        // 15 levels in the mean; fewer than 4 or more than 40 have a chance of less than 1e-3.
        assertThat(Arrays.stream(values).distinct().count()).isBetween(4L, 40L);
    }

    /** Ten time constants of 1/0.5 s in 300 samples. */
    @Test
    void samplingIsGuessedFromTheSlowestTimeConstant() {
        Sampling guess = SamplingGuess.of(new Decay());

        assertThat(guess.samples()).isEqualTo(300);
        assertThat(guess.step()).isCloseTo(10 * 2 / 300.0, within(1e-12));
        assertThat(SamplingGuess.of(new MassSpringDamper()))
                .isEqualTo(new MassSpringDamper().sampling().orElseThrow());
    }

    @Test
    void aParameterJumpsOrDriftsAndTheOthersStay() {
        double[] start = {1, 2};

        assertThat(new Drift.Jump(1, 0.5, 10).coordinates(start, 9, 20)).containsExactly(1, 2);
        assertThat(new Drift.Jump(1, 0.5, 10).coordinates(start, 10, 20)).containsExactly(1, 2.5);
        assertThat(new Drift.Ramp(0, 1, 10).coordinates(start, 10, 21)).containsExactly(1, 2);
        assertThat(new Drift.Ramp(0, 1, 10).coordinates(start, 15, 21)).containsExactly(1.5, 2);
        assertThat(new Drift.Ramp(0, 1, 10).coordinates(start, 20, 21)).containsExactly(2, 2);
        assertThat(start).containsExactly(1, 2);
    }
}

package dev.weft.priors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation: the closed forms in the classes' own Javadoc. */
class OscillationsTest {
    @ParameterizedTest(name = "{0} Hz, amplitude {1}, phase {2}")
    @CsvSource({"1, 1, 0", "0.2, 3, 1", "7, 0.5, -2"})
    void aSineIsASine(double frequency, double amplitude, double phase) {
        Run run =
                new Run(new Sine(), new double[] {frequency}, amplitude * Math.sin(phase), amplitude * Math.cos(phase));
        for (int i = 0; i < 100; i++) {
            run.step(0.05);
            double expected = amplitude * Math.sin(2 * Math.PI * frequency * run.time() + phase);
            // At 7 Hz some hundred radians and as many steps of 1e-8.
            assertThat(run.outputsAndJacobians()[0]).isCloseTo(expected, offset(1e-5));
        }
    }

    @Test
    void aDampedOneDecays() {
        Run run = new Run(new DampedOscillation(), new double[] {2, 0.7}, 0.3, 0.4);
        for (int i = 0; i < 100; i++) {
            run.step(0.05);
            double t = run.time();
            double expected = 0.5 * Math.exp(-0.7 * t) * Math.sin(4 * Math.PI * t + Math.atan2(0.3, 0.4));
            assertThat(run.outputsAndJacobians()[0]).isCloseTo(expected, offset(1e-6));
        }
    }
}

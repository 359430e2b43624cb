package dev.weft.priors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

class SineByPhaseTest {
    @Test
    void followsItsClosedForm() {
        double amplitude = 2.5;
        double frequency = 0.7;
        Run run = new Run(new SineByPhase(), new double[] {amplitude, frequency}, 0.4);
        for (int i = 0; i < 50; i++) {
            run.step(0.13);
            double expected = amplitude * Math.sin(2 * Math.PI * frequency * run.time() + 0.4);
            // The rate is constant, so the integration only rounds.
            assertThat(run.outputsAndJacobians()[0]).isCloseTo(expected, offset(1e-12));
        }
    }
}

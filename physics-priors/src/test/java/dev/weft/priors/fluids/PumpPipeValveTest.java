package dev.weft.priors.fluids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation: the start of a rigid column, Q = Q∞·tanh(t/τ), and the affinity laws; White, 2011, section 11.4. */
class PumpPipeValveTest {
    private static final PumpPipeValve PRIOR = new PumpPipeValve();

    @ParameterizedTest(name = "speed {0}, opening {1}")
    @CsvSource({"1, 1", "0.7, 0.5", "1.2, 0.1", "0.9, 0.02", "0.9, 0"})
    void startsAsItsClosedForm(double speed, double opening) {
        double head = 30 * speed * speed - 5;
        double loss = 2e5 + 1e5 + 4e4 / Math.pow(Math.max(opening, 0.02), 2);
        double flow = Math.sqrt(head / loss);
        double time = 1000 / Math.sqrt(head * loss);
        Run run = new Run(PRIOR, new double[] {30, 2e5, 5, 1e5, 4e4, 1000}, 0);
        for (int i = 0; i < 40; i++) {
            run.step(0.02, speed, opening);
            // Flows of 1e-2 m³/s carry the absolute tolerance of 1e-9 a step.
            assertThat(run.state(0)).isCloseTo(flow * Math.tanh(run.time() / time), offset(1e-8));
        }
    }

    /** Without a static head flow ~ n and head ~ n². */
    @Test
    void keepsTheAffinityLaws() {
        double[] p = {30, 2e5, 0, 1e5, 4e4, 1000};
        Run full = new Run(PRIOR, p, 0);
        Run slow = new Run(PRIOR, p, 0);
        full.step(10, 1, 1);
        slow.step(10, 0.6, 1);
        assertThat(slow.state(0) / full.state(0)).isCloseTo(0.6, offset(1e-6));
        assertThat(slow.outputsAndJacobians(0.6, 1)[1] / full.outputsAndJacobians(1, 1)[1])
                .isCloseTo(0.36, offset(1e-6));
    }

    @Test
    void flowsBackThroughAPumpThatIsTooSlow() {
        Run run = new Run(PRIOR, new double[] {30, 2e5, 10, 1e5, 4e4, 1000}, 5e-3);
        run.step(20, 0.5, 1);
        assertThat(run.state(0)).isCloseTo(-Math.sqrt(2.5 / 3.4e5), offset(1e-8));
    }
}

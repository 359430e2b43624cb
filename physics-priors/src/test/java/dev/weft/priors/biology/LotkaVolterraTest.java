package dev.weft.priors.biology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.Parameter;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: Volterra's constant of the motion, the period of small swings and the law of averages. */
class LotkaVolterraTest {
    private static final LotkaVolterra PRIOR = new LotkaVolterra();
    private static final double[] RATES = {1.1, 0.4, 0.4, 0.1};

    @Test
    void keepsVolterrasConstant() {
        Run run = new Run(PRIOR, RATES, 10, 5);
        double start = constant(run);
        for (int i = 0; i < 200; i++) {
            run.step(0.25);
            // Terms of some units; 1e-8 of the populations a step, some hundred steps.
            assertThat(constant(run)).isCloseTo(start, offset(1e-5));
        }
    }

    /** Near the rest x = γ/δ, y = α/β it swings with 2π/√(α·γ). */
    @Test
    void swingsSlightlyWithThePeriodOfItsLinearisation() {
        double period = 2 * Math.PI / Math.sqrt(1.1 * 0.4);
        Run run = new Run(PRIOR, RATES, 4.001, 2.75);
        run.step(period / 4);
        assertThat(run.state(0)).isCloseTo(4, offset(1e-6));
        run.step(period / 4);
        // The next term is the square of an amplitude of 2.5e-4 of the rest.
        assertThat(run.state(0)).isCloseTo(3.999, offset(1e-6));
        assertThat(run.state(1)).isCloseTo(2.75, offset(1e-6));
    }

    /** Carpenter, 2018: hares and lynx peak about every ten years. */
    @Test
    void theNominalPopulationsComeBackAfterTenYears() {
        double year = 31_557_600;
        double[] nominal =
                PRIOR.parameters().stream().mapToDouble(Parameter::nominal).toArray();
        Run run = new Run(PRIOR, nominal, 34, 6);
        double before = 34;
        boolean falling = false;
        double peak = 0;
        for (int i = 1; i < 150 && !(peak > 5); i++) {
            run.step(year / 10);
            boolean fell = run.state(0) < before;
            if (fell && !falling) {
                peak = run.time() / year;
            }
            falling = fell;
            before = run.state(0);
        }
        assertThat(peak).isBetween(9.0, 14.0);
    }

    private static double constant(Run run) {
        double x = run.state(0);
        double y = run.state(1);
        return 0.1 * x - 0.4 * Math.log(x) + 0.4 * y - 1.1 * Math.log(y);
    }
}

package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: closed forms of a mass with viscous and Coulomb friction, at round values near the nominal ones. */
class PositioningAxisTest {
    private static final PositioningAxis PRIOR = new PositioningAxis();
    private static final double[] PARAMETERS = {95, 200, 20, -3};

    /** v = (v₀ + v₁)·e^(−c·t/m) − v₁ with v₁ = (F_C + F₀)/c, as long as the smoothed sign is 1. */
    @Test
    void coastsAsItsClosedForm() {
        double drag = (20 - 3) / 200.0;
        Run run = new Run(PRIOR, PARAMETERS, 0, 0.5);
        for (int i = 0; i < 80; i++) {
            run.step(0.01, 0);
            double expected = (0.5 + drag) * Math.exp(-200 * run.time() / 95) - drag;
            // Above 20 mm/s the smoothed sign is 1 to 1e-17: only the tolerance of 1e-8 a step is left.
            assertThat(expected).isGreaterThan(0.02);
            assertThat(run.state(1)).isCloseTo(expected, offset(1e-7));
        }
    }

    @Test
    void runsAtTheVelocityItsFrictionAllows() {
        Run run = new Run(PRIOR, PARAMETERS, 0, 0);
        for (int i = 0; i < 200; i++) {
            run.step(0.1, -100);
        }
        assertThat(run.state(1)).isCloseTo((-100 + 20 + 3) / 200.0, offset(1e-7));
    }

    /** Held by friction, it creeps at δ·artanh of the share of the Coulomb force, less what is viscous. */
    @Test
    void creepsWhereARealOneSticks() {
        Run run = new Run(PRIOR, PARAMETERS, 0, 0);
        for (int i = 0; i < 20; i++) {
            run.step(0.5, 7);
        }
        double v = run.state(1);
        assertThat(v).isLessThan(1e-3);
        assertThat(20 * Math.tanh(v / 1e-3) + 200 * v).isCloseTo(7 + 3, offset(1e-5));
    }
}

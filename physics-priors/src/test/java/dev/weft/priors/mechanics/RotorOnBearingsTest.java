package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the whirl of Jeffcott's rotor, amplitude e·r²/√((1 − r²)² + (2ζr)²) each way; Genta, 2005, chapter 2. */
class RotorOnBearingsTest {
    private static final RotorOnBearings PRIOR = new RotorOnBearings();
    private static final double MASS = 10;
    private static final double DAMPING = 200;
    private static final double ECCENTRICITY = 2e-5;
    private static final double[] STIFFNESS = {2.5e5, 3.6e5};

    /** Below, between, at and far above the critical speeds of 158 and 190 rad/s. */
    @ParameterizedTest(name = "{0} rad/s")
    @ValueSource(doubles = {60, 158.11388, 175, 190, 900})
    void whirlsOnItsClosedOrbit(double speed) {
        Run run = new Run(
                PRIOR,
                new double[] {MASS, STIFFNESS[0], STIFFNESS[1], DAMPING, ECCENTRICITY},
                orbit(0, speed, 0)[0],
                orbit(1, speed, 0)[0],
                orbit(0, speed, 0)[1],
                orbit(1, speed, 0)[1],
                0);
        for (int i = 0; i < 50; i++) {
            run.step(0.005, speed);
            for (int axis = 0; axis < 2; axis++) {
                // Displacements of 1e-4 m carry an absolute tolerance of 1e-9 a step; damping forgets old errors.
                assertThat(run.state(axis)).isCloseTo(orbit(axis, speed, run.time())[0], offset(1e-8));
            }
        }
        assertThat(run.state(4)).isCloseTo(speed * run.time(), offset(1e-6));
    }

    /** Displacement and velocity; the vertical pull follows the horizontal one by a quarter of a turn. */
    private static double[] orbit(int axis, double speed, double t) {
        double natural = Math.sqrt(STIFFNESS[axis] / MASS);
        double r = speed / natural;
        double ratio = DAMPING / (2 * Math.sqrt(STIFFNESS[axis] * MASS));
        double amplitude = ECCENTRICITY * r * r / Math.hypot(1 - r * r, 2 * ratio * r);
        double lag = Math.atan2(2 * ratio * r, 1 - r * r);
        double phase = speed * t - lag - axis * Math.PI / 2;
        return new double[] {amplitude * Math.cos(phase), -amplitude * speed * Math.sin(phase)};
    }
}

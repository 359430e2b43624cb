package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.LinearReference;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

/** Validation: the free vibration of two coupled inertias, and the matrix exponential of the equations written by hand. */
class BeltDriveTest {
    private static final BeltDrive PRIOR = new BeltDrive();
    private static final double MOTOR = 1e-3;
    private static final double LOAD = 5e-3;
    private static final double SMALL = 0.03;
    private static final double LARGE = 0.08;
    private static final double STIFFNESS = 3000;

    /** Without friction s̈ = −(r₁²/J₁ + r₂²/J₂)·(k·s + d·ṡ), and J₁·ω₁/r₁ + J₂·ω₂/r₂ never changes. */
    @Test
    void vibratesAsTwoFreeInertias() {
        double damping = 6;
        double mobility = SMALL * SMALL / MOTOR + LARGE * LARGE / LOAD;
        double decay = 0.5 * mobility * damping;
        double omega = Math.sqrt(mobility * STIFFNESS - decay * decay);
        double start = 1e-3;
        Run run = new Run(PRIOR, parameters(damping, 0, 0), 0, 0, start);
        for (int i = 0; i < 100; i++) {
            run.step(2e-3, 0, 0);
            double t = run.time();
            double expected =
                    start * Math.exp(-decay * t) * (Math.cos(omega * t) + decay / omega * Math.sin(omega * t));
            // The stretch has a tolerance of 1e-9 m a step, an overshoot of which dies within the run.
            assertThat(run.state(2)).isCloseTo(expected, offset(1e-8));
            // Momenta are some 1e-2; the speeds are good to 1e-8 of themselves a step.
            assertThat(MOTOR * run.state(0) / SMALL + LOAD * run.state(1) / LARGE)
                    .isCloseTo(0, offset(1e-7));
        }
    }

    @Test
    void followsTheMatrixExponentialWithFrictionAndLoad() {
        double d = 4;
        double b1 = 2e-3;
        double b2 = 5e-3;
        double[][] a = {
            {(-SMALL * SMALL * d - b1) / MOTOR, SMALL * LARGE * d / MOTOR, -SMALL * STIFFNESS / MOTOR},
            {SMALL * LARGE * d / LOAD, (-LARGE * LARGE * d - b2) / LOAD, LARGE * STIFFNESS / LOAD},
            {SMALL, -LARGE, 0}
        };
        double[] b = {0.2 / MOTOR, -0.05 / LOAD, 0};
        Run run = new Run(PRIOR, parameters(d, b1, b2), 3, -1, 0);
        for (int i = 0; i < 50; i++) {
            run.step(0.01, 0.2, 0.05);
            double[] expected = LinearReference.at(run.time(), a, b, 3, -1, 0);
            // Speeds of up to 100 rad/s at 1e-8 a step, some tens of steps an interval before damping forgets them.
            assertThat(run.state(0)).isCloseTo(expected[0], offset(1e-4));
            assertThat(run.state(1)).isCloseTo(expected[1], offset(1e-4));
        }
    }

    private static double[] parameters(double damping, double motorFriction, double loadFriction) {
        return new double[] {MOTOR, LOAD, SMALL, LARGE, STIFFNESS, damping, motorFriction, loadFriction};
    }
}

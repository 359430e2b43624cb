package dev.weft.priors.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: Landau, Lifshitz, "Mechanics", 1976, § 5 problem 1 (its energy) and the normal modes of small swings. */
class DoublePendulumTest {
    private static final DoublePendulum PRIOR = new DoublePendulum();
    private static final double GRAVITY = 9.80665;

    /** Equal masses and rods: ω² = (2 ∓ √2)·g/l with φ₂ = ±√2·φ₁, the slow mode with the upper sign. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void smallSwingsAreItsNormalModes(int sign) {
        double length = 0.4;
        double omega = Math.sqrt((2 - sign * Math.sqrt(2)) * GRAVITY / length);
        double amplitude = 1e-3;
        Run run = new Run(
                PRIOR, new double[] {0.3, 0.3, length, length, 0, 0}, amplitude, sign * Math.sqrt(2) * amplitude, 0, 0);
        for (int i = 0; i < 50; i++) {
            run.step(0.05, 0);
            double expected = amplitude * Math.cos(omega * run.time());
            // Large amplitudes swing slower by some φ² of the rate: 1e-6 of some 20 rad of phase.
            assertThat(run.state(0)).isCloseTo(expected, offset(1e-4 * amplitude));
            assertThat(run.state(1)).isCloseTo(sign * Math.sqrt(2) * expected, offset(2e-4 * amplitude));
        }
    }

    @Test
    void withoutFrictionItKeepsItsEnergyOverTheTop() {
        double[] p = {0.3, 0.2, 0.5, 0.3, 0, 0};
        Run run = new Run(PRIOR, p, 2.5, -2, 1, 0);
        double start = energy(run, p);
        for (int i = 0; i < 100; i++) {
            run.step(0.05, 0);
            // Energies are some joules; a local error of 1e-8 of the states, some hundred steps.
            assertThat(energy(run, p)).isCloseTo(start, offset(1e-5));
        }
    }

    @Test
    void whatFrictionTakesIsWhatTheEnergyLoses() {
        double[] p = {0.3, 0.2, 0.5, 0.3, 0.02, 0.01};
        Run run = new Run(PRIOR, p, 1, -1, 0, 0);
        double start = energy(run, p);
        double taken = 0;
        double before = loss(run);
        for (int i = 0; i < 2000; i++) {
            run.step(1e-3, 0);
            double now = loss(run);
            taken += 0.5e-3 * (before + now);
            before = now;
        }
        // The trapezoidal rule at 1 ms against swings of 0.5 s and faster: 1e-5 of what was lost.
        assertThat(start - energy(run, p)).isCloseTo(taken, offset(1e-4 * taken));
    }

    private static double loss(Run run) {
        return run.valueOf(PRIOR.invariants().get(0).nonNegative(), 0);
    }

    /** Kinetic and potential energy from the velocities of the two masses in the plane. */
    private static double energy(Run run, double[] p) {
        double vx = p[2] * run.state(2) * Math.cos(run.state(0));
        double vy = p[2] * run.state(2) * Math.sin(run.state(0));
        double wx = vx + p[3] * run.state(3) * Math.cos(run.state(1));
        double wy = vy + p[3] * run.state(3) * Math.sin(run.state(1));
        double upper = -p[2] * Math.cos(run.state(0));
        double lower = upper - p[3] * Math.cos(run.state(1));
        return 0.5 * p[0] * (vx * vx + vy * vy)
                + 0.5 * p[1] * (wx * wx + wy * wy)
                + GRAVITY * (p[0] * upper + p[1] * lower);
    }
}

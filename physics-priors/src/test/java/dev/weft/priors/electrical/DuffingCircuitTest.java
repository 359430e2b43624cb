package dev.weft.priors.electrical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.Duffing;
import dev.weft.priors.testing.Run;
import org.junit.jupiter.api.Test;

class DuffingCircuitTest {
    private static final double F = 2;
    private static final double OMEGA = 2 * Math.PI * F;

    /** With offset, asymmetry and the damping of the swing at 0 it is {@link Duffing} with m = 1/ω², in other letters. */
    @Test
    void isDuffingsOscillatorWithoutWhatAmplifiersAdd() {
        double mass = 1 / (OMEGA * OMEGA);
        Run mechanical = new Run(new Duffing(), new double[] {mass, 1, 0.7, 1.5 * mass}, 0.4, -1);
        Run circuit = new Run(new DuffingCircuit(), new double[] {F, 1.5, 2, 0.7, 0, 0, 0}, 0.4, -1);
        for (int i = 0; i < 100; i++) {
            double drive = Math.sin(0.9 * i);
            mechanical.step(0.02, 2 * drive);
            circuit.step(0.02, drive);
            // Two integrations within 1e-8 or so each.
            assertThat(circuit.state(0)).isCloseTo(mechanical.state(0), offset(1e-6));
        }
    }

    @Test
    void restsWhereTheFeedbackEqualsTheDriveAndTheOffset() {
        Run run = new Run(new DuffingCircuit(), new double[] {F, 20, 1.2, 3, 0.05, 0.4, 2}, 0, 0);
        for (int i = 0; i < 60; i++) {
            run.step(0.1, 0.5);
        }
        double y = run.state(0);
        assertThat(y + 0.4 * y * y + 3 * y * y * y).isCloseTo(1.2 * 0.5 + 0.05, offset(1e-6));
    }

    /**
     * Free swings of a linear circuit with damping d·(1 + e·A²) at amplitude A lose energy at that rate: A falls by
     * ∫ d/2·(1 + ¾·e·A²), as averaging over a period gives. Weak damping, so that averaging holds to its square.
     */
    @Test
    void largeSwingsLoseTheirEnergyFaster() {
        double d = 0.1;
        double e = 3;
        Run run = new Run(new DuffingCircuit(), new double[] {F, d, 1, 0, 0, 0, e}, 1, 0);
        double time = 4;
        for (int i = 0; i < 400; i++) {
            run.step(time / 400, 0);
        }
        double amplitude = Math.hypot(run.state(0), run.state(1) / OMEGA);
        // dA/dt = −d/2·A − c·A³ with c = ⅜·e·d has the solution of Bernoulli's equation.
        double c = 0.375 * e * d;
        double decay = Math.exp(-d * time);
        double expected = Math.sqrt(decay / (1 + 2 * c / d * (1 - decay)));
        assertThat(amplitude).isCloseTo(expected, offset(0.01));
    }
}

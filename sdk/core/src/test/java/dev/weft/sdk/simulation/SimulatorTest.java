package dev.weft.sdk.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.LinearOscillator;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.ode.IntegrationException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void anOscillatorFollowsItsMatrixExponentialUnderAHeldForce() {
        double[] times = Lab.times(200, 0.05);
        double[][] force = Lab.jumps(200, 7, 3, new double[] {-20, 20});
        Trajectory run = new Simulator(new MassSpringDamper())
                .run(new double[] {2, 80, 3}, new double[] {0.5, -1}, times, force);
        LinearOscillator exact = new LinearOscillator(2, 80, 3, 0.05);
        RealVector x = new ArrayRealVector(new double[] {0.5, -1});
        for (int i = 0; i < 200; i++) {
            // Local errors of 1e-8 a step fade with the damping: within its memory, a second, lie some tens of steps.
            assertThat(run.states(i)[0]).isCloseTo(x.getEntry(0), offset(1e-6));
            assertThat(run.states(i)[1]).isCloseTo(x.getEntry(1), offset(1e-5));
            assertThat(run.outputs(i)).isEqualTo(run.states(i));
            assertThat(run.time(i)).isEqualTo(times[i]);
            x = exact.step(x, force[i][0]);
        }
    }

    @Test
    void anUnevenGridGivesTheSameStates() {
        double[] p = {0.01, 1e6};
        double[][] inputs = {{280, 500}, {280, 500}, {280, 500}, {280, 500}};
        double[] times = {10, 11, 500, 90_000};
        Trajectory run = new Simulator(new RcRoom()).run(p, new double[] {300}, times, inputs);
        for (int i = 0; i < 4; i++) {
            double expected = 285 + 15 * Math.exp(-(times[i] - 10) / 1e4);
            // 1e-8 relative of 300 K, a few steps.
            assertThat(run.states(i)[0]).isCloseTo(expected, offset(2e-5));
        }
    }

    @Test
    void anInputActsFromItsOwnSampleOn() {
        double[][] inputs = {{0}, {1}, {0}};
        Trajectory run = new Simulator(new MassSpringDamper())
                .run(new double[] {1, 1, 1}, new double[] {0, 0}, Lab.times(3, 0.1), inputs);

        assertThat(run.states(1)).containsExactly(0, 0);
        assertThat(run.states(2)[1]).isGreaterThan(0.09);
    }

    @Test
    void initialStatesAreNotModified() {
        double[] x0 = {1, 0};
        Trajectory run = new Simulator(new MassSpringDamper())
                .run(new double[] {1, 1, 1}, x0, Lab.times(3, 1), new double[3][1]);

        assertThat(x0).containsExactly(1, 0);
        assertThat(run.length()).isEqualTo(3);
        assertThat(run.states(0)).containsExactly(1, 0).isNotSameAs(x0);
    }

    @Test
    void anExplosionIsReportedWithItsTime() {
        assertThatExceptionOfType(IntegrationException.class)
                .isThrownBy(() -> new Simulator(new Blowup())
                        .run(new double[] {1}, new double[] {1}, new double[] {0, 0.5, 2}, new double[3][0]))
                .satisfies(e -> {
                    assertThat(e.component()).isEqualTo("size");
                    assertThat(e.time()).isCloseTo(1, offset(1e-3));
                });
    }
}

package dev.weft.sdk.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.FastSensor;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.ode.IntegrationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetSimulatorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 130, 700})
    void aLaneIsTheSeriesAlone(int lanes) {
        PhysicsPrior prior = new MassSpringDamper();
        double[][] p = new double[lanes][];
        for (int lane = 0; lane < lanes; lane++) {
            p[lane] = new double[] {1 + 0.001 * lane, 40, 0.5};
        }
        double[] x0 = {1, 0};
        double[] times = Lab.times(20, 0.1);
        double[][] force = Lab.jumps(20, 4, 5, new double[] {-20, 20});

        FleetRun run = run(prior, 2, p, x0, times, force);

        for (int lane = 0; lane < lanes; lane += 13) {
            Trajectory alone = new Simulator(prior).run(p[lane], x0, times, force);
            for (int i = 0; i < 20; i++) {
                // Both within 1e-8 a step of the truth, some hundred steps.
                assertThat(run.trajectory(lane).states(i)).containsExactly(alone.states(i), within(1e-6));
                assertThat(run.trajectory(lane).outputs(i)).containsExactly(alone.outputs(i), within(1e-6));
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        double[][] p = new double[1300][];
        for (int lane = 0; lane < p.length; lane++) {
            p[lane] = new double[] {1 + 0.001 * lane, 40, 0.5};
        }
        double[] times = Lab.times(5, 0.1);
        FleetRun one = run(new MassSpringDamper(), 1, p, new double[] {1, 0}, times, new double[5][1]);
        FleetRun three = run(new MassSpringDamper(), 3, p, new double[] {1, 0}, times, new double[5][1]);

        for (int lane = 0; lane < p.length; lane++) {
            assertThat(three.trajectory(lane).states(4))
                    .containsExactly(one.trajectory(lane).states(4));
        }
    }

    @Test
    void aStiffPriorMeetsItsClosedForm() {
        double[][] p = {{0.5, 1e6}, {0.7, 1e8}, {0.9, 10}};
        double[] times = Lab.times(4, 1);

        FleetRun run = run(new FastSensor(), 1, p, new double[] {1, 0}, times, new double[4][0]);

        for (int lane = 0; lane < 3; lane++) {
            double leak = p[lane][0];
            double speed = p[lane][1];
            for (int i = 0; i < 4; i++) {
                double slow = Math.exp(-leak * times[i]);
                double exact = speed / (speed - leak) * (slow - Math.exp(-speed * times[i]));
                // Some hundred steps of 1e-8 relative, 1e-9 absolute.
                assertThat(run.trajectory(lane).outputs(i)[0]).isCloseTo(exact, within(1e-6));
                assertThat(run.trajectory(lane).states(i)[0]).isCloseTo(slow, within(1e-6));
            }
        }
    }

    @Test
    void aLaneThatIsStiffAmongOthersIsSimulatedAlone() {
        double[][] p = {{0.5, 10}, {0.5, 1e8}};

        FleetRun run = run(new FastSensor(), 1, p, new double[] {1, 0}, Lab.times(2, 1), new double[2][0]);

        assertThat(run.failures()).isEmpty();
        assertThat(run.trajectory(1).outputs(1)[0]).isCloseTo(Math.exp(-0.5), within(1e-6));
    }

    @Test
    void aLaneWithoutASolutionIsNamedAndTheOthersHaveTheirs() {
        double[][] p = {{0.1}, {1}, {0.2}};

        FleetRun run = run(new Blowup(), 1, p, new double[] {1}, new double[] {0, 0.5, 2}, new double[3][0]);

        assertThat(run.failures()).containsOnlyKeys(1);
        assertThat(run.failures().get(1).time()).isCloseTo(1, within(1e-3));
        assertThat(run.trajectory(2).states(2)[0]).isCloseTo(1 / 0.6, within(1e-6));
        assertThatExceptionOfType(IntegrationException.class).isThrownBy(() -> run.trajectory(1));
    }

    private static FleetRun run(
            PhysicsPrior prior, int threads, double[][] p, double[] x0, double[] times, double[][] inputs) {
        try (FleetSimulator fleet = FleetSimulator.suiting(prior, threads, p[0], x0, times, inputs)) {
            return fleet.run(p, x0, times, inputs);
        }
    }
}

package dev.weft.sdk.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network is trained on what the simulator would do, however inputs run between rows. */
class FreeRunTest {
    private static final double[] PARAMETERS = {2, 50, 2};
    private static final double[] START = {0.3, -0.1};

    private static MeasuredSeries driven(InputsBetween between) {
        double[] times = new double[40];
        double[][] inputs = new double[times.length][];
        double[][] outputs = new double[times.length][2];
        for (int i = 0; i < times.length; i++) {
            times[i] = 0.1 * i;
            inputs[i] = new double[] {20 * Math.sin(0.9 * i)};
        }
        MeasuredSeries bare = new MeasuredSeries("driven", times, inputs, outputs).withInputsBetween(between);
        Trajectory truth = new Simulator(new MassSpringDamper()).run(PARAMETERS, START, bare);
        for (int i = 0; i < times.length; i++) {
            outputs[i] = truth.outputs(i);
        }
        return bare.withOutputs(outputs);
    }

    @ParameterizedTest
    @EnumSource
    void runsAndSettlesAsTheSimulatorDoes(InputsBetween between) {
        MeasuredSeries series = driven(between);
        FreeRun runs = new FreeRun(new MassSpringDamper(), new double[] {0.01, 0.1}, new double[] {10, 10});
        double[][] outputs = runs.run(PARAMETERS, Segment.whole(series, START))[0];
        for (int i = 0; i < outputs.length; i++) {
            // Two integrations with the same tolerances, one of them without sensitivities.
            assertThat(outputs[i]).containsExactly(series.outputs(i), within(1e-8));
        }
        Segment elsewhere = Segment.whole(series, new double[] {0.5, 0.4});
        assertThat(runs.settle(PARAMETERS, elsewhere, 10)).isLessThan(0.01);
        assertThat(elsewhere.state()).containsExactly(START, within(1e-3));
        assertThat(elsewhere.withZeros(1).pieces()).isEqualTo(series.pieces());
        assertThat(elsewhere.withZeros(1).outputs(3)).hasSize(3).endsWith(0.0);
    }
}

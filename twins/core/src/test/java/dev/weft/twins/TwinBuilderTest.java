package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualInput;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.warp.Activation;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TwinBuilderTest {
    private static final int PHYSICAL = 3;
    private static final ResidualPrior PRIOR = ResidualPrior.of(
            Oscillator.PRIOR,
            new ResidualNetwork(
                    List.of(2),
                    Activation.TANH,
                    List.of(new ResidualInput("position", 0, 0.5)),
                    List.of(new ResidualTarget(Kind.STATE, "velocity", 40))));

    /** Two hidden units and an output that bends the spring's force: weights as training would leave them. */
    private static final double[] WEIGHTS = {1.2, -0.8, 0.1, 0.2, -0.6, 0.4, 0.1};

    private static MeasuredSeries history() {
        int rows = 200;
        double[] times = new double[rows];
        double[][] inputs = new double[rows][1];
        for (int i = 0; i < rows; i++) {
            times[i] = Oscillator.INTERVAL * i;
            inputs[i][0] = 30 * Math.sin(1.7 * times[i]) + 20 * Math.sin(0.3 * times[i]);
        }
        double[] truth = new double[PHYSICAL + WEIGHTS.length];
        System.arraycopy(new double[] {1, Oscillator.STIFFNESS, 1}, 0, truth, 0, PHYSICAL);
        System.arraycopy(WEIGHTS, 0, truth, PHYSICAL, WEIGHTS.length);
        Trajectory run = new Simulator(PRIOR).run(truth, new double[] {1, 0}, times, inputs);
        Random random = new Random(4);
        double[][] outputs = new double[rows][];
        for (int i = 0; i < rows; i++) {
            double[] y = run.outputs(i);
            outputs[i] = new double[] {y[0] + 0.01 * random.nextGaussian(), y[1] + 0.1 * random.nextGaussian()};
        }
        return new MeasuredSeries("history", times, inputs, outputs);
    }

    /** All weights are certain but the last one. */
    private static PhysicsModel trained(double last) {
        PhysicsModel nominal = PhysicsModel.nominal(PRIOR, Oscillator.INTERVAL);
        GaussianEstimate start = nominal.start();
        for (int j = PHYSICAL; j < PHYSICAL + WEIGHTS.length; j++) {
            start.mean()[j] = WEIGHTS[j - PHYSICAL];
            start.covariance().set(j, j, j == PHYSICAL + 6 ? last * last : 0);
        }
        return new PhysicsModel(
                PRIOR,
                start,
                NoiseModel.nominal(PRIOR, Oscillator.INTERVAL),
                Oscillator.INTERVAL,
                nominal.card().withShares(Map.of("position", 0.1)));
    }

    @Test
    void aNetworkBesideThePriorStaysAsItWasTrained() {
        PhysicsModel trained = trained(0.2);

        PhysicsModel model = Twin.of(trained)
                .calibratedOn(List.of(history()))
                .openIn(new MemoryStore(), "machine")
                .model();

        assertThat(Arrays.copyOfRange(model.start().mean(), PHYSICAL, PHYSICAL + WEIGHTS.length))
                .isEqualTo(WEIGHTS);
        for (int j = PHYSICAL; j < PHYSICAL + WEIGHTS.length; j++) {
            // As sure as before: six are certain, the last one is known to 0.2.
            assertThat(model.start().standardDeviation(j)).isEqualTo(j == PHYSICAL + 6 ? 0.2 : 0);
        }
        assertThat(model.card().shares()).containsExactlyEntriesOf(Map.of("position", 0.1));
        double[] found = model.layout().toPhysical(model.start().mean());
        double deviation = model.start().standardDeviation(1) * Oscillator.STIFFNESS;
        // One draw: four standard deviations hold it but for one seed in ten thousand.
        assertThat(found[1]).isCloseTo(Oscillator.STIFFNESS, within(4 * deviation));
        assertThat(deviation).isLessThan(0.1 * Oscillator.STIFFNESS);
    }

    @Test
    void reopenedParametersLeaveTheNetworkAsSureAsItWas() {
        MeasuredSeries history = history();
        Twin twin = Twin.of(trained(0))
                .calibratedOn(List.of(history))
                .guardedBy(
                        Policy.standard().withLearning(LearningLimits.standard().withReopenAfter(6)))
                .openIn(new MemoryStore(), "machine");
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 107; i++) {
            // Someone has moved the sensor by half a metre.
            double position = history.outputs(i)[0] + (i < 100 ? 0 : 0.5);
            double[] outputs = {position, i < 100 ? history.outputs(i)[1] : Double.NaN};
            findings.add(twin.update(new Reading(history.time(i), history.inputs(i), outputs))
                    .finding());
        }

        assertThat(findings).contains(Finding.REOPENED);
        GaussianEstimate after = twin.snapshot().estimate();
        assertThat(after.standardDeviation(1)).isGreaterThan(0.05);
        for (int j = PHYSICAL; j < PHYSICAL + WEIGHTS.length; j++) {
            assertThat(after.mean()[j]).isEqualTo(WEIGHTS[j - PHYSICAL]);
            assertThat(after.standardDeviation(j)).isZero();
        }
    }
}

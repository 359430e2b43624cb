package dev.weft.sdk.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.mechanics.Duffing;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.adapt.SeriesFilter;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.model.LoadedModel;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFiles;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualDrift;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A spring that hardens, modelled as a linear one with a network beside it, changes after half of 12 seconds. Bounds stand
 * about half way between what was reached, which is told beside them, and what would make the option pointless.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LiveLayerTest {
    private static final int ROWS = 1200;
    private static final double[] SPRING = {0.25, 300, 3e5, 0.6};
    private static final double[] WEAKER = {0.25, 300, 1e5, 0.6};
    private static final double[] HEAVIER = {0.30, 300, 3e5, 0.6};

    private final PhysicsModel live = trained();
    private final PhysicsModel certain = frozen(live);

    private static PhysicsModel trained() {
        MeasuredSeries series = Springs.hardening(1, 800);
        CalibrationResult calibrated = Springs.calibrated(series);
        return new ResidualTrainer(ResidualSettings.STANDARD
                        .withHidden(List.of(6))
                        .withSegment(25)
                        .withEpochs(60, 60)
                        .withLive(Optional.of(new ResidualDrift(0.2, 10))))
                .train(calibrated, List.of(series), TrainingListener.NONE)
                .model();
    }

    /** The same weights, taken as certain. */
    private static PhysicsModel frozen(PhysicsModel model) {
        ResidualPrior prior = (ResidualPrior) model.prior();
        GaussianEstimate start = model.start();
        int m = prior.base().parameters().size();
        for (int j = m; j < m + prior.network().weightCount(); j++) {
            start.covariance().set(j, j, 0);
        }
        return new PhysicsModel(
                ResidualPrior.of(prior.base(), prior.network().withLive(Optional.empty())),
                start,
                model.noise(),
                model.samplingInterval(),
                model.card());
    }

    /** A machine that is {@code SPRING} for the first half, and another one then. */
    private static MeasuredSeries changing(double[] then) {
        Random random = new Random(9);
        double[] times = new double[ROWS];
        double[][] inputs = new double[ROWS][1];
        double level = 0;
        for (int i = 0; i < ROWS; i++) {
            times[i] = 0.01 * i;
            level = i % 8 == 0 ? 24 * random.nextDouble() - 12 : level;
            inputs[i][0] = level;
        }
        double[][] outputs = new double[ROWS][];
        double[] x = {0.02, 0};
        Simulator simulator = new Simulator(new Duffing());
        for (int i = 0; i < ROWS; i++) {
            if (i > 0) {
                double[][] held = {inputs[i - 1], inputs[i]};
                x = simulator
                        .run(i <= ROWS / 2 ? SPRING : then, x, new double[] {times[i - 1], times[i]}, held)
                        .states(1);
            }
            outputs[i] = new double[] {x[0] + Springs.NOISE * random.nextGaussian(), Double.NaN};
        }
        return new MeasuredSeries("changing", times, inputs, outputs);
    }

    /** How far readings were from what was expected before them, from one second after the change; and the mass at the end. */
    private record Followed(double error, double mass) {}

    private static Followed follow(PhysicsModel model, MeasuredSeries series) {
        SeriesFilter filter = SeriesFilter.extended(model);
        filter.begin(model.start());
        int from = ROWS / 2 + 100;
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            if (i > 0) {
                filter.propagate(series, i - 1);
            }
            double error =
                    series.outputs(i)[0] - filter.expect(series.inputs(i)).output(0);
            sum += i >= from ? error * error : 0;
            filter.correct(series.outputs(i));
        }
        double mass = model.layout().toPhysical(filter.estimate().mean())[0];
        return new Followed(Math.sqrt(sum / (ROWS - from)), mass);
    }

    @Test
    void aLawThatChangesIsFollowedAndTheMassIsKept() {
        MeasuredSeries series = changing(WEAKER);
        Followed without = follow(certain, series);
        Followed with = follow(live, series);

        // Reached: 0.97 against 3.76 mm, and a mass of 0.257 against 0.182 kg.
        assertThat(with.error()).isLessThan(0.5 * without.error());
        assertThat(with.mass()).isCloseTo(0.25, within(0.1 * 0.25));
        assertThat(Math.abs(with.mass() - 0.25)).isLessThan(Math.abs(without.mass() - 0.25));
    }

    @Test
    void aMassThatChangesIsStillFoundInTheMass() {
        Followed with = follow(live, changing(HEAVIER));

        // Reached: 0.295 kg, and 0.290 kg with certain weights.
        assertThat(with.mass()).isCloseTo(0.30, within(0.05 * 0.30));
    }

    @Test
    void aMachineThatStaysCostsLittle() {
        MeasuredSeries series = changing(SPRING);

        // Reached: 0.389 against 0.352 mm.
        assertThat(follow(live, series).error())
                .isLessThan(1.3 * follow(certain, series).error());
    }

    @Test
    void onlyTheLastLayerIsOpenAndTheFileKeepsIt() throws IOException {
        ResidualNetwork network = ((ResidualPrior) live.prior()).network();
        int m = 3;
        for (int j = 0; j < network.weightCount(); j++) {
            assertThat(live.start().standardDeviation(m + j)).isEqualTo(j < network.weightsBeforeLast() ? 0 : 0.2);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(live, out);
        LoadedModel read = ModelFiles.read(out.toByteArray(), name -> Optional.of(new MassSpringDamper()));
        PhysicsModel same = ((LoadedModel.Physics) read).model();
        assertThat(((ResidualPrior) same.prior()).network()).isEqualTo(network);
        assertThat(same.prior().parameters().get(m + network.weightCount() - 1).timeConstant())
                .hasValue(10);
    }

    @Test
    void spreadsAndTimesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResidualDrift(0, 1))
                .withMessage("spread of live weights = 0.0, expected a finite number > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResidualDrift(0.1, Double.NaN))
                .withMessage("time constant of live weights = NaN s, expected a finite number > 0");
    }
}

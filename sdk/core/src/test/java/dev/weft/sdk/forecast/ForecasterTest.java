package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterTest {
    private static final RcRoom ROOM = new RcRoom();
    private static final double STEP = 600;
    private static final double SENSOR = 0.1;

    /** A room known to a tenth in its parameters and to 3 K in its temperature, that obeys its equation exactly. */
    private static PhysicsModel room(double parameterSpread) {
        GaussianEstimate nominal = PhysicsModel.nominal(ROOM, STEP).start();
        return new PhysicsModel(
                ROOM,
                GaussianEstimate.independent(nominal.mean(), new double[] {parameterSpread, parameterSpread, 3}),
                new NoiseModel(new double[] {SENSOR}, new double[] {0}, 0),
                STEP,
                ModelCard.nominal());
    }

    private static MeasuredSeries measured(PhysicsModel model, double[] theta, int rows, long seed) {
        double[] values = model.layout().toPhysical(theta);
        return Lab.measure(
                ROOM,
                Arrays.copyOf(values, 2),
                new double[] {values[2]},
                Lab.times(rows, STEP),
                Lab.jumps(rows, 12, seed, new double[] {263, 283}, new double[] {0, 2000}),
                new double[] {SENSOR},
                seed);
    }

    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void whatComesAfterTheContextIsNeverLookedAt(Adaptation adaptation) {
        for (int context : new int[] {0, 1, 5, 30}) {
            PhysicsModel model = room(0.3);
            MeasuredSeries honest = measured(model, model.start().mean(), 60, 1);
            MeasuredSeries poisoned = measured(model, model.start().mean(), 60, 1);
            for (int i = context; i < 60; i++) {
                poisoned.outputs(i)[0] = i % 3 == 0 ? Double.NaN : i % 3 == 1 ? 1e300 : Double.NEGATIVE_INFINITY;
            }
            Forecast a = new Forecaster(model, adaptation).forecast(honest, context);
            Forecast b = new Forecaster(model, adaptation).forecast(poisoned, context);
            for (int i = 0; i < 60; i++) {
                assertThat(b.output(i, 0)).isFinite().isEqualTo(a.output(i, 0));
                assertThat(b.standardDeviation(i, 0)).isEqualTo(a.standardDeviation(i, 0));
            }
            assertThat(b.afterContext().mean()).isEqualTo(a.afterContext().mean());
        }
    }

    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void withoutContextItIsTheFreeRunOfTheModel(Adaptation adaptation) {
        // With an uncertain parameter the mean of the points is not where the mean goes, and shall not be.
        boolean byPoints = adaptation == Adaptation.UNSCENTED || adaptation == Adaptation.ENSEMBLE;
        PhysicsModel model = room(byPoints ? 0 : 0.1);
        MeasuredSeries series = measured(model, model.start().mean(), 50, 1);
        Forecast forecast = new Forecaster(model, adaptation).forecast(series, 0);
        double[] values = model.layout().toPhysical(model.start().mean());
        double[][] inputs = new double[50][];
        for (int i = 0; i < 50; i++) {
            inputs[i] = series.inputs(i);
        }
        Trajectory free = new Simulator(ROOM)
                .run(Arrays.copyOf(values, 2), new double[] {values[2]}, Lab.times(50, STEP), inputs);
        for (int i = 0; i < 50; i++) {
            // The same integration, with sensitivities and without: steps may differ, errors are 1e-8 of 300 K.
            assertThat(forecast.output(i, 0)).isCloseTo(free.outputs(i)[0], offset(2e-5));
        }
        assertThat(forecast.standardDeviation(0, 0)).isCloseTo(Math.hypot(3, SENSOR), offset(1e-12));
        assertThat(forecast.length()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void theWholeSeriesMayBeTheContext(Adaptation adaptation) {
        PhysicsModel model = room(0.3);
        double[] truth = model.start().mean();
        truth[2] -= 4;
        if (adaptation != Adaptation.NONE) {
            truth[0] += 0.4;
            truth[1] -= 0.3;
        }
        MeasuredSeries series = measured(model, truth, 150, 3);
        GaussianEstimate found =
                new Forecaster(model, adaptation).forecast(series, 150).afterContext();
        for (int j = 0; j < 2; j++) {
            if (adaptation == Adaptation.NONE) {
                assertThat(found.mean()[j]).isEqualTo(truth[j]);
                assertThat(found.standardDeviation(j)).isZero();
            } else {
                // One draw; four standard deviations hold it but for one seed in ten thousand.
                assertThat(found.standardDeviation(j)).isLessThan(0.1);
                assertThat(found.mean()[j]).isCloseTo(truth[j], offset(4 * found.standardDeviation(j)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11})
    void aContextBeyondTheSeriesIsRefused(int context) {
        PhysicsModel model = room(0.1);
        MeasuredSeries series = measured(model, model.start().mean(), 10, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forecaster(model, Adaptation.FILTER).forecast(series, context))
                .withMessage("context = " + context + " rows, expected 0 … 10, the length of series lab");
    }

    /**
     * The truth is drawn from the model, so 95 of 100 readings lie within 1.96 standard deviations; of 200, 175 … 199
     * do but with a probability of 1e-4 (binomial: mean 190, standard deviation 3.1).
     */
    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void theBandHoldsNinetyFivePerCentOfTheReadings(Adaptation adaptation) {
        PhysicsModel model = room(0.1);
        int rows = 70;
        int context = 10;
        int[] checked = {context, context + 10, rows - 1};
        int[] held = new int[checked.length];
        Forecaster forecaster = new Forecaster(model, adaptation);
        for (int run = 0; run < 200; run++) {
            Random random = new Random(run);
            double[] theta = model.start().mean();
            for (int i = 0; i < 3; i++) {
                boolean certain = adaptation == Adaptation.NONE && i < 2;
                theta[i] += certain ? 0 : random.nextGaussian() * model.start().standardDeviation(i);
            }
            MeasuredSeries series = measured(model, theta, rows, 1000 + run);
            Forecast forecast = forecaster.forecast(series, context);
            for (int c = 0; c < checked.length; c++) {
                double error = series.outputs(checked[c])[0] - forecast.output(checked[c], 0);
                held[c] += Math.abs(error) <= 1.96 * forecast.standardDeviation(checked[c], 0) ? 1 : 0;
            }
        }
        for (int c = 0; c < checked.length; c++) {
            assertThat(held[c]).as("of 200, row %d", checked[c]).isBetween(175, 199);
        }
    }

    @ParameterizedTest
    @EnumSource(Adaptation.class)
    void theModelIsNotChangedAndASecondForecastIsTheSameBitForBit(Adaptation adaptation) {
        CascadedTanks prior = new CascadedTanks();
        PhysicsModel model = PhysicsModel.nominal(prior, 4);
        GaussianEstimate before = model.start();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {0.06, 0.05, 0.06, 0.4, 5, 1.1, 0.9},
                new double[] {3, 7},
                Lab.times(40, 4),
                Lab.jumps(40, 10, 1, new double[] {0, 6}),
                new double[] {0.03},
                1);
        Forecaster forecaster = new Forecaster(model, adaptation);
        Forecast first = forecaster.forecast(series, 20);
        Forecast second = forecaster.forecast(series, 20);

        assertThat(model.start().mean()).isEqualTo(before.mean());
        assertThat(model.start().covariance().data).isEqualTo(before.covariance().data);
        assertThat(model.noise().drift()).isEqualTo(NoiseModel.nominal(prior, 4).drift());
        for (int i = 0; i < 40; i++) {
            assertThat(second.output(i, 0)).isEqualTo(first.output(i, 0));
        }
    }

    @Test
    void uncertaintyGrowsWhereTheStatesWanderAndNotWhereTheyDecay() {
        PhysicsModel model = room(0);
        PhysicsModel certain = model.withNoise(new NoiseModel(new double[] {SENSOR}, new double[] {0.01}, 0));
        MeasuredSeries series = measured(model, model.start().mean(), 120, 1);
        Forecast still = new Forecaster(model, Adaptation.NONE).forecast(series, 10);
        Forecast wandering = new Forecaster(certain, Adaptation.NONE).forecast(series, 10);

        assertThat(still.standardDeviation(119, 0)).isLessThan(still.standardDeviation(11, 0));
        assertThat(still.standardDeviation(119, 0)).isGreaterThanOrEqualTo(SENSOR);
        assertThat(wandering.standardDeviation(119, 0)).isGreaterThan(wandering.standardDeviation(11, 0));
        // At rest the variance of a wandering state that decays over τ = RC = 3e4 s is s²τ/2.
        double atRest = Math.sqrt(1e-4 * 3e4 / 2 * (1 - Math.exp(-2 * 110 * STEP / 3e4)) + SENSOR * SENSOR);
        // Noise is added at the ends of intervals of Δt/τ = 2 %, which is 2 % of the variance, and the start is not 0.
        assertThat(wandering.standardDeviation(119, 0)).isCloseTo(atRest, offset(0.03 * atRest));
    }
}

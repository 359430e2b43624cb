package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.PositioningAxis;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.Covariances;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IteratedSmootherTest {
    /** The flow is integrated to 1e-8; what a reading corrects, it corrects within 1e-6. */
    private static final double FLOW = 1e-6;

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, true", "30, false", "30, true"})
    void ofALinearSystemItsLastEstimateIsThatOfTheFilterAndOfBatchLeastSquares(int readings, boolean gaps) {
        OscillatorCase oscillator = new OscillatorCase(readings, gaps);
        GaussianEstimate settled =
                new IteratedSmoother(oscillator.model).settle(oscillator.series, oscillator.model.start());
        TextbookKalman kalman = oscillator.textbook();
        for (int i = 0; i < readings; i++) {
            if (i > 0) {
                oscillator.propagate(kalman, i - 1);
            }
            oscillator.correct(kalman, i);
        }
        RealMatrix information = MatrixUtils.createRealMatrix(2 * readings, 2 * readings);
        RealVector right = new ArrayRealVector(2 * readings);
        normalEquations(oscillator, readings, information, right);
        RealMatrix covariance = MatrixUtils.inverse(information);
        RealVector path = covariance.operate(right);

        int last = 2 * (readings - 1);
        for (int i = 0; i < 2; i++) {
            assertThat(settled.mean()[3 + i]).isCloseTo(kalman.x.getEntry(i), offset(FLOW));
            assertThat(settled.mean()[3 + i]).isCloseTo(path.getEntry(last + i), offset(FLOW));
            for (int j = 0; j < 2; j++) {
                double variance = settled.covariance().get(3 + i, 3 + j);
                assertThat(variance).isCloseTo(kalman.p.getEntry(i, j), offset(FLOW));
                assertThat(variance).isCloseTo(covariance.getEntry(last + i, last + j), offset(FLOW));
            }
        }
        // Certain parameters stay certain.
        assertThat(Arrays.copyOf(settled.mean(), 3))
                .isEqualTo(Arrays.copyOf(oscillator.model.start().mean(), 3));
        assertThat(settled.covariance().get(0, 0)).isZero();
        assertThat(settled.covariance().get(1, 3)).isZero();
    }

    /** All states at once: what is known of the first, every step's wandering, every reading. */
    private static void normalEquations(OscillatorCase c, int readings, RealMatrix information, RealVector right) {
        add(information, 0, 0, MatrixUtils.inverse(c.p0));
        add(right, 0, MatrixUtils.inverse(c.p0).operate(c.x0));
        RealMatrix certainty = MatrixUtils.inverse(c.q);
        for (int i = 0; i < readings; i++) {
            if (c.isMeasured(i)) {
                RealMatrix h = c.measuredRows(i);
                RealMatrix weight = h.transpose()
                        .multiply(MatrixUtils.inverse(h.multiply(c.r).multiplyTransposed(h)));
                add(information, 2 * i, 2 * i, weight.multiply(h));
                add(right, 2 * i, weight.operate(c.measured(i)));
            }
            if (i + 1 < readings) {
                RealVector forcing = c.exact.b.mapMultiply(c.series.inputs(i)[0]);
                RealMatrix back = c.exact.f.transpose().multiply(certainty);
                add(information, 2 * i, 2 * i, back.multiply(c.exact.f));
                add(information, 2 * i, 2 * i + 2, back.scalarMultiply(-1));
                add(information, 2 * i + 2, 2 * i, back.transpose().scalarMultiply(-1));
                add(information, 2 * i + 2, 2 * i + 2, certainty);
                add(right, 2 * i, back.operate(forcing).mapMultiply(-1));
                add(right, 2 * i + 2, certainty.operate(forcing));
            }
        }
    }

    private static void add(RealMatrix target, int row, int column, RealMatrix block) {
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                target.addToEntry(row + i, column + j, block.getEntry(i, j));
            }
        }
    }

    private static void add(RealVector target, int row, RealVector block) {
        for (int i = 0; i < 2; i++) {
            target.addToEntry(row + i, block.getEntry(i));
        }
    }

    private static PhysicsModel tanks(double parameterSpread, NoiseModel noise) {
        CascadedTanks prior = new CascadedTanks();
        PhysicsModel nominal = PhysicsModel.nominal(prior, 4);
        double[] spreads = new double[9];
        Arrays.fill(spreads, parameterSpread);
        spreads[7] = 2;
        spreads[8] = 2;
        return new PhysicsModel(
                prior, GaussianEstimate.independent(nominal.start().mean(), spreads), noise, 4, ModelCard.nominal());
    }

    private static MeasuredSeries reading(PhysicsModel model, int readings, double... x0) {
        double[] p = {0.055, 0.045, 0.055, 0.5, 5, 1.05, 0.95};
        return Lab.measure(
                model.prior(),
                p,
                x0,
                Lab.times(readings, 4),
                Lab.jumps(readings, 5, 2, new double[] {0, 6}),
                new double[] {0.03},
                8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void withoutWanderingItFindsWhatABatchRefitFinds(int readings) {
        PhysicsModel model = tanks(0.2, new NoiseModel(new double[] {0.03}, new double[2], 0));
        MeasuredSeries series = reading(model, readings, 4, 7);
        GaussianEstimate settled = new IteratedSmoother(model).settle(series, model.start());
        GaussianEstimate batch = new Forecaster(model, Adaptation.BATCH)
                .forecast(series, readings)
                .afterContext();

        double[][] inputs = new double[readings][];
        double[] times = new double[readings];
        for (int i = 0; i < readings; i++) {
            inputs[i] = series.inputs(i);
            times[i] = series.time(i);
        }
        double[] values = model.layout().toPhysical(batch.mean());
        Trajectory refitted = new Simulator(model.prior())
                .run(Arrays.copyOf(values, 7), Arrays.copyOfRange(values, 7, 9), times, inputs);
        double[] expected = batch.mean().clone();
        System.arraycopy(refitted.states(readings - 1), 0, expected, 7, 2);
        for (int i = 0; i < 9; i++) {
            // The smoother stops at 1e-4 standard deviations; the refit at 1e-8 of its cost, which is some 10, so at
            // √(2·1e-7) = 4e-4 of them. Ten times both.
            assertThat(settled.mean()[i])
                    .as("θ%d", i)
                    .isCloseTo(expected[i], offset(5e-3 * settled.standardDeviation(i)));
        }
        for (int j = 0; j < 7; j++) {
            // Both are the inverse curvature about the same path.
            assertThat(settled.standardDeviation(j)).isCloseTo(batch.standardDeviation(j), offset(5e-3));
        }
    }

    @Test
    void findsAStateFarFromItsFirstGuess() {
        PhysicsModel model = tanks(0, new NoiseModel(new double[] {0.03}, new double[] {1e-3, 1e-3}, 0));
        MeasuredSeries series = Lab.measure(
                model.prior(),
                Arrays.copyOf(model.layout().toPhysical(model.start().mean()), 7),
                new double[] {2.5, 8.5},
                Lab.times(20, 4),
                Lab.jumps(20, 20, 2, new double[] {3, 3}),
                new double[] {0.03},
                8);
        GaussianEstimate settled = new IteratedSmoother(model).settle(series, model.start());
        double[] truth = new Simulator(model.prior())
                .run(
                        Arrays.copyOf(model.layout().toPhysical(model.start().mean()), 7),
                        new double[] {2.5, 8.5},
                        Lab.times(20, 4),
                        Lab.jumps(20, 20, 2, new double[] {3, 3}))
                .states(19);

        for (int i = 0; i < 2; i++) {
            // One draw of the noise; four standard deviations hold it but for one seed in ten thousand.
            assertThat(settled.standardDeviation(7 + i)).isLessThan(0.3);
            assertThat(settled.mean()[7 + i]).isCloseTo(truth[i], offset(4 * settled.standardDeviation(7 + i)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void covariancesAreSymmetricAndPositiveWithGapsToo(double parameterSpread) {
        PhysicsModel model = tanks(parameterSpread, NoiseModel.nominal(new CascadedTanks(), 4));
        MeasuredSeries series = reading(model, 20, 0.1, 9.9);
        for (int i = 0; i < 20; i += 3) {
            series.outputs(i)[0] = Double.NaN;
        }
        GaussianEstimate start = model.start();
        GaussianEstimate settled = new IteratedSmoother(model).settle(series, start);

        Covariances.requireSymmetricPositive(settled.covariance());
        assertThat(settled.standardDeviation(8)).isLessThan(2);
        assertThat(start.mean()).isEqualTo(model.start().mean());
        assertThat(start.covariance().data).isEqualTo(model.start().covariance().data);
    }

    @Test
    void aFirstGuessWithoutASolutionIsReported() {
        PhysicsModel model = PhysicsModel.nominal(new Blowup(), 1);
        MeasuredSeries series =
                new MeasuredSeries("x", new double[] {0, 5}, new double[2][0], new double[][] {{1}, {2}});

        assertThatExceptionOfType(IntegrationException.class)
                .isThrownBy(() -> new IteratedSmoother(model).settle(series, model.start()));
    }

    @Test
    void aGuessFromWhichNumbersOverflowIsReported() {
        PhysicsModel model = PhysicsModel.nominal(new PositioningAxis(), 0.01);
        double[][] rest = new double[20][2];
        MeasuredSeries series = new MeasuredSeries("x", Lab.times(20, 0.01), new double[20][1], rest);
        double[] guess = model.start().mean().clone();
        // A velocity of which the square is no number: the flow is finite, what the smoother makes of it is not.
        guess[5] = 1e300;

        assertThatExceptionOfType(IntegrationException.class)
                .isThrownBy(() -> new IteratedSmoother(model).settle(series, model.start(), guess));
    }
}

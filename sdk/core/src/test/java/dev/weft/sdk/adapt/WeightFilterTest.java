package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.Covariances;
import dev.weft.sdk.testing.Decay;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilterTest {
    /** The flow is integrated to 1e-8, the exponential exact; corrections shrink what came before. */
    private static final double FLOW = 1e-6;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withCertainParametersItIsTheTextbooksFilter(boolean gaps) {
        OscillatorCase oscillator = new OscillatorCase(80, gaps);
        WeightFilter filter = new WeightFilter(oscillator.model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = oscillator.model.start();
        TextbookKalman textbook = oscillator.textbook();
        for (int i = 0; i < 80; i++) {
            filter.expect(theta, oscillator.series.inputs(i), expectation);
            double nis = filter.correct(theta, expectation, oscillator.series.outputs(i));
            double expected = oscillator.correct(textbook, i);

            assertThat(nis).isCloseTo(expected, offset(FLOW * (1 + expected)));
            requireSame(theta, textbook);
            filter.propagate(theta, oscillator.series.time(i), OscillatorCase.STEP, oscillator.series.inputs(i));
            oscillator.propagate(textbook, i);
            requireSame(theta, textbook);
        }
        assertThat(theta.mean()).startsWith(oscillator.model.start().mean()[0]);
    }

    private static void requireSame(GaussianEstimate theta, TextbookKalman textbook) {
        for (int i = 0; i < 2; i++) {
            assertThat(theta.mean()[3 + i]).isCloseTo(textbook.x.getEntry(i), offset(FLOW));
            for (int j = 0; j < 2; j++) {
                assertThat(theta.covariance().get(3 + i, 3 + j)).isCloseTo(textbook.p.getEntry(i, j), offset(FLOW));
            }
        }
    }

    @Test
    void theExpectationIsTheOutputWithTheVarianceOfStateAndSensor() {
        OscillatorCase oscillator = new OscillatorCase(1, false);
        WeightFilter filter = new WeightFilter(oscillator.model);
        Expectation expectation = filter.newExpectation();
        filter.expect(oscillator.model.start(), new double[] {0}, expectation);

        assertThat(expectation.output(0)).isEqualTo(0.7);
        assertThat(expectation.standardDeviation(0)).isCloseTo(Math.hypot(0.4, 0.05), offset(1e-15));
        assertThat(expectation.standardDeviation(1)).isCloseTo(Math.hypot(2, 0.3), offset(1e-14));
        assertThat(expectation.dependsOnWeights(0)).isTrue();
    }

    @Test
    void aSaturatedSensorThatAgreesTeachesNothingAndOneThatDoesNotSaysTheTankIsLower() {
        PhysicsModel model = PhysicsModel.nominal(new CascadedTanks(), 4);
        GaussianEstimate full = model.start();
        full.mean()[8] = 10.3;
        WeightFilter filter = new WeightFilter(model);
        Expectation expectation = filter.newExpectation();
        filter.expect(full, new double[] {5}, expectation);
        double[] before = full.mean().clone();

        assertThat(expectation.dependsOnWeights(0)).isFalse();
        filter.correct(full, expectation, new double[] {9.95});
        assertThat(full.mean()).isEqualTo(before);
        filter.correct(full, expectation, new double[] {9});
        assertThat(full.mean()[8]).isBetween(8.0, 10.0);
    }

    /**
     * Just above its rim a tank sheds fast, just below slowly: draws of its level show how the spread really goes on.
     * 2,000 draws know a standard deviation to 2 %.
     */
    @Test
    void overAKinkSecantsCarryTheSpreadThatDrawsHaveAndTangentsDoNot() {
        CascadedTanks prior = new CascadedTanks();
        PhysicsModel model = PhysicsModel.nominal(prior, 4);
        GaussianEstimate start = model.start();
        start.covariance().zero();
        start.mean()[7] = 10.1;
        start.covariance().set(7, 7, 0.25);
        double[] p = Arrays.copyOf(model.layout().toPhysical(start.mean()), 7);
        double[][] pump = {{4}, {4}};
        Simulator simulator = new Simulator(prior);
        Random random = new Random(1);
        double[] levels = new double[2_000];
        for (int i = 0; i < levels.length; i++) {
            double[] x = {10.1 + 0.5 * random.nextGaussian(), start.mean()[8]};
            levels[i] = simulator.run(p, x, new double[] {0, 4}, pump).states(1)[0];
        }
        double mean = Arrays.stream(levels).average().orElseThrow();
        double drawn = Math.sqrt(Arrays.stream(levels)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        double[] carried = new double[2];
        for (Linearisation how : Linearisation.values()) {
            GaussianEstimate theta = start.copy();
            new WeightFilter(model, how).propagate(theta, 0, 4, pump[0]);
            carried[how.ordinal()] = theta.standardDeviation(7);
        }
        double tangent = carried[Linearisation.TANGENT.ordinal()];
        double secant = carried[Linearisation.SECANT.ordinal()];

        // A secant between one standard deviation below and above misses what a kink does to draws farther out: a
        // fifth of the spread here. The tangent lies on the steep side alone and misses more than half.
        assertThat(secant).isBetween(0.7 * drawn, 1.15 * drawn);
        assertThat(tangent).isLessThan(0.7 * drawn);
    }

    @Test
    void onlyParametersThatAgeWander() {
        CascadedTanks prior = new CascadedTanks();
        PhysicsModel model = PhysicsModel.nominal(prior, 4);
        GaussianEstimate theta = model.start();
        new WeightFilter(model).propagate(theta, 0, 4, new double[] {3});
        double wandered = Math.pow(model.noise().drift(), 2) * 4;
        for (int j = 0; j < 7; j++) {
            assertThat(theta.covariance().get(j, j) - 1)
                    .as(prior.parameters().get(j).name())
                    .isCloseTo(prior.parameters().get(j).ages() ? wandered : 0, offset(1e-15));
        }
        assertThat(prior.sensorKnee.ages()).isFalse();
        assertThat(prior.lowerOutflow.ages()).isTrue();
    }

    @Test
    void covariancesStaySymmetricAndPositiveWhileTanksFillOverflowAndRunEmpty() {
        CascadedTanks prior = new CascadedTanks();
        PhysicsModel model = PhysicsModel.nominal(prior, 4);
        double[] p = {0.06, 0.05, 0.07, 0.6, 5, 1.1, 0.9};
        MeasuredSeries series = Lab.measure(
                prior,
                p,
                new double[] {3, 4},
                Lab.times(400, 4),
                Lab.jumps(400, 40, 2, new double[] {0, 8}),
                new double[] {0.03},
                3);
        WeightFilter filter = new WeightFilter(model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = model.start();
        for (int i = 0; i < 400; i++) {
            filter.expect(theta, series.inputs(i), expectation);
            filter.correct(theta, expectation, i % 7 == 3 ? new double[] {Double.NaN} : series.outputs(i));
            Covariances.requireSymmetricPositive(theta.covariance());
            filter.propagate(theta, series.time(i), 4, series.inputs(i));
            Covariances.requireSymmetricPositive(theta.covariance());
        }
    }

    @Test
    void aMissingReadingChangesNothing() {
        OscillatorCase oscillator = new OscillatorCase(1, false);
        WeightFilter filter = new WeightFilter(oscillator.model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = oscillator.model.start();
        filter.expect(theta, new double[] {0}, expectation);

        assertThat(filter.correct(theta, expectation, new double[] {Double.NaN, Double.NaN}))
                .isZero();
        assertThat(theta.mean()).isEqualTo(oscillator.model.start().mean());
        assertThat(theta.covariance().data).isEqualTo(oscillator.model.start().covariance().data);
    }

    /** A spring that stiffens by half over 2,000 readings: log 1.5 in coordinates, 2e-4 a reading. */
    @Test
    void parametersFollowADriftOnlyWhereTheNoiseAllowsThemTo() {
        MassSpringDamper prior = new MassSpringDamper();
        int readings = 2000;
        double dt = 0.05;
        double[][] force = Lab.jumps(readings, 5, 1, new double[] {-50, 50});
        Random random = new Random(4);
        Simulator simulator = new Simulator(prior);
        PhysicsModel nominal = PhysicsModel.nominal(prior, dt);
        double[] sensors = {0.01, 0.1};
        double allowed = 1e-3 / Math.sqrt(dt);
        WeightFilter[] filters = {
            new WeightFilter(nominal.withNoise(new NoiseModel(sensors, new double[2], allowed))),
            new WeightFilter(nominal.withNoise(new NoiseModel(sensors, new double[2], 0)))
        };
        GaussianEstimate[] thetas = {nominal.start(), nominal.start()};
        Expectation expectation = filters[0].newExpectation();
        double[] x = {1, 0};
        double stiffness = 100;
        for (int i = 0; i < readings; i++) {
            stiffness = 100 + 50.0 * i / readings;
            double[] reading = {x[0] + sensors[0] * random.nextGaussian(), x[1] + sensors[1] * random.nextGaussian()};
            for (int f = 0; f < 2; f++) {
                filters[f].expect(thetas[f], force[i], expectation);
                filters[f].correct(thetas[f], expectation, reading);
                if (i + 1 < readings) {
                    filters[f].propagate(thetas[f], i * dt, dt, force[i]);
                }
            }
            x = simulator
                    .run(new double[] {1, stiffness, 1}, x, new double[] {0, dt}, new double[][] {force[i], force[i]})
                    .states(1);
        }
        double followed = nominal.layout().toPhysical(thetas[0].mean())[1];
        double held = nominal.layout().toPhysical(thetas[1].mean())[1];

        // Four of its own standard deviations plus the lag of a filter that expects a random walk, not a trend.
        double sd = stiffness * thetas[0].standardDeviation(1);
        assertThat(sd).isLessThan(0.03 * stiffness);
        assertThat(followed).isCloseTo(stiffness, offset(4 * sd));
        // Without drift all readings weigh the same: what is found is nearer the middle of the way than its end.
        assertThat(held).isLessThan(140);
    }

    @Test
    void aFailedPropagationLeavesTheEstimateAsItWas() {
        PhysicsModel model = PhysicsModel.nominal(new Blowup(), 1);
        WeightFilter filter = new WeightFilter(model);
        GaussianEstimate theta = model.start();
        double[] mean = theta.mean().clone();
        DMatrixRMaj covariance = theta.covariance().copy();

        assertThatExceptionOfType(IntegrationException.class)
                .isThrownBy(() -> filter.propagate(theta, 0, 5, new double[0]));
        assertThat(theta.mean()).isEqualTo(mean);
        assertThat(theta.covariance().data).isEqualTo(covariance.data);
    }

    /** A search over many machines goes on with the next; it must not take this for a mistake of its own. */
    @Test
    void anEstimateThatHasRunAwayHasNoSolution() {
        PhysicsModel model = PhysicsModel.nominal(new Decay(), 1);
        GaussianEstimate lost = model.start();
        lost.mean()[1] = Double.POSITIVE_INFINITY;

        assertThatThrownBy(() -> new WeightFilter(model).propagate(lost, 3, 1, new double[0]))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("state charge is Infinity before the interval: the estimate has run away");

        GaussianEstimate unknown = model.start();
        unknown.covariance().set(1, 1, Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> new WeightFilter(model).propagate(unknown, 3, 1, new double[0]))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("charge has the variance Infinity before the interval");
    }
}

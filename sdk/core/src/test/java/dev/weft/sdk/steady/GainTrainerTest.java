package dev.weft.sdk.steady;

import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Input;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.filter.SteadyGain;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class GainTrainerTest {
    private static final double STEP = 0.1;
    private static final double SENSOR = 0.05;
    private static final double WANDER = 0.2;

    /** ẋ = r (u − x), pushed at random. */
    private static final class Lag extends PhysicsPrior {
        final Parameter rate =
                parameter("rate", PER_SECOND).between(0.1, 10).nominal(2).steady();
        final State x = state("x", VOLT).within(1);
        final Input u = input("u", VOLT);

        Lag() {
            equation(x.rate(), rate.times(u.minus(x)));
            output("y", x, SENSOR, "x");
        }
    }

    /** The same with a disturbance that is a parameter: ẋ = r (u + d − x). */
    private static final class Disturbed extends PhysicsPrior {
        final Parameter rate =
                parameter("rate", PER_SECOND).between(0.1, 10).nominal(2).steady();
        final Parameter offset = parameter("offset", VOLT).between(-10, 10).nominal(0);
        final State x = state("x", VOLT).within(1);
        final Input u = input("u", VOLT);

        Disturbed() {
            equation(x.rate(), rate.times(u.plus(offset).minus(x)));
            output("y", x, SENSOR, "x");
        }
    }

    /** A record of the lag; its state is pushed by WANDER per √s, its offset walks by {@code walk} per √s. */
    private static MeasuredSeries record(long seed, int rows, double walk) {
        Random random = new Random(seed);
        double a = Math.exp(-2 * STEP);
        double[] times = new double[rows];
        double[][] inputs = new double[rows][1];
        double[][] outputs = new double[rows][1];
        double x = 0;
        double offset = 0;
        for (int t = 0; t < rows; t++) {
            times[t] = t * STEP;
            inputs[t][0] = t % 20 < 10 ? 1 : -1;
            outputs[t][0] = x + SENSOR * random.nextGaussian();
            x = a * x + (1 - a) * (inputs[t][0] + offset) + WANDER * Math.sqrt(STEP) * random.nextGaussian();
            offset += walk * Math.sqrt(STEP) * random.nextGaussian();
        }
        return new MeasuredSeries("lag " + seed, times, inputs, outputs);
    }

    private static PhysicsModel lag(double wander) {
        return PhysicsModel.nominal(new Lag(), STEP)
                .withKnown("rate", 2)
                .withNoise(new NoiseModel(new double[] {SENSOR}, new double[] {wander}, 0));
    }

    /** x ← a x + w, y = x + v: the Riccati equation of one state. */
    private static double riccati(double wander) {
        double a = Math.exp(-2 * STEP);
        return SteadyGain.of(
                        new DMatrixRMaj(new double[][] {{a}}),
                        new DMatrixRMaj(new double[][] {{1}}),
                        new DMatrixRMaj(new double[][] {{wander * wander * STEP}}),
                        new DMatrixRMaj(new double[][] {{SENSOR * SENSOR}}))
                .gain()
                .get(0, 0);
    }

    @Test
    void theAverageOfALinearMachineIsTheGainOfTheRiccatiEquation() {
        SteadyModel steady = new GainTrainer(lag(WANDER)).averaged(List.of(record(1, 200, 0)));

        assertThat(steady.gain(1, 0)).isCloseTo(riccati(WANDER), within(1e-9));
        assertThat(steady.gain(0, 0)).isZero();
    }

    /** Told a wandering ten times too small, the prior's own gain is far off; the data know better. */
    @Test
    void theGainThatSurprisesLeastIsKalmansWhateverNoiseWasAssumed() {
        List<MeasuredSeries> records = List.of(record(2, 4000, 0));
        GainTrainer trainer = new GainTrainer(lag(WANDER / 10));
        SteadyModel before = trainer.averaged(records);
        SteadyModel after = trainer.train(records);

        assertThat(before.gain(1, 0)).isLessThan(0.5 * riccati(WANDER));
        // 4,000 readings tell a gain of 0.6 to some 0.02.
        assertThat(after.gain(1, 0)).isCloseTo(riccati(WANDER), within(0.06));
        assertThat(GainTrainer.surprises(after, records)[0]).isLessThan(GainTrainer.surprises(before, records)[0]);
        List<MeasuredSeries> unseen = List.of(record(3, 4000, 0));
        assertThat(GainTrainer.surprises(after, unseen)[0]).isLessThan(GainTrainer.surprises(before, unseen)[0]);
    }

    @Test
    void aParameterThatWalksIsFollowedWithoutCovariances() {
        PhysicsModel model = PhysicsModel.nominal(new Disturbed(), STEP).withKnown("rate", 2);
        List<MeasuredSeries> records = List.of(record(4, 2000, 0.3));
        SteadyModel learned = new GainTrainer(model).train(records);
        SteadyModel held = new SteadyModel(model, withoutRow(learned.gain(), 1));
        List<MeasuredSeries> unseen = List.of(record(5, 2000, 0.3));

        assertThat(learned.gain(1, 0)).isPositive();
        assertThat(GainTrainer.surprises(learned, unseen)[0]).isLessThan(0.8 * GainTrainer.surprises(held, unseen)[0]);
    }

    private static DMatrixRMaj withoutRow(DMatrixRMaj gain, int row) {
        DMatrixRMaj cut = gain.copy();
        cut.set(row, 0, 0);
        return cut;
    }

    /** The derivatives that the search is given, against differences. */
    @Test
    void slopesOfSurprisesAreTheirDifferences() {
        PhysicsModel model = PhysicsModel.nominal(new Disturbed(), STEP);
        MeasuredSeries whole = record(6, 30, 0.1);
        whole.outputs(7)[0] = Double.NaN;
        FreeEntries free = new FreeEntries(model);
        InnovationProblem problem = new InnovationProblem(model, free, List.of(whole));
        double[] b = {0.02, -0.03, 0.04};
        double[] residuals = new double[problem.residuals()];
        double[] jacobian = new double[problem.residuals() * 3];
        problem.evaluate(b, residuals, jacobian);

        double h = 1e-6;
        for (int u = 0; u < 3; u++) {
            double[] up = b.clone();
            double[] down = b.clone();
            up[u] += h;
            down[u] -= h;
            double[] above = new double[residuals.length];
            double[] below = new double[residuals.length];
            problem.evaluate(up, above, new double[0]);
            problem.evaluate(down, below, new double[0]);
            for (int r = 0; r < residuals.length; r++) {
                double difference = (above[r] - below[r]) / (2 * h);
                assertThat(jacobian[3 * r + u]).isCloseTo(difference, within(1e-4 * Math.max(1, Math.abs(difference))));
            }
        }
        assertThat(residuals[7]).isZero();
    }

    @Test
    void surprisesOfTheFilterAreTheResidualsOfTheSearch() {
        PhysicsModel model = PhysicsModel.nominal(new Disturbed(), STEP);
        List<MeasuredSeries> records = List.of(record(7, 50, 0.1), record(8, 20, 0.1));
        SteadyModel steady = new GainTrainer(model).averaged(records);
        FreeEntries free = new FreeEntries(model);
        InnovationProblem problem = new InnovationProblem(model, free, records);
        double[] residuals = new double[problem.residuals()];
        problem.evaluate(free.scaled(steady.gain().getData()), residuals, new double[0]);
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }

        assertThat(GainTrainer.surprises(steady, records)[0] / SENSOR)
                .isCloseTo(Math.sqrt(sum / residuals.length), within(1e-9));
    }

    @Test
    void whatCannotBeAGainIsRefused() {
        PhysicsModel model = lag(WANDER);
        assertThatThrownBy(() -> new SteadyModel(model, new DMatrixRMaj(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gain = 1×1, expected 2×1");
        assertThatThrownBy(() -> new SteadyModel(model, new DMatrixRMaj(new double[][] {{0}, {Double.NaN}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gain of state.x by output y = NaN, expected a finite number");
        assertThatThrownBy(() -> new GainTrainer(model).train(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("records = [] rows, expected at least one record, each of two rows or more");
    }
}

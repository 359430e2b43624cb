package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.priors.mechanics.Pendulum;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.testing.Blowup;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesFilterTest {
    /** Flows are integrated to 1e-8, the textbook's is exact; corrections shrink what came before. */
    private static final double FLOW = 1e-6;

    private static List<SeriesFilter> all(PhysicsModel model) {
        return List.of(
                SeriesFilter.extended(model), SeriesFilter.unscented(model), SeriesFilter.ensemble(model, 20, 7));
    }

    @Test
    void whereNothingBendsEachIsTheTextbooksFilterGapsIncluded() {
        OscillatorCase oscillator = new OscillatorCase(60, true);
        for (SeriesFilter filter : all(oscillator.model)) {
            filter.begin(oscillator.model.start());
            TextbookKalman textbook = oscillator.textbook();
            for (int i = 0; i < 60; i++) {
                Expectation expectation = filter.expect(oscillator.series.inputs(i));
                double deviation = Math.sqrt(textbook.p.getEntry(0, 0) + oscillator.r.getEntry(0, 0));
                assertThat(expectation.output(0)).isCloseTo(textbook.x.getEntry(0), offset(FLOW));
                assertThat(expectation.standardDeviation(0)).isCloseTo(deviation, offset(FLOW));
                double nis = filter.correct(oscillator.series.outputs(i));
                double expected = oscillator.correct(textbook, i);
                assertThat(nis).isCloseTo(expected, offset(FLOW * (1 + expected)));
                requireSame(filter.estimate(), textbook);
                if (i + 1 < 60) {
                    filter.propagate(oscillator.series, i);
                    oscillator.propagate(textbook, i);
                }
            }
            assertThat(filter.estimate().mean())
                    .startsWith(oscillator.model.start().mean()[0]);
        }
    }

    private static void requireSame(GaussianEstimate theta, TextbookKalman textbook) {
        for (int i = 0; i < 2; i++) {
            assertThat(theta.mean()[3 + i]).isCloseTo(textbook.x.getEntry(i), offset(FLOW));
            for (int j = 0; j < 2; j++) {
                assertThat(theta.covariance().get(3 + i, 3 + j)).isCloseTo(textbook.p.getEntry(i, j), offset(FLOW));
            }
        }
    }

    /** The same method, written as expressions and compiled for lanes; its fixed steps err by less than 1e-6. */
    @Test
    void withUncertainParametersTheUnscentedOneIsThatOfTheFleet() {
        MassSpringDamper prior = new MassSpringDamper();
        double[] theta = WeightLayout.of(prior).toWeights(new double[] {2.5, 40, 1.5, 0.7, 0.5});
        double[] sensors = {0.05, 0.3};
        PhysicsModel model = new PhysicsModel(
                prior,
                GaussianEstimate.independent(theta, new double[] {0.3, 0.3, 0.3, 0.4, 2}),
                new NoiseModel(sensors, new double[] {0.02, 0.1}, 0.05),
                0.1,
                ModelCard.nominal());
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {2, 50, 1.5},
                new double[] {1, -1},
                Lab.times(40, 0.1),
                Lab.jumps(40, 3, 5, new double[] {-10, 10}),
                sensors,
                11);
        FilterModel fleetModel = FleetModels.of(model, new double[] {10});
        FleetFilter fleetFilter = new FleetFilter(fleetModel, FilterMethod.UNSCENTED);
        FilterPlanes fleet = FilterPlanes.allocate(fleetModel, 1);
        fleet.put(0, model.start());
        GaussianEstimate lane = model.start();
        SeriesFilter filter = SeriesFilter.unscented(model);
        filter.begin(model.start());
        for (int i = 0; i + 1 < 40; i++) {
            double[] y = series.outputs(i + 1);
            y[i % 2] = i % 3 == 0 ? Double.NaN : y[i % 2];
            fleet.inputs()[0][0] = series.inputs(i)[0];
            fleet.measured()[0][0] = y[0];
            fleet.measured()[1][0] = y[1];
            fleetFilter.step(fleet, 0.1);
            fleet.get(0, lane);
            filter.propagate(series, i);
            filter.expect(series.inputs(i + 1));
            double surprise = filter.correct(y);
            GaussianEstimate one = filter.estimate();
            assertThat(surprise).isCloseTo(fleet.surprises()[0], offset(1e-4 * (1 + surprise)));
            assertThat(one.mean()).containsExactly(lane.mean(), offset(2e-5));
            assertThat(one.covariance().data).containsExactly(lane.covariance().data, offset(2e-5));
        }
    }

    /**
     * A pendulum released near the top, its angle known to 0.5 rad, falls to either side: 4,000 draws show where it is on
     * average, to 1.6 % of their spread. Slopes take the fall of the mean for the mean of the falls.
     */
    @Test
    void pointsAndMembersCarryAMeanThatSlopesMiss() {
        Pendulum prior = new Pendulum();
        PhysicsModel nominal = PhysicsModel.nominal(prior, 0.5);
        int m = nominal.layout().parameterCount();
        double[] values = nominal.layout().toPhysical(nominal.start().mean());
        double[] x0 = {2.6, 0};
        double[] deviations = new double[m + 2];
        deviations[m] = 0.5;
        double[] theta = Arrays.copyOf(nominal.start().mean(), m + 2);
        System.arraycopy(x0, 0, theta, m, 2);
        double[] silent = new double[prior.outputs().size()];
        Arrays.fill(silent, 1);
        PhysicsModel model = new PhysicsModel(
                prior,
                GaussianEstimate.independent(theta, deviations),
                new NoiseModel(silent, new double[] {0, 0}, 0),
                0.5,
                ModelCard.nominal());
        double[] times = {0, 0.5};
        double[][] inputs = new double[2][prior.inputs().size()];
        Simulator simulator = new Simulator(prior);
        Random random = new Random(3);
        double sum = 0;
        double squares = 0;
        int draws = 4000;
        for (int i = 0; i < draws; i++) {
            double angle = simulator.run(
                            Arrays.copyOf(values, m),
                            new double[] {x0[0] + 0.5 * random.nextGaussian(), 0},
                            times,
                            inputs)
                    .states(1)[0];
            sum += angle;
            squares += angle * angle;
        }
        double mean = sum / draws;
        double spread = Math.sqrt(squares / draws - mean * mean);
        MeasuredSeries series = new MeasuredSeries("fall", times, inputs, new double[2][silent.length]);
        double[] off = new double[3];
        double[] ratio = new double[3];
        List<SeriesFilter> filters = List.of(
                SeriesFilter.extended(model), SeriesFilter.unscented(model), SeriesFilter.ensemble(model, 400, 1));
        for (int f = 0; f < 3; f++) {
            filters.get(f).begin(model.start());
            filters.get(f).propagate(series, 0);
            GaussianEstimate there = filters.get(f).estimate();
            off[f] = Math.abs(there.mean()[m] - mean) / spread;
            ratio[f] = there.standardDeviation(m) / spread;
        }
        assertThat(off[0]).isGreaterThan(2 * off[1]);
        // 400 members know a mean to 5 % of a spread, and the spread to 4 %: three times that.
        assertThat(off[2]).isLessThan(0.15);
        assertThat(ratio[2]).isCloseTo(1, offset(0.12));
    }

    @Test
    void inputsBetweenRowsAreFollowed() {
        OscillatorCase oscillator = new OscillatorCase(3, false);
        MeasuredSeries linear = oscillator.series.withInputsBetween(InputsBetween.LINEAR);
        List<double[]> ends = all(oscillator.model).stream()
                .map(filter -> {
                    filter.begin(oscillator.model.start());
                    filter.propagate(linear, 0);
                    filter.propagate(linear, 1);
                    return filter.estimate().mean();
                })
                .toList();
        assertThat(ends.get(1)).containsExactly(ends.get(0), offset(FLOW));
        assertThat(ends.get(2)).containsExactly(ends.get(0), offset(FLOW));
    }

    /** From 1.25 at rate 1 infinity is 0.8 s away, from 0.75 farther than the interval. */
    @Test
    void aPointWithoutASolutionLeavesTheOthersAlone() {
        PhysicsModel model = blowup(1, 0.25);
        MeasuredSeries far = rows(0.81);
        for (SeriesFilter filter : List.of(SeriesFilter.unscented(model), SeriesFilter.ensemble(model, 8, 1))) {
            filter.begin(model.start());
            filter.propagate(far, 0);
            assertThat(filter.estimate().mean()[1]).isFinite().isGreaterThan(1);
        }
        PhysicsModel lost = blowup(9, 0.25);
        for (SeriesFilter filter : all(lost)) {
            filter.begin(lost.start());
            assertThatExceptionOfType(IntegrationException.class).isThrownBy(() -> filter.propagate(far, 0));
        }
    }

    private static PhysicsModel blowup(double size, double spread) {
        Blowup prior = new Blowup();
        double[] theta = WeightLayout.of(prior).toWeights(new double[] {1, size});
        return new PhysicsModel(
                prior,
                GaussianEstimate.independent(theta, new double[] {0, spread}),
                new NoiseModel(new double[] {0.1}, new double[] {0}, 0),
                1,
                ModelCard.nominal());
    }

    private static MeasuredSeries rows(double dt) {
        return new MeasuredSeries("two", new double[] {0, dt}, new double[2][0], new double[2][1]);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
        PhysicsModel model = PhysicsModel.nominal(new MassSpringDamper(), 0.1);
        MeasuredSeries series = new OscillatorCase(10, true).series;
        double[] once = ensembleEnd(model, series, 5);
        assertThat(ensembleEnd(model, series, 5)).isEqualTo(once);
        assertThat(ensembleEnd(model, series, 6)).isNotEqualTo(once);
    }

    private static double[] ensembleEnd(PhysicsModel model, MeasuredSeries series, long seed) {
        SeriesFilter filter = SeriesFilter.ensemble(model, 40, seed);
        filter.begin(model.start());
        for (int i = 0; i < series.length(); i++) {
            filter.expect(series.inputs(i));
            filter.correct(series.outputs(i));
            if (i + 1 < series.length()) {
                filter.propagate(series, i);
            }
        }
        return filter.estimate().mean();
    }

    @Test
    void tooFewMembersAreRefused() {
        PhysicsModel model = PhysicsModel.nominal(new MassSpringDamper(), 0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesFilter.ensemble(model, 1, 1))
                .withMessage("members = 1, expected 2 or more");
        SeriesFilter few = SeriesFilter.ensemble(model, 8, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> few.begin(model.start()))
                .withMessageStartingWith("members = 8, expected more than 5 for the uncertain weights and 5");
    }
}

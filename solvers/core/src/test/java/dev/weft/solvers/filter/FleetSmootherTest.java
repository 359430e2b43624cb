package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.testing.Dense;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetSmootherTest {
    private static final double DT = 0.3;
    private static final int READINGS = 12;

    static List<FilterMethod> methods() {
        return List.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED, FilterMethod.unscented(1));
    }

    /**
     * All weights of all instants as one vector of 26 numbers: start, intervals and readings are equations, weighted by
     * their variances; the normal equations are inverted at once.
     */
    @ParameterizedTest
    @MethodSource("methods")
    void ofALinearModelItIsTheLeastSquaresSolutionOfEverything(FilterMethod method) {
        FilterModel model = FilterCases.LINEAR.withDrifts(List.of(new Drift(0.01, 2)));
        FilterPlanes fleet = FilterPlanes.allocate(model, 1);
        fleet.put(0, GaussianEstimate.independent(new double[] {0.5, -1}, new double[] {1, 2}));
        fleet.homes()[0][0] = 0.2;
        FleetFilter filter = new FleetFilter(model, method);
        FilterHistory history = FilterHistory.allocate(model, 1, READINGS + 1);
        history.begin(fleet);
        int unknowns = 2 * (READINGS + 1);
        DMatrixRMaj information = new DMatrixRMaj(unknowns, unknowns);
        DMatrixRMaj right = new DMatrixRMaj(unknowns, 1);
        weigh(information, right, new int[] {0}, new double[] {1}, 0.5, 1);
        weigh(information, right, new int[] {1}, new double[] {1}, -1, 4);
        double a = -0.5 * DT;
        double decay = 1 + a + a * a / 2 + a * a * a / 6 + a * a * a * a / 24;
        double pushed = (decay - 1) / -0.5;
        double back = Math.exp(-DT / 2);
        Random random = new Random(3);
        for (int i = 1; i <= READINGS; i++) {
            double held = random.nextGaussian();
            double later = random.nextGaussian();
            double[] y = {random.nextGaussian(), i % 3 == 1 ? Double.NaN : random.nextGaussian()};
            y[0] = i % 5 == 2 ? Double.NaN : y[0];
            fleet.inputs()[0][0] = held;
            fleet.readingInputs()[0][0] = later;
            fleet.measured()[0][0] = y[0];
            fleet.measured()[1][0] = y[1];
            filter.step(fleet, DT);
            history.keep(fleet, DT);

            int b = 2 * i;
            double added = 0.01 * 2 * (1 - back * back) / 2;
            weigh(information, right, new int[] {b, b - 2}, new double[] {1, -back}, 0.2 * (1 - back), added);
            weigh(
                    information,
                    right,
                    new int[] {b + 1, b - 1, b - 2},
                    new double[] {1, -decay, -pushed},
                    pushed * held,
                    0.02 * DT);
            if (!Double.isNaN(y[0])) {
                weigh(information, right, new int[] {b + 1}, new double[] {1}, y[0], 0.04);
            }
            if (!Double.isNaN(y[1])) {
                weigh(information, right, new int[] {b + 1, b}, new double[] {2, -1}, y[1] - later, 0.09);
            }
        }
        new FleetSmoother(model, method).smooth(history);

        DMatrixRMaj covariance = Dense.inverse(information);
        DMatrixRMaj mean = Dense.product(covariance, right);
        GaussianEstimate found = GaussianEstimate.independent(new double[2], new double[2]);
        for (int t = 0; t <= READINGS; t++) {
            history.get(t, 0, found);
            for (int i = 0; i < 2; i++) {
                assertThat(found.mean()[i]).isCloseTo(mean.get(2 * t + i), offset(1e-10));
                for (int j = 0; j < 2; j++) {
                    assertThat(found.covariance().get(i, j))
                            .isCloseTo(covariance.get(2 * t + i, 2 * t + j), offset(1e-10));
                }
            }
        }
    }

    private static void weigh(
            DMatrixRMaj information, DMatrixRMaj right, int[] places, double[] slopes, double value, double variance) {
        for (int i = 0; i < places.length; i++) {
            right.add(places[i], 0, slopes[i] * value / variance);
            for (int j = 0; j < places.length; j++) {
                information.add(places[i], places[j], slopes[i] * slopes[j] / variance);
            }
        }
    }

    /** Simulated oscillators: smoothed weights are nearer to the truth than filtered ones, and where S says. */
    @ParameterizedTest
    @MethodSource("methods")
    void ofANonlinearModelItKnowsMoreThanTheFilter(FilterMethod method) {
        int lanes = 300;
        int readings = 25;
        FilterModel model = FilterCases.OSCILLATOR;
        OscillatorTruth truth = new OscillatorTruth(lanes, 7);
        FilterPlanes fleet = FilterPlanes.allocate(model, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
        }
        FleetFilter filter = new FleetFilter(model, method);
        FilterHistory history = FilterHistory.allocate(model, lanes, readings + 1);
        history.begin(fleet);
        double[][] start = truth.weights();
        for (int i = 0; i < readings; i++) {
            truth.move(fleet, i, 0.05);
            filter.step(fleet, 0.05);
            history.keep(fleet, 0.05);
        }
        new FleetSmoother(model, method).smooth(history);
        GaussianEstimate known = FilterCases.oscillatorStart();
        GaussianEstimate smoothed = FilterCases.oscillatorStart();
        for (int i = 0; i < 5; i++) {
            double errors = 0;
            for (int lane = 0; lane < lanes; lane++) {
                history.get(0, lane, smoothed);
                double error = smoothed.mean()[i] - start[lane][i];
                errors += error * error / smoothed.covariance().get(i, i);
                assertThat(smoothed.standardDeviation(i)).isLessThan(known.standardDeviation(i));
                assertThat(FilterCases.smallestEigenvalue(smoothed.covariance()))
                        .isPositive();
            }
            // The mean of 300 squares has the deviation 0.08: four of them. The extended filter takes its first slopes
            // at
            // a mass that may be 20 % off, and its smoother inherits them.
            double bent = method == FilterMethod.EXTENDED ? 0.2 : 0;
            assertThat(errors / lanes).as("weight %d", i).isBetween(1 - 0.33, 1 + 0.33 + bent);
        }
    }

    @Test
    void aLaneDependsNeitherOnThreadsNorOnNeighboursAndOneThatStoodStillStays() {
        FilterModel model = FilterCases.OSCILLATOR;
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        FilterHistory one = FilterHistory.allocate(model, 4200, 4);
        FilterHistory two = FilterHistory.allocate(model, 4200, 4);
        OscillatorTruth truth = new OscillatorTruth(4200, 2);
        FilterPlanes fleet = FilterPlanes.allocate(model, 4200);
        for (int lane = 0; lane < 4200; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
        }
        one.begin(fleet);
        two.begin(fleet);
        for (int i = 0; i < 3; i++) {
            truth.move(fleet, i, 0.05);
            if (i == 1) {
                fleet.inputs()[0][77] = Double.NaN;
            }
            Arrays.fill(fleet.intervals(), 0.05);
            filter.step(fleet, 0.05);
            one.keep(fleet, 0.05);
            two.keepEach(fleet);
        }
        new FleetSmoother(model, FilterMethod.EXTENDED).smooth(one);
        try (LanePool pool = new LanePool(2)) {
            new FleetSmoother(model, FilterMethod.EXTENDED, pool).smooth(two);
        }
        for (int t = 0; t < 4; t++) {
            for (int k = 0; k < 5; k++) {
                assertThat(two.means(t)[k]).isEqualTo(one.means(t)[k]);
            }
        }
        assertThat(one.means(1)[3][77]).isFinite().isEqualTo(one.means(2)[3][77]);
        assertThat(one.means(1)[3][76]).isNotEqualTo(one.means(2)[3][76]);
    }

    @Test
    void whatCannotBeSmoothedIsRefused() {
        FilterModel model = FilterCases.LINEAR;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetSmoother(model, FilterMethod.ensemble(9, 1)))
                .withMessageStartingWith("method of the smoother = ensemble Kalman, 9 members");
        FilterHistory history = FilterHistory.allocate(model, 1, 1);
        FleetSmoother smoother = new FleetSmoother(model, FilterMethod.EXTENDED);
        assertThatIllegalStateException().isThrownBy(() -> smoother.smooth(history));
        FilterPlanes fleet = FilterPlanes.allocate(model, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> history.keep(fleet, 1))
                .withMessageStartingWith("instants = 0, expected 1 … 0");
        history.begin(fleet);
        smoother.smooth(history);
        assertThatIllegalStateException()
                .isThrownBy(() -> smoother.smooth(history))
                .withMessageStartingWith("instants = 1, smoothed");
    }
}

package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class FleetSmootherProperties {
    /** Gaps, refused readings, intervals of different lengths: S is a covariance, and no larger than that of the filter. */
    @Property(tries = 6)
    void smoothedCovariancesArePositiveDefiniteAndNoLargerThanFiltered(
            @ForAll long seed, @ForAll @DoubleRange(min = -5, max = 1) double sensorExponent) {
        double variance = Math.pow(10, sensorExponent);
        FilterModel model = FilterCases.OSCILLATOR
                .withOutputVariances(List.of(variance, variance))
                .withGate(new Gate(0.99));
        for (FilterMethod method : List.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED)) {
            FleetFilter filter = new FleetFilter(model, method);
            FilterPlanes fleet = FilterPlanes.allocate(model, 2);
            FilterHistory history = FilterHistory.allocate(model, 2, 121);
            double[][][] filtered = new double[121][2][5];
            Random random = new Random(seed);
            for (int lane = 0; lane < 2; lane++) {
                fleet.put(lane, FilterCases.oscillatorStart());
            }
            history.begin(fleet);
            for (int t = 0; t <= 120; t++) {
                if (t > 0) {
                    for (int lane = 0; lane < 2; lane++) {
                        fleet.inputs()[0][lane] = 2 * random.nextGaussian();
                        for (int k = 0; k < 2; k++) {
                            double miss = Math.sqrt(variance + 1e-3) * random.nextGaussian();
                            boolean gap = random.nextInt(5) == 0;
                            fleet.measured()[k][lane] = gap ? Double.NaN : fleet.means()[3 + k][lane] + miss;
                        }
                    }
                    double dt = 0.01 + 0.04 * random.nextDouble();
                    filter.step(fleet, dt);
                    history.keep(fleet, dt);
                }
                for (int lane = 0; lane < 2; lane++) {
                    for (int i = 0; i < 5; i++) {
                        filtered[t][lane][i] = fleet.covariances()[Gaussian.index(i, i)][lane];
                    }
                }
            }
            new FleetSmoother(model, method).smooth(history);
            GaussianEstimate smoothed = FilterCases.oscillatorStart();
            for (int t = 0; t <= 120; t++) {
                for (int lane = 0; lane < 2; lane++) {
                    history.get(t, lane, smoothed);
                    assertThat(FilterCases.smallestEigenvalue(smoothed.covariance()))
                            .as("smallest eigenvalue of %s, instant %d", method.name(), t)
                            .isPositive();
                    for (int i = 0; i < 5; i++) {
                        // But for rounding of sums of numbers of size 0.1.
                        assertThat(smoothed.covariance().get(i, i)).isLessThanOrEqualTo(filtered[t][lane][i] + 1e-14);
                    }
                }
            }
        }
    }
}

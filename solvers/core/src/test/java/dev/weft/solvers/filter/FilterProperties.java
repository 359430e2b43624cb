package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class FilterProperties {
    private static final List<FilterMethod> KINDS =
            List.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED, FilterMethod.ensemble(20, 1));

    /** Sharp sensors, gaps, jumps and wild readings: a covariance stays one. */
    @Property(tries = 8)
    void covariancesStayPositiveDefinite(
            @ForAll long seed, @ForAll @DoubleRange(min = -7, max = 1) double sensorExponent) {
        double variance = Math.pow(10, sensorExponent);
        for (FilterMethod method : KINDS) {
            FilterModel model = FilterCases.OSCILLATOR
                    .withOutputVariances(List.of(variance, variance))
                    .withGate(new Gate(0.999));
            FleetFilter filter = new FleetFilter(model, method);
            FilterPlanes fleet = FilterPlanes.allocate(model, 4);
            Random random = new Random(seed);
            for (int lane = 0; lane < 4; lane++) {
                fleet.put(lane, FilterCases.oscillatorStart());
            }
            GaussianEstimate found = FilterCases.oscillatorStart();
            for (int step = 0; step < 400; step++) {
                for (int lane = 0; lane < 4; lane++) {
                    fleet.inputs()[0][lane] = 2 * random.nextGaussian();
                    for (int k = 0; k < 2; k++) {
                        boolean gap = random.nextInt(5) == 0;
                        double miss = Math.sqrt(variance + 1e-3) * random.nextGaussian();
                        fleet.measured()[k][lane] = gap ? Double.NaN : fleet.means()[3 + k][lane] + miss;
                    }
                }
                filter.step(fleet, 0.01 + 0.04 * random.nextDouble());
                for (int lane = 0; lane < 4; lane++) {
                    fleet.get(lane, found);
                    assertThat(FilterCases.smallestEigenvalue(found.covariance()))
                            .as("smallest eigenvalue of %s, lane %d, step %d", method.name(), lane, step)
                            .isPositive();
                }
            }
        }
    }

    @Property(tries = 200)
    void thresholdsAreQuantiles(@ForAll @DoubleRange(min = 0.01, max = 0.99) double probability) {
        // χ² with two degrees of freedom is exponential: P = 1 − exp(−x/2).
        assertThat(1 - Math.exp(-0.5 * new Gate(probability).threshold(2))).isCloseTo(probability, offset(1e-12));
        assertThat(Stream.of(1, 2, 3, 9).map(new Gate(probability)::threshold)).isSorted();
    }

    /** b walks or reverts, and nothing is read: mean and variance after one interval, and after it in two parts. */
    @Property(tries = 15)
    void coordinatesDriftAsTheirEquationsSay(
            @ForAll @DoubleRange(min = 0.01, max = 2) double deviation,
            @ForAll @DoubleRange(min = 0.1, max = 50) double timeConstant,
            @ForAll @DoubleRange(min = 0, max = 5) double interval) {
        double home = -0.7;
        for (FilterMethod method : KINDS) {
            for (boolean reverts : new boolean[] {true, false}) {
                Drift drift = reverts ? Drift.aboutHome(deviation, timeConstant) : Drift.walk(deviation * deviation);
                FilterModel model = FilterCases.LINEAR.withDrifts(List.of(drift));
                FleetFilter filter = new FleetFilter(model, method);
                FilterPlanes once = FilterPlanes.allocate(model, 1);
                FilterPlanes twice = FilterPlanes.allocate(model, 1);
                for (FilterPlanes fleet : List.of(once, twice)) {
                    fleet.put(0, GaussianEstimate.independent(new double[] {0.4, 1}, new double[] {0.3, 0.1}));
                    if (reverts) {
                        fleet.homes()[0][0] = home;
                    }
                }
                filter.predict(once, interval);
                filter.predict(twice, 0.3 * interval);
                filter.predict(twice, 0.7 * interval);
                double phi = reverts ? Math.exp(-interval / timeConstant) : 1;
                double mean = reverts ? home + phi * (0.4 - home) : 0.4;
                double gained = reverts ? deviation * deviation * (1 - phi * phi) : deviation * deviation * interval;
                double variance = phi * phi * 0.09 + gained;
                for (FilterPlanes fleet : List.of(once, twice)) {
                    assertThat(fleet.means()[0][0]).as(method.name()).isCloseTo(mean, offset(1e-12));
                    // 1 − φ² of this test itself loses digits where the interval is short.
                    assertThat(fleet.covariances()[0][0])
                            .as(method.name())
                            .isCloseTo(variance, offset(1e-11 * (1 + variance)));
                }
            }
        }
    }

    /** Readings that no machine within the bounds could give, without a gate. */
    @Property(tries = 8)
    void parametersStayWithinTheirBounds(@ForAll long seed, @ForAll @DoubleRange(min = 1, max = 100) double wildness) {
        Coordinate between = new Coordinate.Logit(1, 3);
        FilterModel model = FilterCases.OSCILLATOR.withCoordinates(Collections.nCopies(3, between));
        for (FilterMethod method : KINDS) {
            FleetFilter filter = new FleetFilter(model, method);
            FilterPlanes fleet = FilterPlanes.allocate(model, 8);
            for (int lane = 0; lane < 8; lane++) {
                fleet.put(lane, FilterCases.oscillatorStart());
            }
            Random random = new Random(seed);
            for (int step = 0; step < 60; step++) {
                for (int lane = 0; lane < 8; lane++) {
                    fleet.inputs()[0][lane] = wildness * random.nextGaussian();
                    fleet.measured()[0][lane] = wildness * random.nextGaussian();
                    fleet.measured()[1][lane] = wildness * random.nextGaussian();
                }
                filter.step(fleet, 0.05);
                for (int lane = 0; lane < 8; lane++) {
                    for (int j = 0; j < 3; j++) {
                        assertThat(between.toValue(fleet.means()[j][lane])).isBetween(1.0, 3.0);
                        assertThat(fleet.covariances()[Gaussian.index(j, j)][lane])
                                .isPositive();
                    }
                }
            }
        }
    }

    /** Parameters that are considered now and then, by sharp and blunt sensors: a covariance stays one. */
    @Property(tries = 8)
    void covariancesOfConsideredParametersStayPositiveDefinite(
            @ForAll long seed, @ForAll @DoubleRange(min = -7, max = 1) double sensorExponent) {
        double variance = Math.pow(10, sensorExponent);
        FilterModel model = FilterCases.OSCILLATOR
                .withOutputVariances(List.of(variance, variance))
                .withByLane(ByLane.NOTHING.withConsidered());
        for (FilterMethod method : List.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED)) {
            FleetFilter filter = new FleetFilter(model, method);
            FilterPlanes fleet = FilterPlanes.allocate(model, 4);
            Random random = new Random(seed);
            for (int lane = 0; lane < 4; lane++) {
                fleet.put(lane, FilterCases.oscillatorStart());
            }
            GaussianEstimate found = FilterCases.oscillatorStart();
            for (int step = 0; step < 300; step++) {
                double[] before = new double[4];
                for (int lane = 0; lane < 4; lane++) {
                    fleet.considered()[lane] = step / 50 % 2 == lane % 2 ? 1 : 0;
                    before[lane] = fleet.means()[1][lane];
                    fleet.inputs()[0][lane] = 2 * random.nextGaussian();
                    for (int k = 0; k < 2; k++) {
                        double miss = Math.sqrt(variance + 1e-3) * random.nextGaussian();
                        fleet.measured()[k][lane] = fleet.means()[3 + k][lane] + miss;
                    }
                }
                filter.step(fleet, 0.01 + 0.04 * random.nextDouble());
                for (int lane = 0; lane < 4; lane++) {
                    fleet.get(lane, found);
                    assertThat(FilterCases.smallestEigenvalue(found.covariance()))
                            .as("smallest eigenvalue of %s, lane %d, step %d", method.name(), lane, step)
                            .isPositive();
                    if (fleet.considered()[lane] == 1) {
                        assertThat(fleet.means()[1][lane]).isEqualTo(before[lane]);
                    }
                }
            }
        }
    }
}

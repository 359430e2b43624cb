package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
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
            FilterModel model = new FilterModel(
                    FilterCases.OSCILLATOR.system(),
                    FilterCases.OSCILLATOR.coordinates(),
                    FilterCases.OSCILLATOR.drifts(),
                    FilterCases.OSCILLATOR.stateNoise(),
                    List.of(variance, variance),
                    FilterCases.OSCILLATOR.method(),
                    1,
                    new Gate(0.999));
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
}

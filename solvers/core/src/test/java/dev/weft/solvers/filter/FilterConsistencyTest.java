package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters believe what they should: innovations of twins that obey the model are as large as they are expected to be. */
class FilterConsistencyTest {
    private static final int LANES = 300;
    private static final int READINGS = 40;
    private static final double DT = 0.05;

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void theMeanNormalisedInnovationSquaredIsTheNumberOfOutputs(FilterMethod method) {
        FilterModel model = FilterCases.OSCILLATOR;
        FleetFilter filter = new FleetFilter(model, method);
        FilterPlanes fleet = FilterPlanes.allocate(model, LANES);
        OscillatorTruth truth = new OscillatorTruth(LANES, 5);
        for (int lane = 0; lane < LANES; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
        }
        double sum = 0;
        for (int reading = 0; reading < READINGS; reading++) {
            truth.move(fleet, reading, DT);
            filter.step(fleet, DT);
            for (double surprise : fleet.surprises()) {
                sum += surprise;
            }
        }
        // χ² of 2·N degrees of freedom divided by N: mean 2, standard deviation 2/√N = 0.018 for N = 12,000. Four of
        // them, and 0.03 for the curvature of exp(z)·s over a spread of 0.2, of which the extended filter knows
        // nothing.
        double mean = sum / (LANES * READINGS);
        assertThat(mean).isBetween(2 - 0.073 - 0.03, 2 + 0.073 + 0.03);

        // And the weights are where the covariances say: the mean of (z − ẑ)²/P over 300 twins has the deviation 0.08.
        double[][] real = truth.weights();
        for (int i = 0; i < 5; i++) {
            double errors = 0;
            for (int lane = 0; lane < LANES; lane++) {
                double error = fleet.means()[i][lane] - real[lane][i];
                errors += error * error / fleet.covariances()[Gaussian.index(i, i)][lane];
            }
            assertThat(errors / LANES).as("weight %d", i).isBetween(1 - 0.33, 1 + 0.33);
        }
    }
}

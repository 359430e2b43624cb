package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
        OdeSystem system = model.system();
        Expr h = Expr.symbol("h");
        List<Expr> symbols = new ArrayList<>(system.states());
        symbols.addAll(system.parameters());
        symbols.addAll(system.inputs());
        Kernel truth = Kernel.compile(ExplicitRungeKutta.CLASSICAL_4.next(system, h), symbols, List.of(h));
        double[] scratch = truth.newScratch();
        FleetFilter filter = new FleetFilter(model, method);
        FilterPlanes fleet = FilterPlanes.allocate(model, LANES);
        Random random = new Random(5);
        GaussianEstimate start = FilterCases.oscillatorStart();
        double[][] real = new double[LANES][5];
        for (int lane = 0; lane < LANES; lane++) {
            fleet.put(lane, start);
            for (int i = 0; i < 5; i++) {
                real[lane][i] = start.mean()[i] + start.standardDeviation(i) * random.nextGaussian();
            }
        }
        double sum = 0;
        for (int reading = 0; reading < READINGS; reading++) {
            for (int lane = 0; lane < LANES; lane++) {
                double[] w = real[lane];
                fleet.inputs()[0][lane] = Math.sin(0.3 * reading + lane);
                double[] arguments = {
                    w[3], w[4], Math.exp(w[0]), Math.exp(w[1]), Math.exp(w[2]), fleet.inputs()[0][lane], DT
                };
                truth.evaluate(arguments, arguments, scratch);
                for (int j = 0; j < 3; j++) {
                    w[j] += Math.sqrt(1e-4 * DT) * random.nextGaussian();
                }
                w[3] = arguments[0] + Math.sqrt(1e-4 * DT) * random.nextGaussian();
                w[4] = arguments[1] + Math.sqrt(1e-3 * DT) * random.nextGaussian();
                fleet.measured()[0][lane] = w[3] + 1e-2 * random.nextGaussian();
                fleet.measured()[1][lane] = w[4] + 2e-2 * random.nextGaussian();
            }
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

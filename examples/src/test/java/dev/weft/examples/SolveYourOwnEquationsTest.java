package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.fleet.FleetResult;
import dev.weft.solvers.fleet.LaneFailure;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.OdeSolver;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.OdeTrajectory;
import dev.weft.solvers.ode.Tolerances;
import org.junit.jupiter.api.Test;

class SolveYourOwnEquationsTest {
    private static final double[] TIMES = {0, 3};

    @Test
    void sensitivitiesAreSlopes() {
        OdeTrajectory path = SolveYourOwnEquations.grid(new Printed().stream());
        double above = end(1 + 1e-4);
        double below = end(1 - 1e-4);

        // A difference over 1e-4 of values good to 1e-9 or so.
        assertThat(path.sensitivities(3)[2]).isCloseTo((above - below) / 2e-4, within(1e-5));
    }

    private static double end(double mu) {
        return new OdeSolver(SolveYourOwnEquations.vanDerPol(), new Tolerances(1e-12, 1e-12))
                .solve(new double[] {2, 0}, new double[] {mu}, InputSignal.constant(), TIMES)
                .endState()[0];
    }

    @Test
    void tracedEquationsAreTheWrittenOnes() {
        double[] arguments = {0.3, -1.2, 2.5};

        // Three products and two differences, rounded in another order.
        assertThat(rates(SolveYourOwnEquations.traced(), arguments))
                .containsExactly(rates(SolveYourOwnEquations.vanDerPol(), arguments), within(1e-15));
    }

    private static double[] rates(OdeSystem system, double[] arguments) {
        Kernel kernel = system.rates();
        double[] out = new double[kernel.outputs()];
        kernel.evaluate(arguments, out, kernel.newScratch());
        return out;
    }

    @Test
    void theLanesThatFailAreThoseWithAPole() {
        FleetResult result = SolveYourOwnEquations.run(new Printed().stream());

        assertThat(result.failures()).extracting(LaneFailure::lane).containsExactlyInAnyOrder(996, 997, 998, 999);
        assertThat(result.failures()).allSatisfy(failure -> {
            double start = 0.5 + failure.lane() * 5.03e-4;
            // x = coth(t* − t) has its pole at t* = ½ ln((x₀ + 1)/(x₀ − 1)); errors of 1e-8 a step grow with x₀ − 1.
            assertThat(failure.time()).isCloseTo(Math.log((start + 1) / (start - 1)) / 2, within(1e-4));
        });
    }
}

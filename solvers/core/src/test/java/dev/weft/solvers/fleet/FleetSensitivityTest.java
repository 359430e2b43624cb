package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.SensitivityEquations;
import dev.weft.solvers.ode.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetSensitivityTest {
    private static final int LANES = 11;

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void agreeWithThoseOfSingleTrajectories(FleetProblem problem) {
        OdeSystem system = problem.system();
        SensitivityEquations equations = new SensitivityEquations(system);
        FleetPlanes plain = problem.fleet(LANES);
        FleetPlanes fleet = FleetPlanes.allocate(equations.extended(), LANES);
        for (int i = 0; i < LANES; i++) {
            fleet.set(
                    i,
                    equations.initialState(FleetProblem.lane(plain.states(), i)),
                    FleetProblem.lane(plain.parameters(), i));
            for (int k = 0; k < plain.inputs().length; k++) {
                fleet.inputs()[k][i] = plain.inputs()[k][i];
            }
        }

        assertThat(new AdaptiveIntegrator(
                                equations.extended(), ExplicitRungeKutta.DORMAND_PRINCE_54, Tolerances.STANDARD)
                        .advance(fleet, 0, 2))
                .isEmpty();

        int n = system.stateCount();
        int m = system.parameterCount();
        OdeFlow flow = new OdeFlow(system, Tolerances.STANDARD);
        for (int i = 0; i < LANES; i++) {
            double[] x = FleetProblem.lane(plain.states(), i);
            double[] phi = new double[n * n];
            double[] psi = new double[n * m];
            flow.advance(
                    0, 2, x, FleetProblem.lane(plain.parameters(), i), FleetProblem.lane(plain.inputs(), i), phi, psi);
            for (int r = 0; r < n; r++) {
                // Both within some 1e-7 of the truth, the single one without control of its sensitivities.
                for (int c = 0; c < n; c++) {
                    assertThat(fleet.states()[equations.byInitialState(r, c)][i])
                            .isCloseTo(phi[r * n + c], within(1e-6));
                }
                for (int c = 0; c < m; c++) {
                    assertThat(fleet.states()[equations.byParameter(r, c)][i]).isCloseTo(psi[r * m + c], within(1e-6));
                }
            }
        }
    }
}

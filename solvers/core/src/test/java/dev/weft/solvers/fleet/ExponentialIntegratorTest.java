package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExponentialIntegratorTest {
    @ParameterizedTest
    @EnumSource(
            value = FleetProblem.class,
            names = {"OSCILLATOR", "FORCED"})
    void isExactInOneStep(FleetProblem problem) {
        ExponentialIntegrator integrator = new ExponentialIntegrator(problem.system());
        FleetPlanes fleet = problem.fleet(700);
        for (double dt : new double[] {1, 0.25, 0.25, 10}) {
            double[][] exact = problem.exact(fleet, dt);
            assertThat(integrator.advance(fleet, 0, dt)).isEmpty();
            // Roundings of a matrix exponential of norm up to 30.
            assertThat(FleetProblem.distance(fleet.states(), exact)).isLessThan(1e-12);
        }
    }

    @Test
    void followsChangedParametersAndInputs() {
        FleetProblem problem = FleetProblem.FORCED;
        ExponentialIntegrator integrator = new ExponentialIntegrator(problem.system());
        FleetPlanes fleet = problem.fleet(5);
        integrator.advance(fleet, 0, 1);
        fleet.parameters()[1][3] = 3.5;
        fleet.inputs()[0][2] = -1;
        double[][] exact = problem.exact(fleet, 1);

        integrator.advance(fleet, 1, 1);

        assertThat(FleetProblem.distance(fleet.states(), exact)).isLessThan(1e-13);
    }

    @Test
    void aSystemWithoutParametersIsDiscretisedOnceForAllCalls() {
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.negate()), List.of(x));
        FleetPlanes fleet = FleetPlanes.allocate(system, 3);
        fleet.states()[0][1] = 1;
        ExponentialIntegrator integrator = new ExponentialIntegrator(system);

        integrator.advance(fleet, 0, 1);
        integrator.advance(fleet, 1, 2);

        assertThat(fleet.states()[0][1]).isCloseTo(Math.exp(-3), org.assertj.core.api.Assertions.within(1e-15));
    }

    @Test
    void threadsDoNotMatter() {
        FleetPlanes one = FleetProblem.FORCED.fleet(2000);
        FleetPlanes two = FleetProblem.FORCED.fleet(2000);
        new ExponentialIntegrator(FleetProblem.FORCED.system()).advance(one, 0, 1);
        try (LanePool pool = new LanePool(2)) {
            new ExponentialIntegrator(FleetProblem.FORCED.system(), pool).advance(two, 0, 1);
        }

        assertThat(two.states()).isDeepEqualTo(one.states());
    }

    @Test
    void aBrokenLaneIsFrozenAndNamed() {
        FleetPlanes fleet = FleetProblem.FORCED.fleet(4);
        fleet.parameters()[0][1] = Double.NaN;
        double[][] exact = FleetProblem.FORCED.exact(fleet, 1);

        List<LaneFailure> failures = new ExponentialIntegrator(FleetProblem.FORCED.system()).advance(fleet, 2, 1);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.lane()).isEqualTo(1);
            assertThat(failure.component()).isEqualTo("p");
        });
        assertThat(fleet.states()[1][0]).isCloseTo(exact[1][0], org.assertj.core.api.Assertions.within(1e-14));
    }

    @Test
    void whatIsNotLinearIsRefusedByName() {
        assertThatThrownBy(() -> new ExponentialIntegrator(FleetProblem.LOGISTIC.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the rate of a in a contains a")
                .hasMessageContaining("linear");
        Expr x = Expr.symbol("x");
        Expr u = Expr.symbol("u");
        OdeSystem bilinear = new OdeSystem(List.of(x), List.of(), List.of(u), List.of(u.times(x)), List.of(x));
        assertThatThrownBy(() -> new ExponentialIntegrator(bilinear)).hasMessageContaining("contains u");
    }
}

package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.stiff.RodasIntegrator;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEState;
import org.junit.jupiter.api.Test;

class StepMethodTest {
    static Stream<StepMethod> methods() {
        return Stream.of(ExplicitRungeKutta.CLASSICAL_4, ExplicitRungeKutta.DORMAND_PRINCE_54, Rosenbrock.RODAS_43);
    }

    @Test
    void aMethodWithoutErrorEstimateRefusesToMakeOne() {
        Expr h = Expr.symbol("h");
        List<Expr> rates = List.of(Expr.symbol("f"));

        assertThatThrownBy(() -> ExplicitRungeKutta.CLASSICAL_4.step(FleetProblem.LOGISTIC.system(), rates, h))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no error estimate");
        assertThat(ExplicitRungeKutta.CLASSICAL_4.name()).isEqualTo("classical Runge-Kutta 4");
    }

    @Test
    void rodasIsLStable() {
        // x' = −p x: R(z) → 0 as z → −∞, where an A-stable method such as the trapezoidal rule keeps |R| = 1.
        Expr x = Expr.symbol("x");
        Expr p = Expr.symbol("p");
        OdeSystem system = new OdeSystem(
                List.of(x), List.of(p), List.of(), List.of(p.times(x).negate()), List.of(x));
        FleetPlanes fleet = FleetPlanes.allocate(system, 9);
        for (int i = 0; i < 9; i++) {
            fleet.set(i, new double[] {1}, new double[] {Math.pow(10, i)});
        }

        new FixedStepIntegrator(system, Rosenbrock.RODAS_43, 1).advance(fleet, 0, 1);

        for (double value : fleet.states()[0]) {
            assertThat(Math.abs(value)).isLessThan(1);
        }
        // R falls as 1/z.
        assertThat(Math.abs(fleet.states()[0][8])).isLessThan(1e-7);
    }

    @Test
    void aLaneStepsByTheTableWhoseOrderConditionsAreChecked() {
        // Van der Pol, μ = 5: a full Jacobian that depends on the state.
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Expr force = Expr.ONE.minus(x.times(x)).times(v).times(5).minus(x);
        OdeSystem system = new OdeSystem(List.of(x, v), List.of(), List.of(), List.of(v, force), List.of(x));
        double h = 0.1;
        double[] start = {1.5, -0.7};
        FleetPlanes fleet = FleetPlanes.allocate(system, 1);
        fleet.set(0, start, new double[0]);

        new FixedStepIntegrator(system, Rosenbrock.RODAS_43, h).advance(fleet, 0, h);

        // One step of the single integrator, held there by its shortest and longest step.
        double[] single = new RodasIntegrator(h, h, 1e9, 1e9)
                .integrate(system.asHipparchus(new double[0], InputSignal.constant()), new ODEState(0, start), h)
                .getPrimaryState();
        // Elimination with and without pivoting, and products summed in another order.
        assertThat(fleet.states()[0][0]).isCloseTo(single[0], within(1e-13));
        assertThat(fleet.states()[1][0]).isCloseTo(single[1], within(1e-13));
    }

    @Test
    void eliminationSolvesWhatItFactorised() {
        // (d I − J) k = r with J of three states, one entry structurally zero, and k known.
        Expr d = Expr.constant(4);
        double[] j = {1, 2, 0, -1, 0.5, 3, 2, 0, -2};
        double[] k = {1, -2, 3};
        List<Expr> right = new java.util.ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double sum = 4 * k[i];
            for (int c = 0; c < 3; c++) {
                sum -= j[i * 3 + c] * k[c];
            }
            right.add(Expr.constant(sum));
        }
        List<Expr> jacobian =
                java.util.Arrays.stream(j).mapToObj(Expr::constant).toList();

        List<Expr> solution = LinearSolution.of(d, jacobian, 3).solve(right);

        for (int i = 0; i < 3; i++) {
            // A dozen roundings of numbers of size 1 to 10.
            assertThat(solution.get(i).value()).isCloseTo(k[i], within(1e-14));
        }
    }
}

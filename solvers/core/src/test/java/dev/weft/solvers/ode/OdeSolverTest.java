package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.VariationalEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OdeSolverTest {
    private static final double[] GRID = {0, 0.1, 0.5, 1.7, 1.7001, 3};
    private static final Tolerances TIGHT = new Tolerances(1e-12, 1e-12);

    static List<OdeProblem> problems() {
        return OdeProblem.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void meetsTheClosedFormOnTheGrid(OdeProblem problem) {
        for (IntegratorFactory factory : List.of(
                IntegratorFactory.DORMAND_PRINCE_853,
                IntegratorFactory.DORMAND_PRINCE_54,
                IntegratorFactory.AUTOMATIC)) {
            OdeTrajectory found = new OdeSolver(problem.system, TIGHT)
                    .withIntegrator(factory)
                    .solve(problem.start, problem.parameters, InputSignal.constant(problem.inputs), GRID);

            assertThat(found.complete()).isTrue();
            for (int i = 0; i < GRID.length; i++) {
                // Local errors of 1e-12; the dense output of 5(4) is of order 4, good to 1e-9 for such steps.
                assertThat(found.state(i))
                        .containsExactly(problem.solution(GRID[i], problem.start, problem.parameters), within(1e-8));
            }
            assertThat(found.state(0)).containsExactly(problem.start);
            assertThat(found.end()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void sensitivitiesAreThoseOfTheFlow(OdeProblem problem) {
        int n = problem.start.length;
        int m = problem.parameters.length;
        OdeTrajectory found = new OdeSolver(problem.system, TIGHT)
                .solveWithSensitivities(problem.start, problem.parameters, InputSignal.constant(problem.inputs), GRID);
        double[] x = problem.start.clone();
        double[] phi = new double[n * n];
        double[] psi = new double[n * m];
        new OdeFlow(problem.system, TIGHT).advance(0, 3, x, problem.parameters, problem.inputs, phi, psi);

        double[] s = found.sensitivities(GRID.length - 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n + m; j++) {
                // Two methods, both within 1e-10 of the truth.
                double other = j < n ? phi[i * n + j] : psi[i * m + j - n];
                assertThat(s[i * (n + m) + j]).isCloseTo(other, within(1e-8));
            }
        }
    }

    @Test
    void hipparchusVariationalEquationTakesTheCompiledJacobians() throws Exception {
        OdeProblem problem = new OdeProblem.Damped();
        CompiledOde ode = problem.system.asHipparchus(problem.parameters, InputSignal.constant());
        ExpandableODE expandable = new ExpandableODE(ode);
        VariationalEquation variational = new VariationalEquation(expandable, ode);
        ODEState start = variational.setUpInitialState(new ODEState(0, problem.start));
        ODEStateAndDerivative end =
                new DormandPrince853Integrator(1e-10, 1, 1e-12, 1e-12).integrate(expandable, start, 1.5);
        double[] phi = new double[4];
        double[] psi = new double[6];
        new OdeFlow(problem.system, TIGHT)
                .advance(0, 1.5, problem.start.clone(), problem.parameters, problem.inputs, phi, psi);

        double[][] theirs = variational.extractMainSetJacobian(end);
        // Integration errors of 1e-11 on both sides.
        assertThat(theirs[1]).containsExactly(new double[] {phi[2], phi[3]}, within(1e-9));
        assertThat(variational.extractParameterJacobian(end, "k"))
                .containsExactly(new double[] {psi[1], psi[4]}, within(1e-9));
    }

    @Test
    void heldInputsJumpAtTheirSamples() {
        // x' = u − x with u = 1, 0, 2 over unit intervals.
        OdeTrajectory found = new OdeSolver(lag(), TIGHT)
                .solve(
                        new double[] {0},
                        new double[0],
                        series(InputSeries.Interpolation.HOLD, 1, 0, 2, 2),
                        new double[] {0, 1, 2, 3});

        double e = Math.exp(-1);
        assertThat(found.state(1)[0]).isCloseTo(1 - e, within(1e-11));
        assertThat(found.state(2)[0]).isCloseTo((1 - e) * e, within(1e-11));
        assertThat(found.state(3)[0]).isCloseTo(2 + ((1 - e) * e - 2) * e, within(1e-11));
    }

    @Test
    void linearInputsAreRamps() {
        // x' = t − x from 0: x = t − 1 + e^(−t).
        OdeTrajectory found = new OdeSolver(lag(), TIGHT)
                .solve(
                        new double[] {0},
                        new double[0],
                        series(InputSeries.Interpolation.LINEAR, 0, 1, 2, 3),
                        new double[] {0, 0.3, 2.6});

        assertThat(found.state(1)[0]).isCloseTo(0.3 - 1 + Math.exp(-0.3), within(1e-11));
        assertThat(found.state(2)[0]).isCloseTo(2.6 - 1 + Math.exp(-2.6), within(1e-11));
    }

    @Test
    void anEventEndsTheTrajectory() {
        OdeProblem problem = new OdeProblem.Decay();
        ODEEventDetector half = new ODEEventDetector() {
            @Override
            public org.hipparchus.ode.events.AdaptableInterval getMaxCheckInterval() {
                return (state, forward) -> 1;
            }

            @Override
            public int getMaxIterationCount() {
                return 100;
            }

            @Override
            public org.hipparchus.analysis.solvers.BracketedUnivariateSolver<org.hipparchus.analysis.UnivariateFunction>
                    getSolver() {
                return new org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver(0, 1e-12, 0, 5);
            }

            @Override
            public ODEEventHandler getHandler() {
                return (state, detector, increasing) -> Action.STOP;
            }

            @Override
            public double g(ODEStateAndDerivative state) {
                return state.getPrimaryState()[0] - 1;
            }
        };

        OdeTrajectory found = new OdeSolver(problem.system, TIGHT)
                .withEvent(half)
                .solve(problem.start, problem.parameters, InputSignal.constant(), GRID);

        assertThat(found.complete()).isFalse();
        assertThat(found.size()).isEqualTo(3);
        assertThat(found.end()).isCloseTo(Math.log(2) / 0.7, within(1e-10));
        assertThat(found.endState()[0]).isCloseTo(1, within(1e-10));
    }

    @Test
    void aFixedStepIntegratorOfHipparchusServesToo() {
        OdeProblem problem = new OdeProblem.Harmonic();
        OdeTrajectory found = new OdeSolver(problem.system, TIGHT)
                .withIntegrator((shortest, longest, tolerances) -> new ClassicalRungeKuttaIntegrator(0.001))
                .solve(problem.start, problem.parameters, InputSignal.constant(), new double[] {0, 1});

        // Order 4: 0.001⁴ times a constant of about 1.
        assertThat(found.state(1))
                .containsExactly(problem.solution(1, problem.start, problem.parameters), within(1e-11));
    }

    @Test
    void aPoleIsTyped() {
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.times(x)), List.of(x));

        assertThatThrownBy(() -> new OdeSolver(system, Tolerances.STANDARD)
                        .solve(new double[] {1}, new double[0], InputSignal.constant(), new double[] {0, 2}))
                .isInstanceOfSatisfying(IntegrationException.class, e -> {
                    assertThat(e.time()).isCloseTo(1, within(0.01));
                    assertThat(e.component()).isEqualTo("x");
                });
    }

    @Test
    void wrongArgumentsAreRefused() {
        OdeSolver solver = new OdeSolver(lag(), TIGHT);
        InputSignal series = series(InputSeries.Interpolation.HOLD, 1, 0, 2, 2);
        double[] x = {0};
        double[] none = {};
        double[] grid = {0, 1};

        assertThatThrownBy(() -> solver.solve(x, none, series, new double[] {0, 3.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("to 3.0")
                .hasMessageContaining("to 3.5");
        assertThatThrownBy(() -> solver.solve(none, none, series, grid)).hasMessage("state = 0×1, expected 1×1");
        assertThatThrownBy(() -> solver.solve(x, x, series, grid)).hasMessage("parameters = 1×1, expected 0×1");
        assertThatThrownBy(() -> solver.solve(x, none, InputSignal.constant(), grid))
                .hasMessage("inputs = 0×1, expected 1×1");
        assertThatThrownBy(() -> solver.solve(new double[] {Double.NaN}, none, series, grid))
                .hasMessage("state x = NaN, expected a finite number");
        assertThatThrownBy(() -> solver.solve(x, none, series, new double[] {1, 0}))
                .hasMessageContaining("strictly increasing");
        assertThatThrownBy(() -> solver.solve(x, none, series, new double[] {1}))
                .hasMessageContaining("two or more");
        assertThatThrownBy(() -> solver.solve(x, none, series, grid).sensitivities(0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static OdeSystem lag() {
        Expr x = Expr.symbol("x");
        Expr u = Expr.symbol("u");
        return new OdeSystem(List.of(x), List.of(), List.of(u), List.of(u.minus(x)), List.of(x));
    }

    private static InputSeries series(InputSeries.Interpolation interpolation, double... values) {
        double[] times = new double[values.length];
        double[][] rows = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            times[i] = i;
            rows[i] = new double[] {values[i]};
        }
        return new InputSeries(times, rows, interpolation);
    }

    /** x' = −k (x − 1), which tells nothing of stiffness but its rate. */
    private static OdeSystem relaxation() {
        Expr x = Expr.symbol("x");
        Expr k = Expr.symbol("k");
        Expr rate = k.times(Expr.ONE.minus(x));
        return new OdeSystem(List.of(x), List.of(k), List.of(), List.of(rate), List.of(x));
    }

    @Test
    void theAutomaticChoiceSaysWhenItWentOver() {
        OdeTrajectory found = new OdeSolver(relaxation(), new Tolerances(1e-8, 1e-8))
                .withIntegrator(IntegratorFactory.AUTOMATIC)
                .solve(new double[] {0}, new double[] {1e5}, InputSignal.constant(), new double[] {0, 10});

        // The tolerance of a step; the solution has long reached 1.
        assertThat(found.endState()).containsExactly(new double[] {1}, within(1e-7));
        assertThat(found.reports()).singleElement().satisfies(report -> {
            assertThat(report.switchTimes()).isNotEmpty();
            assertThat(report.phases().get(0).method()).contains("Dormand");
            assertThat(report.phases().get(1).method()).contains("Rodas");
        });
    }

    @Test
    void anExplicitMethodThatStiffnessHoldsUpFailsAndSaysSo() {
        OdeSolver solver = new OdeSolver(relaxation(), new Tolerances(1e-8, 1e-8))
                .withIntegrator(IntegratorFactory.DORMAND_PRINCE_54);
        assertThatThrownBy(() -> solver.solve(
                        new double[] {0}, new double[] {1e6}, InputSignal.constant(), new double[] {0, 10}))
                .isInstanceOfSatisfying(IntegrationException.class, e -> {
                    assertThat(e.likelyCause()).isEqualTo(IntegrationException.Cause.STIFFNESS);
                    assertThat(e.component()).isEqualTo("x");
                    assertThat(e.time()).isBetween(0.0, 10.0);
                })
                .hasMessageContaining("stiff integrator");
    }
}

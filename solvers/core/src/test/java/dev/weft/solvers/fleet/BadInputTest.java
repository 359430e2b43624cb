package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.AdjointSensitivities;
import dev.weft.solvers.ode.InputSeries;
import dev.weft.solvers.ode.InputSignal;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.IntegratorFactory;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSolver;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.SensitivityEquations;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.ode.stiff.AutomaticIntegrator;
import dev.weft.solvers.ode.stiff.RodasIntegrator;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with what a caller gives, for one trajectory and for a fleet: the message says what and how. */
class BadInputTest {
    private static final Tolerances TOLERANCES = new Tolerances(1e-8, 1e-8);
    private static final FleetObserver NOBODY = (index, time, fleet) -> {};
    private static final double[] ONE = {1};
    private static final double[] TWO = {1, 1};
    private static final double[] NONE = {};
    private static final double[] GRID = {0, 1};

    private final Expr level = Expr.symbol("level");
    private final Expr leak = Expr.symbol("leak");
    private final Expr inflow = Expr.symbol("inflow");
    private final Expr stranger = Expr.symbol("stranger");

    /** level' = inflow − leak·level. */
    private final OdeSystem system = new OdeSystem(
            List.of(level), List.of(leak), List.of(inflow), List.of(inflow.minus(leak.times(level))), List.of(level));

    private final OdeSolver solver = new OdeSolver(system, TOLERANCES);
    private final OdeFlow flow = new OdeFlow(system, TOLERANCES);
    private final InputSignal steady = InputSignal.constant(1);
    private final FleetIntegrator fixed = new FixedStepIntegrator(system, ExplicitRungeKutta.CLASSICAL_4, 0.1);

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    private List<FleetIntegrator> integrators() {
        return List.of(
                fixed,
                new AdaptiveIntegrator(system, Rosenbrock.RODAS_43, TOLERANCES),
                new AdaptiveIntegrator(system, ExplicitRungeKutta.DORMAND_PRINCE_54, TOLERANCES),
                new ExponentialIntegrator(system));
    }

    /** Dimensions that do not fit: both shapes. */
    @Nested
    class Shapes {
        @Test
        void ofASystem() {
            refused(() -> new OdeSystem(List.of(level), List.of(), List.of(), List.of(level, level), List.of()))
                    .hasMessageContaining("rates = 2, expected one for each of the 1 states");
        }

        @Test
        void ofOneTrajectory() {
            refused(() -> solver.solve(TWO, ONE, steady, GRID)).hasMessage("state = 2×1, expected 1×1");
            refused(() -> solver.solve(ONE, NONE, steady, GRID)).hasMessage("parameters = 0×1, expected 1×1");
            refused(() -> solver.solve(ONE, ONE, InputSignal.constant(), GRID))
                    .hasMessage("inputs = 0×1, expected 1×1");
            refused(() -> solver.solveWithSensitivities(TWO, ONE, steady, GRID))
                    .hasMessage("state = 2×1, expected 1×1");
            refused(() -> system.asHipparchus(TWO, steady)).hasMessage("parameters = 2×1, expected 1×1");
            refused(() -> new SensitivityEquations(system).initialState(TWO)).hasMessage("state = 2×1, expected 1×1");
        }

        @Test
        void ofOneInterval() {
            refused(() -> flow.advance(0, 1, TWO, ONE, ONE)).hasMessage("state x = 2×1, expected 1×1");
            refused(() -> flow.advance(0, 1, ONE, TWO, ONE)).hasMessage("parameters p = 2×1, expected 1×1");
            refused(() -> flow.advance(0, 1, ONE, ONE, NONE)).hasMessage("inputs u = 0×1, expected 1×1");
            refused(() -> flow.advance(0, 1, ONE, ONE, ONE, TWO, ONE)).hasMessage("phi = 2×1, expected 1×1");
        }

        @Test
        void ofALoss() {
            AdjointSensitivities adjoint =
                    new AdjointSensitivities(system, level, List.of(stranger), Expr.ZERO, TOLERANCES);

            refused(() -> adjoint.gradient(ONE, ONE, steady, GRID, new double[1][1]))
                    .hasMessage("data = 1×1, expected 2×1");
            refused(() -> adjoint.gradient(ONE, ONE, steady, GRID, new double[2][3]))
                    .hasMessage("data of a sample = 3×1, expected 1×1");
        }

        @Test
        void ofAFleet() {
            double[][] five = new double[1][5];
            refused(() -> FleetPlanes.of(system, new double[2][5], five, five))
                    .hasMessageStartingWith("states = 2×5, expected 1×5");
            refused(() -> FleetPlanes.of(system, five, new double[1][4], five))
                    .hasMessageStartingWith("plane 0 of parameters = 1×4, expected 1×5");
            refused(() -> FleetPlanes.allocate(system, 1).set(0, ONE, TWO))
                    .hasMessage("parameters = 2×1, expected 1×1");
            refused(() -> new FleetOutputs(system).evaluate(FleetPlanes.allocate(system, 5), new double[1][4]))
                    .hasMessageContaining("1×4")
                    .hasMessageContaining("1×5");
        }

        @Test
        void ofAKernel() {
            Kernel kernel = system.rates();
            double[] scratch = kernel.newScratch();
            double[][] planes = new double[3][4];
            refused(() -> kernel.evaluate(planes, NONE, new double[1][4], 0, 5, scratch))
                    .hasMessage("plane in[0] has 4 lanes, expected at least 5");
            refused(() -> kernel.evaluate(new double[2][4], NONE, new double[1][4], 0, 4, scratch))
                    .hasMessageContaining("planes in = 2")
                    .hasMessageContaining("expected at least 3");
        }
    }

    /** Symbols that nobody declared: their names. */
    @Test
    void unboundSymbolsAreNamed() {
        List<Expr> rates = List.of(level.times(stranger).plus(leak));
        refused(() -> new OdeSystem(List.of(level), List.of(), List.of(), rates, List.of()))
                .hasMessageStartingWith("unbound symbols [leak, stranger]");
        refused(() -> new OdeSystem(List.of(level), List.of(leak), List.of(), List.of(leak), List.of(inflow)))
                .hasMessageStartingWith("unbound symbols [inflow]");
        refused(() -> Kernel.compile(rates, List.of(level))).hasMessageStartingWith("unbound symbols [");
        refused(() -> new AdjointSensitivities(system, stranger, List.of(), Expr.ZERO, TOLERANCES))
                .hasMessageContaining("[stranger]");
        refused(() -> new AdjointSensitivities(system, Expr.ZERO, List.of(), stranger, TOLERANCES))
                .hasMessageContaining("[stranger]");
    }

    /** Numbers that are none: whose. */
    @Nested
    class Values {
        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void ofOneTrajectory(double bad) {
            double[] broken = {bad};
            refused(() -> solver.solve(broken, ONE, steady, GRID))
                    .hasMessage("state level = " + bad + ", expected a finite number");
            refused(() -> solver.solve(ONE, broken, steady, GRID))
                    .hasMessage("parameter leak = " + bad + ", expected a finite number");
            refused(() -> system.asHipparchus(broken, steady))
                    .hasMessage("parameter leak = " + bad + ", expected a finite number");
            refused(() -> flow.advance(0, 1, broken, ONE, ONE))
                    .hasMessage("state level = " + bad + ", expected a finite number");
            refused(() -> new InputSeries(GRID, new double[][] {{1}, {bad}}, InputSeries.Interpolation.HOLD))
                    .hasMessage("input 0 at time 1.0 = " + bad + ", expected a finite number");
            refused(() -> new RodasIntegrator(0, 1, 1e-6, 1e-6)
                            .integrate(system.asHipparchus(ONE, steady), new org.hipparchus.ode.ODEState(0, broken), 1))
                    .hasMessageContaining("state 0 = " + bad);
        }

        /** A search may try parameters that overflow, and handles this failure as it handles a pole. */
        @Test
        void ofAnIntervalsParametersAndInputs() {
            double[] broken = {Double.NaN};
            assertThatThrownBy(() -> flow.advance(3, 1, new double[] {1}, broken, ONE))
                    .isInstanceOfSatisfying(IntegrationException.class, e -> {
                        assertThat(e.likelyCause()).isEqualTo(IntegrationException.Cause.NON_FINITE);
                        assertThat(e.time()).isEqualTo(3);
                    })
                    .hasMessageContaining("state level has the rate NaN");
            assertThatThrownBy(() -> flow.advance(3, 1, new double[] {1}, ONE, broken))
                    .isInstanceOf(IntegrationException.class)
                    .hasMessageContaining("state level has the rate NaN");
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void ofAFleet(double bad) {
            double[][] sound = new double[1][5];
            double[][] broken = {{0, 0, bad, 0, 0}};
            refused(() -> FleetPlanes.of(system, broken, sound, sound))
                    .hasMessage("state level of lane 2 = " + bad + ", expected a finite number");
            refused(() -> FleetPlanes.of(system, sound, broken, sound))
                    .hasMessage("parameter leak of lane 2 = " + bad + ", expected a finite number");
            refused(() -> FleetPlanes.of(system, sound, sound, broken))
                    .hasMessage("input inflow of lane 2 = " + bad + ", expected a finite number");
            FleetPlanes fleet = FleetPlanes.allocate(system, 5);
            refused(() -> fleet.set(1, new double[] {bad}, ONE))
                    .hasMessage("state level of lane 1 = " + bad + ", expected a finite number");
            fleet.parameters()[0][3] = bad;
            for (FleetIntegrator integrator : integrators()) {
                refused(() -> integrator.integrate(fleet, GRID, NOBODY))
                        .hasMessage("parameter leak of lane 3 = " + bad + ", expected a finite number");
            }
        }

        /** Planes are live, so what was written into them since is found when a step is taken, lane by lane. */
        @Test
        void ofALaneUnderWay() {
            for (FleetIntegrator integrator : integrators()) {
                FleetPlanes fleet = FleetPlanes.allocate(system, 5);
                fleet.parameters()[0][3] = Double.NaN;

                assertThat(integrator.advance(fleet, 2, 1))
                        .as("%s", integrator.getClass().getSimpleName())
                        .singleElement()
                        .satisfies(failure -> {
                            assertThat(failure.lane()).isEqualTo(3);
                            assertThat(failure.time()).isEqualTo(2);
                            assertThat(failure.component()).isEqualTo("leak");
                            assertThat(failure.value()).isNaN();
                            assertThat(failure.cause()).isEqualTo(IntegrationException.Cause.NON_FINITE);
                        });
                assertThat(fleet.isFrozen(3)).isTrue();
                assertThat(fleet.isFrozen(4)).isFalse();
            }
        }
    }

    /** A grid that does not increase: where. */
    @Nested
    class Grids {
        @Test
        void ofOneTrajectory() {
            refused(() -> solver.solve(ONE, ONE, steady, new double[] {0, 1, 1}))
                    .hasMessageStartingWith("time[2] = 1.0, expected > time[1] = 1.0");
            refused(() -> solver.solve(ONE, ONE, steady, new double[] {0, -1}))
                    .hasMessageStartingWith("time[1] = -1.0, expected > time[0] = 0.0");
            refused(() -> solver.solve(ONE, ONE, steady, new double[] {0, Double.NaN}))
                    .hasMessage("time[1] = NaN, expected a finite number");
            refused(() -> solver.solve(ONE, ONE, steady, NONE)).hasMessageStartingWith("times = 0×1");
            refused(() -> solver.solve(ONE, ONE, steady, new double[] {0}))
                    .hasMessage("times = 1×1, expected two or more");
            AdjointSensitivities adjoint = new AdjointSensitivities(system, level, List.of(), Expr.ZERO, TOLERANCES);
            refused(() -> adjoint.gradient(ONE, ONE, steady, new double[] {1, 0}, new double[2][0]))
                    .hasMessageStartingWith("time[1] = 0.0, expected > time[0] = 1.0");
        }

        @Test
        void ofAFleet() {
            for (FleetIntegrator integrator : integrators()) {
                FleetPlanes fleet = FleetPlanes.allocate(system, 2);
                refused(() -> integrator.integrate(fleet, new double[] {0, 1, 0.5}, NOBODY))
                        .hasMessageStartingWith("time[2] = 0.5, expected > time[1] = 1.0");
                refused(() -> integrator.integrate(fleet, NONE, NOBODY)).hasMessageStartingWith("times = 0×1");
            }
        }

        @Test
        void ofAnInputSeries() {
            refused(() -> new InputSeries(new double[] {0, 0}, new double[2][1], InputSeries.Interpolation.LINEAR))
                    .hasMessageStartingWith("time[1] = 0.0, expected > time[0] = 0.0");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void tolerancesThatAreNotPositiveAreRefused(double bad) {
        refused(() -> new Tolerances(bad, 1e-6)).hasMessageContaining("absolute = " + bad);
        refused(() -> new Tolerances(1e-6, bad)).hasMessageContaining("relative = " + bad);
        refused(() -> new RodasIntegrator(0, 1, bad, 1e-6))
                .hasMessage("absolute tolerance = " + bad + ", expected a finite number > 0");
        refused(() -> new AutomaticIntegrator(0, 1, 1e-6, bad))
                .hasMessage("relative tolerance = " + bad + ", expected a finite number > 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void stepsThatAreNegativeAreRefused(double bad) {
        refused(() -> flow.advance(0, bad, ONE, ONE, ONE))
                .hasMessage("interval dt = " + bad + ", expected a finite number >= 0");
        for (FleetIntegrator integrator : integrators()) {
            refused(() -> integrator.advance(FleetPlanes.allocate(system, 1), 0, bad))
                    .hasMessage("interval dt = " + bad + ", expected a finite number >= 0");
        }
        refused(() -> new FixedStepIntegrator(system, Rosenbrock.RODAS_43, bad))
                .hasMessage("longest step = " + bad + ", expected a finite number > 0");
    }

    @Test
    void stepLimitsThatCrossAreRefused() {
        refused(() -> new RodasIntegrator(-1, 1, 1e-6, 1e-6)).hasMessageContaining("minimal = -1.0");
        refused(() -> new AutomaticIntegrator(2, 1, 1e-6, 1e-6)).hasMessageContaining("maximal = 1.0");
    }

    /** Fleets hold their inputs over an interval; only single trajectories take series. */
    @Test
    void anInputSeriesThatEndsBeforeTheEndIsRefused() {
        InputSeries series = new InputSeries(GRID, new double[][] {{1}, {2}}, InputSeries.Interpolation.LINEAR);
        AdjointSensitivities adjoint = new AdjointSensitivities(system, level, List.of(), Expr.ZERO, TOLERANCES);
        String message = "inputs from t = 0.0 to 1.0, expected from 0.0 to 1.5: the inputs must cover the integration";

        for (IntegratorFactory factory : List.of(IntegratorFactory.DORMAND_PRINCE_54, IntegratorFactory.RODAS)) {
            refused(() -> solver.withIntegrator(factory).solve(ONE, ONE, series, new double[] {0, 1.5}))
                    .hasMessage(message);
        }
        refused(() -> solver.solveWithSensitivities(ONE, ONE, series, new double[] {0, 1.5}))
                .hasMessage(message);
        refused(() -> adjoint.gradient(ONE, ONE, series, new double[] {0, 1.5}, new double[2][0]))
                .hasMessage(message);
        refused(() -> solver.solve(ONE, ONE, series, new double[] {-0.5, 1}))
                .hasMessageContaining("expected from -0.5 to 1.0");
    }
}

package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveIntegratorTest {
    private static final ExplicitRungeKutta DOPRI = ExplicitRungeKutta.DORMAND_PRINCE_54;

    static Stream<Arguments> methodsAndProblems() {
        return Stream.of(DOPRI, Rosenbrock.RODAS_43)
                .flatMap(method -> Arrays.stream(FleetProblem.values()).map(problem -> Arguments.of(method, problem)));
    }

    @ParameterizedTest
    @MethodSource("methodsAndProblems")
    void meetsTheClosedForm(EmbeddedMethod method, FleetProblem problem) {
        FleetPlanes fleet = problem.fleet(300);
        double[][] exact = problem.exact(fleet, 3);

        assertThat(new AdaptiveIntegrator(problem.system(), method, Tolerances.STANDARD).advance(fleet, 0, 3))
                .isEmpty();

        // Local errors of 1e-8 add up over some tens of steps, hundreds at order 4.
        assertThat(FleetProblem.distance(fleet.states(), exact)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void theErrorFollowsTheTolerances(FleetProblem problem) {
        double[] errors = new double[3];
        double[] tolerances = {1e-5, 1e-8, 1e-11};
        for (int i = 0; i < 3; i++) {
            FleetPlanes fleet = problem.fleet(40);
            double[][] exact = problem.exact(fleet, 3);
            new AdaptiveIntegrator(problem.system(), DOPRI, new Tolerances(tolerances[i], tolerances[i]))
                    .advance(fleet, 0, 3);
            errors[i] = FleetProblem.distance(fleet.states(), exact);
        }

        // The global error falls about as the tolerance, 10³ each; a factor of ten is left for luck.
        assertThat(errors[1]).isLessThan(1e-2 * errors[0]);
        assertThat(errors[2]).isLessThan(1e-2 * errors[1]).isLessThan(1e-9);
    }

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void agreesWithSingleTrajectories(FleetProblem problem) {
        FleetPlanes fleet = problem.fleet(20);
        OdeFlow flow = new OdeFlow(problem.system(), Tolerances.STANDARD);
        double[][] single = new double[fleet.states().length][20];
        for (int i = 0; i < 20; i++) {
            double[] x = FleetProblem.lane(fleet.states(), i);
            flow.advance(0, 2, x, FleetProblem.lane(fleet.parameters(), i), FleetProblem.lane(fleet.inputs(), i));
            Planes.scatter(x, single, i);
        }

        new AdaptiveIntegrator(problem.system(), DOPRI, Tolerances.STANDARD).advance(fleet, 0, 2);

        // Both are within some 1e-7 of the truth.
        assertThat(FleetProblem.distance(fleet.states(), single)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void neitherThreadsNorEarlierCallsMatter(FleetProblem problem) {
        FleetPlanes one = problem.fleet(2000);
        FleetPlanes two = problem.fleet(2000);
        AdaptiveIntegrator used = new AdaptiveIntegrator(problem.system(), DOPRI, Tolerances.STANDARD);
        used.advance(problem.fleet(7), 0, 9);
        used.advance(one, 0, 1);
        try (LanePool pool = new LanePool(2)) {
            new AdaptiveIntegrator(problem.system(), DOPRI, Tolerances.STANDARD, pool).advance(two, 0, 1);
        }

        assertThat(two.states()).isDeepEqualTo(one.states());
    }

    @Test
    void aPoleStopsItsLaneAndNoOther() {
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.times(x)), List.of(x));
        FleetPlanes fleet = FleetPlanes.allocate(system, 300);
        for (int i = 0; i < 300; i++) {
            fleet.states()[0][i] = 0.1 + 1e-4 * i;
        }
        fleet.states()[0][5] = 1;
        fleet.states()[0][200] = 2;
        double[] before = fleet.states()[0].clone();

        List<LaneFailure> failures = new AdaptiveIntegrator(system, DOPRI, Tolerances.STANDARD).advance(fleet, 50, 3);

        assertThat(failures).extracting(LaneFailure::lane).containsExactly(5, 200);
        assertThat(failures.get(0).time()).isCloseTo(51, within(1e-3));
        assertThat(failures.get(1).time()).isCloseTo(50.5, within(1e-3));
        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure.component()).isEqualTo("x");
            assertThat(failure.step()).isLessThan(1e-11);
            assertThat(failure.cause())
                    .isIn(IntegrationException.Cause.STEP_UNDERFLOW, IntegrationException.Cause.NON_FINITE);
        });
        for (int i = 0; i < 300; i++) {
            if (i != 5 && i != 200) {
                // x₀/(1 − x₀ t), grown up to 1.6 times, its errors to the square of that.
                assertThat(fleet.states()[0][i]).isCloseTo(before[i] / (1 - 3 * before[i]), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void whereAllFailAllAreReported(int lanes) {
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.times(x)), List.of(x));
        FleetPlanes fleet = FleetPlanes.allocate(system, lanes);
        Arrays.fill(fleet.states()[0], 1);

        assertThat(new AdaptiveIntegrator(system, DOPRI, Tolerances.STANDARD).advance(fleet, 0, 3))
                .hasSize(lanes);
    }

    @Test
    void lanesThatAreNotNumbersAreNamed() {
        FleetPlanes fleet = FleetProblem.FORCED.fleet(10);
        fleet.states()[1][4] = Double.NaN;
        fleet.parameters()[0][7] = Double.POSITIVE_INFINITY;
        fleet.inputs()[0][8] = Double.NaN;
        FleetPlanes well = FleetProblem.FORCED.fleet(10);
        double[][] exact = FleetProblem.FORCED.exact(well, 1);

        List<LaneFailure> failures =
                new AdaptiveIntegrator(FleetProblem.FORCED.system(), DOPRI, Tolerances.STANDARD).advance(fleet, 0, 1);

        assertThat(failures).extracting(LaneFailure::lane).containsExactly(4, 7, 8);
        assertThat(failures).extracting(LaneFailure::component).containsExactly("b", "p", "u");
        assertThat(fleet.states()[0][3]).isCloseTo(exact[0][3], within(1e-7));
    }

    @Test
    void aStiffFleetTakesFewSteps() {
        // a' = −p (a − cos-like slow mode b), b' = −b, p from 10² to 10⁷: explicit steps would be millions.
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr p = Expr.symbol("p");
        OdeSystem system = new OdeSystem(
                List.of(a, b), List.of(p), List.of(), List.of(p.times(b.minus(a)), b.negate()), List.of(a));
        FleetPlanes fleet = FleetPlanes.allocate(system, 6);
        for (int i = 0; i < 6; i++) {
            fleet.set(i, new double[] {2, 1}, new double[] {Math.pow(10, 2 + i)});
        }

        assertThat(new AdaptiveIntegrator(system, Rosenbrock.RODAS_43, Tolerances.STANDARD).advance(fleet, 0, 1))
                .isEmpty();

        for (int i = 0; i < 6; i++) {
            double lambda = fleet.parameters()[0][i];
            // a = b λ/(λ − 1) once the fast mode has died; errors of 1e-8 are damped at once.
            assertThat(fleet.states()[0][i]).isCloseTo(Math.exp(-1) * lambda / (lambda - 1), within(1e-7));
        }
    }

    @Test
    void robertsonKeepsItsMassInEveryLane() {
        // H. H. Robertson 1966; reference at t = 40 from E. Hairer, G. Wanner, "Solving ODEs II", test set.
        Expr y1 = Expr.symbol("y1");
        Expr y2 = Expr.symbol("y2");
        Expr y3 = Expr.symbol("y3");
        Expr slow = y1.times(0.04);
        Expr back = y2.times(y3).times(1e4);
        Expr fast = y2.times(y2).times(3e7);
        OdeSystem system = new OdeSystem(
                List.of(y1, y2, y3),
                List.of(),
                List.of(),
                List.of(back.minus(slow), slow.minus(back).minus(fast), fast),
                List.of(y1));
        FleetPlanes fleet = FleetPlanes.allocate(system, 3);
        Arrays.fill(fleet.states()[0], 1);

        assertThat(new AdaptiveIntegrator(system, Rosenbrock.RODAS_43, new Tolerances(1e-12, 1e-9))
                        .advance(fleet, 0, 40))
                .isEmpty();

        double[] x = FleetProblem.lane(fleet.states(), 2);
        // Errors of 1e-9 relative a step over a few hundred damped steps.
        assertThat(x[0]).isCloseTo(0.7158270687194, within(1e-7));
        assertThat(x[1]).isCloseTo(9.185534764558e-6, within(1e-11));
        assertThat(x[2]).isCloseTo(0.2841637457458, within(1e-7));
        assertThat(x[0] + x[1] + x[2]).isCloseTo(1, within(1e-12));
    }
}

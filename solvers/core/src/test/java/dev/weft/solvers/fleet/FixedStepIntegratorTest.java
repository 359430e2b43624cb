package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FixedStepIntegratorTest {
    static Stream<Arguments> methodsAndProblems() {
        return StepMethodTest.methods()
                .flatMap(method -> Arrays.stream(FleetProblem.values()).map(problem -> Arguments.of(method, problem)));
    }

    @ParameterizedTest
    @MethodSource("methodsAndProblems")
    void theErrorFallsByTheOrderOfTheMethod(StepMethod method, FleetProblem problem) {
        // Short enough for the leading term of the error, long enough to stay above roundings of 1e-15.
        double[] steps = {0.025, 0.0125};
        double[] errors = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            FleetPlanes fleet = problem.fleet(5);
            double[][] exact = problem.exact(fleet, 1);
            assertThat(new FixedStepIntegrator(problem.system(), method, steps[i]).advance(fleet, 0, 1))
                    .isEmpty();
            errors[i] = FleetProblem.distance(fleet.states(), exact);
        }

        double slope = Math.log(errors[0] / errors[1]) / Math.log(2);
        assertThat(slope)
                .as("slope of the log error %s", Arrays.toString(errors))
                .isCloseTo(method.order(), within(0.2));
    }

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void aLaneIsTheSameAmongAnyNeighbours(FleetProblem problem) {
        // Across blocks, and over whatever vectors and remainders a kernel may work by.
        FleetPlanes all = problem.fleet(1100);
        FixedStepIntegrator integrator = new FixedStepIntegrator(problem.system(), ExplicitRungeKutta.CLASSICAL_4, 0.1);
        integrator.advance(all, 0, 0.5);

        for (int lanes : new int[] {1, 2, 7, 513}) {
            FleetPlanes some = problem.fleet(lanes);
            integrator.advance(some, 0, 0.5);
            for (int k = 0; k < some.states().length; k++) {
                assertThat(some.states()[k]).containsExactly(Arrays.copyOf(all.states()[k], lanes));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FleetProblem.class)
    void theNumberOfThreadsDoesNotMatter(FleetProblem problem) {
        FleetPlanes one = problem.fleet(3000);
        FleetPlanes two = problem.fleet(3000);
        new FixedStepIntegrator(problem.system(), ExplicitRungeKutta.DORMAND_PRINCE_54, 0.1).advance(one, 0, 1);
        try (LanePool pool = new LanePool(2)) {
            new FixedStepIntegrator(problem.system(), ExplicitRungeKutta.DORMAND_PRINCE_54, 0.1, pool)
                    .advance(two, 0, 1);
        }

        assertThat(two.states()).isDeepEqualTo(one.states());
    }

    @Test
    void sharedInputsAreInputsOfEveryLane() {
        OdeSystem system = FleetProblem.FORCED.system();
        FleetPlanes own = FleetProblem.FORCED.fleet(9);
        FleetPlanes shared = FleetPlanes.allocateWithSharedInputs(system, 9);
        for (int i = 0; i < 9; i++) {
            own.inputs()[0][i] = 0.7;
            shared.set(i, FleetProblem.lane(own.states(), i), FleetProblem.lane(own.parameters(), i));
        }
        shared.sharedInputs()[0] = 0.7;
        FixedStepIntegrator integrator = new FixedStepIntegrator(system, ExplicitRungeKutta.CLASSICAL_4, 0.1);

        integrator.advance(own, 0, 1);
        integrator.advance(shared, 0, 1);

        // The same formula; a compiler may order sums with a shared value otherwise.
        assertThat(FleetProblem.distance(own.states(), shared.states())).isLessThan(1e-15);
    }

    @Test
    void anIntervalIsDividedIntoEqualSteps() {
        FixedStepIntegrator integrator =
                new FixedStepIntegrator(FleetProblem.LOGISTIC.system(), ExplicitRungeKutta.CLASSICAL_4, 0.1);

        assertThat(integrator.steps(0.1)).isEqualTo(1);
        assertThat(integrator.steps(0.3))
                .as("3 · 0.1 is more than 0.3 by a rounding")
                .isEqualTo(3);
        assertThat(integrator.steps(0.301)).isEqualTo(4);
        assertThat(integrator.steps(1e-9)).isEqualTo(1);
        assertThatThrownBy(() -> integrator.steps(1e9)).hasMessageContaining("longer step");
    }

    @Test
    void aLaneThatFailsIsFrozenAndNamed() {
        // x' = x² from x₀ has its pole at 1/x₀; RK4 steps over it and grows without bound.
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.times(x)), List.of(x));
        FleetPlanes fleet = FleetPlanes.allocate(system, 600);
        Arrays.fill(fleet.states()[0], 0.1);
        FixedStepIntegrator integrator = new FixedStepIntegrator(system, ExplicitRungeKutta.CLASSICAL_4, 0.01);
        FleetPlanes well =
                FleetPlanes.of(system, new double[][] {fleet.states()[0].clone()}, new double[0][], new double[0][]);
        fleet.states()[0][3] = 1;
        fleet.states()[0][599] = 2;

        List<LaneFailure> failures = integrator.advance(fleet, 100, 3);
        integrator.advance(well, 100, 3);

        assertThat(failures).extracting(LaneFailure::lane).containsExactly(3, 599);
        LaneFailure first = failures.get(0);
        assertThat(first.component()).isEqualTo("x");
        assertThat(first.cause()).isEqualTo(IntegrationException.Cause.NON_FINITE);
        assertThat(first.step()).isEqualTo(0.01);
        // Near the pole at 101, a few steps late.
        assertThat(first.time()).isBetween(100.9, 101.2);
        assertThat(Double.isFinite(first.value())).isFalse();
        assertThat(fleet.states()[0][3]).isFinite();
        assertThat(fleet.isFrozen(3)).isTrue();
        double frozenAt = fleet.states()[0][3];
        for (int i : new int[] {0, 2, 4, 511, 512, 598}) {
            assertThat(fleet.states()[0][i]).isEqualTo(well.states()[0][i]);
        }

        assertThat(integrator.advance(fleet, 103, 0.5))
                .as("a frozen lane fails once")
                .isEmpty();
        assertThat(fleet.states()[0][3]).isEqualTo(frozenAt);
        fleet.set(3, new double[] {0.1}, new double[0]);
        fleet.revive(3);
        assertThat(integrator.advance(fleet, 103.5, 0.5)).isEmpty();
        assertThat(fleet.states()[0][3]).isNotEqualTo(0.1);
    }

    @Test
    void aParameterThatIsNotANumberIsNamed() {
        FleetPlanes fleet = FleetProblem.LOGISTIC.fleet(4);
        fleet.parameters()[1][2] = Double.NaN;
        FixedStepIntegrator integrator =
                new FixedStepIntegrator(FleetProblem.LOGISTIC.system(), ExplicitRungeKutta.CLASSICAL_4, 0.1);

        List<LaneFailure> failures = integrator.advance(fleet, 5, 1);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.lane()).isEqualTo(2);
            assertThat(failure.component()).isEqualTo("q");
            assertThat(failure.value()).isNaN();
            assertThat(failure.time()).isEqualTo(5);
            assertThat(failure).hasToString("lane 2 stopped at t = 5.0: q = NaN, NON_FINITE, step 0.1");
        });
    }
}

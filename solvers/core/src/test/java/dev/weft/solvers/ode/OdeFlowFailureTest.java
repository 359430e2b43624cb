package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdeFlowFailureTest {
    private static final double[] NONE = {};
    private final Expr level = Expr.symbol("level");
    private final Expr heat = Expr.symbol("heat");
    private final Expr k = Expr.symbol("k");

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 10, 1000})
    void aPoleEndsInAnExceptionNearIt(double dt) {
        // x' = x² from 1 has its pole at t = 1; a quiet second state must not be blamed.
        OdeFlow flow = flow(List.of(heat, level), List.of(Expr.ONE, level.times(level)));
        double[] x = {0, 1};

        IntegrationException e =
                catchThrowableOfType(IntegrationException.class, () -> flow.advance(100, dt, x, NONE, NONE));

        // The last steps approach the pole like 10⁻¹², but a trial stage may land behind it by less than a step.
        assertThat(e.time()).isCloseTo(101, within(0.01));
        assertThat(e.component()).isEqualTo("level");
        assertThat(e)
                .hasMessageContaining("t = " + e.time())
                .hasMessageContaining("state level")
                .hasMessageContaining("pole");
        assertThat(x).as("the state of a failed interval").containsExactly(0, 1);
    }

    @Test
    void aPoleIsFoundWithSensitivitiesToo() {
        OdeFlow flow = flow(List.of(level), List.of(level.times(level)));
        double[] phi = {7};

        assertThatThrownBy(() -> flow.advance(0, 2, new double[] {1}, NONE, NONE, phi, NONE))
                .isInstanceOfSatisfying(
                        IntegrationException.class, e -> assertThat(e.time()).isCloseTo(1, within(0.01)));
        assertThat(phi).containsExactly(7);
    }

    @Test
    void shortOfThePoleThereIsAnAnswer() {
        OdeFlow flow = flow(List.of(level), List.of(level.times(level)));
        double[] x = {1};

        flow.advance(0, 0.999, x, NONE, NONE);

        // x(t) = 1/(1 − t) = 1000, where an error of x grows as x²: a million times 1e-8 absolute, 1e-5 relative.
        assertThat(x[0]).isCloseTo(1000, within(0.01));
    }

    @Test
    void aRateThatIsNotANumberNamesStateAndTime() {
        OdeFlow flow =
                flow(List.of(heat, level), List.of(Expr.ONE, level.negate().sqrt()));

        assertThatThrownBy(() -> flow.advance(3, 1, new double[] {0, 1}, NONE, NONE))
                .isInstanceOfSatisfying(IntegrationException.class, e -> {
                    assertThat(e.time()).isEqualTo(3);
                    assertThat(e.component()).isEqualTo("level");
                })
                .hasMessageContaining("state level has the rate NaN");
    }

    @Test
    void aParameterThatIsNotANumberIsSeenInTheRates() {
        OdeSystem system =
                new OdeSystem(List.of(level), List.of(k), List.of(), List.of(k.times(level)), List.of(level));

        assertThatThrownBy(() -> new OdeFlow(system, Tolerances.STANDARD)
                        .advance(0, 1, new double[] {1}, new double[] {Double.NaN}, NONE))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("level")
                .hasMessageContaining("NaN");
    }

    @Test
    void theFlowStillWorksAfterAFailure() {
        OdeFlow flow = flow(List.of(level), List.of(level.times(level)));
        assertThatThrownBy(() -> flow.advance(0, 2, new double[] {1}, NONE, NONE))
                .isInstanceOf(IntegrationException.class);
        double[] x = {1};

        flow.advance(0, 0.5, x, NONE, NONE);

        // One interval of smooth growth: 1e-8 a step, amplified by (2/1)².
        assertThat(x[0]).isCloseTo(2, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aStartThatIsNotFiniteIsRefused(double value) {
        OdeFlow flow = flow(List.of(heat, level), List.of(Expr.ONE, Expr.ONE));

        assertThatThrownBy(() -> flow.advance(0, 1, new double[] {0, value}, NONE, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state level = " + value + ", expected a finite number");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void anIntervalThatIsNotANonNegativeNumberIsRefused(double dt) {
        OdeFlow flow = flow(List.of(level), List.of(Expr.ONE));

        assertThatThrownBy(() -> flow.advance(0, dt, new double[] {0}, NONE, NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dt = " + dt)
                .hasMessageContaining("finite number >= 0");
    }

    @Test
    void anOscillationTooFastForTheIntervalEndsWithTheLimitOfEvaluations() {
        // A million radians: accuracy asks for some three steps a radian, and the equations are not stiff.
        OdeFlow flow = flow(List.of(heat, level), List.of(level.times(1e6), heat.times(-1e6)));

        assertThatThrownBy(() -> flow.advance(0, 1, new double[] {0, 1}, NONE, NONE))
                .isInstanceOfSatisfying(IntegrationException.class, e -> {
                    assertThat(e.time()).isBetween(0.0, 1.0);
                    assertThat(e.likelyCause()).isEqualTo(IntegrationException.Cause.TOO_MANY_EVALUATIONS);
                })
                .hasMessageContaining("200000 evaluations");
        assertThat(flow.report().phases()).hasSize(1);
    }

    @Test
    void aMildlyStiffSystemIsStillSolved() {
        OdeFlow flow = flow(
                List.of(heat, level),
                List.of(level.minus(heat).times(1e4), Expr.constant(-0.5).times(level)));
        double[] x = {2, 1};

        flow.advance(0, 1, x, NONE, NONE);

        // heat follows level: heat = level·λ/(λ − ½). Stability keeps the error at the tolerance's size, some
        // thousand steps of it damped at once.
        assertThat(x[1]).isCloseTo(Math.exp(-0.5), within(1e-6));
        assertThat(x[0]).isCloseTo(Math.exp(-0.5) * 1e4 / (1e4 - 0.5), within(1e-6));
    }

    @Test
    void aTrialStageOutsideTheDomainOnlyShortensTheStep() {
        // Torricelli's tank, h' = −√h from 1, is empty at t = 2: long trial steps look behind h = 0.
        OdeFlow flow = flow(List.of(level), List.of(level.sqrt().negate()));
        double[] x = {1};

        flow.advance(0, 1.99, x, NONE, NONE);

        // Exact: (1 − t/2)². The error is the tolerance's, 1e-9 absolute a step.
        assertThat(x[0]).isCloseTo(0.005 * 0.005, within(1e-7));
    }

    @Test
    void nothingIsRememberedFromBefore() {
        OdeFlow used = flow(List.of(level), List.of(level.sqrt().negate()));
        used.advance(0, 1.99, new double[] {1e6}, NONE, NONE);
        double[] x = {1};
        double[] fresh = {1};

        used.advance(0, 1.99, x, NONE, NONE);
        flow(List.of(level), List.of(level.sqrt().negate())).advance(0, 1.99, fresh, NONE, NONE);

        assertThat(x).containsExactly(fresh);
    }

    @Test
    void arraysOfAnotherLengthAreRefusedWithBothShapes() {
        OdeSystem system = new OdeSystem(
                List.of(level),
                List.of(k),
                List.of(heat),
                List.of(k.times(level).plus(heat)),
                List.of(level));
        OdeFlow flow = new OdeFlow(system, Tolerances.STANDARD);
        double[] one = {1};
        double[] two = {1, 1};

        assertThatThrownBy(() -> flow.advance(0, 1, two, one, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state x = 2×1, expected 1×1");
        assertThatThrownBy(() -> flow.advance(0, 1, one, NONE, one)).hasMessage("parameters p = 0×1, expected 1×1");
        assertThatThrownBy(() -> flow.advance(0, 1, one, one, two)).hasMessage("inputs u = 2×1, expected 1×1");
        assertThatThrownBy(() -> flow.advance(0, 1, one, one, one, two, one)).hasMessage("phi = 2×1, expected 1×1");
        assertThatThrownBy(() -> flow.advance(0, 1, one, one, one, one, two)).hasMessage("psi = 2×1, expected 1×1");
        assertThat(one).containsExactly(1);
    }

    @Test
    void theEdgeOfTheDomainIsNamed() {
        OdeFlow flow = flow(List.of(heat, level), List.of(Expr.ONE, level.sqrt().negate()));

        // Empty at t = 2, from where on no step of any length stays in the domain. The rate goes to 0 there, so
        // the tolerance of 1e-9 in h, √h = 3e-5, is all that the time can be known to.
        assertThatThrownBy(() -> flow.advance(10, 3, new double[] {0, 1}, NONE, NONE))
                .isInstanceOfSatisfying(IntegrationException.class, e -> {
                    assertThat(e.component()).isEqualTo("level");
                    assertThat(e.time()).isCloseTo(12, within(1e-3));
                })
                .hasMessageContaining("state level has the rate NaN");
    }

    private static OdeFlow flow(List<Expr> states, List<Expr> rates) {
        return new OdeFlow(new OdeSystem(states, List.of(), List.of(), rates, states), Tolerances.STANDARD);
    }

    /** An interval that took E evaluations takes them again where E are allowed, and not where half of them are. */
    @Test
    void givesUpWhenTold() {
        OdeProblem problem = new OdeProblem.Harmonic();
        OdeFlow flow = new OdeFlow(problem.system, Tolerances.STANDARD);
        double[] x = problem.start.clone();
        flow.advance(0, 100, x, problem.parameters, problem.inputs);
        int taken = flow.evaluations();
        assertThat(taken).isGreaterThan(1000);

        flow.giveUpAfter(taken);
        double[] again = problem.start.clone();
        flow.advance(0, 100, again, problem.parameters, problem.inputs);
        assertThat(again).isEqualTo(x);

        flow.giveUpAfter(taken / 2);
        assertThatThrownBy(() -> flow.advance(0, 100, problem.start.clone(), problem.parameters, problem.inputs))
                .isInstanceOfSatisfying(
                        IntegrationException.class,
                        e -> assertThat(e.likelyCause()).isEqualTo(IntegrationException.Cause.TOO_MANY_EVALUATIONS));
        assertThatThrownBy(() -> flow.giveUpAfter(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

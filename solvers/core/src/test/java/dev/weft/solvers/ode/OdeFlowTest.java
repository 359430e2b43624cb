package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OdeFlowTest {
    private static final double END = 3;

    static List<OdeProblem> problems() {
        return OdeProblem.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void meetsTheClosedForm(OdeProblem problem) {
        // Local errors of 1e-8 add up over some tens of steps, which none of these problems amplifies more than
        // a few times.
        assertThat(errorAtEnd(problem, Tolerances.STANDARD)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theErrorFollowsTheTolerances(OdeProblem problem) {
        double loose = errorAtEnd(problem, new Tolerances(1e-5, 1e-5));
        double tight = errorAtEnd(problem, new Tolerances(1e-9, 1e-9));
        double tightest = errorAtEnd(problem, new Tolerances(1e-12, 1e-12));

        // Error per step control of order 5: the global error falls about as the tolerance does, 10⁴ and 10³
        // here; a factor of ten is left for luck at the loose end.
        assertThat(tight).isLessThan(1e-3 * loose);
        assertThat(tightest).isLessThan(1e-1 * tight).isLessThan(1e-9);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void manyShortIntervalsGiveTheSameAsOneLong(OdeProblem problem) {
        OdeFlow flow = new OdeFlow(problem.system, Tolerances.STANDARD);
        double[] x = problem.start.clone();
        int intervals = 300;

        for (int i = 0; i < intervals; i++) {
            flow.advance(i * END / intervals, END / intervals, x, problem.parameters, problem.inputs);
        }

        // Intervals of 0.01 are far below the step the error control would choose, so they are more exact.
        assertThat(distance(x, problem.solution(END, problem.start, problem.parameters)))
                .isLessThan(1e-7);
    }

    @Test
    void aFlowIsReusableForOtherStatesAndParameters() {
        OdeProblem problem = new OdeProblem.Logistic();
        OdeFlow flow = new OdeFlow(problem.system, Tolerances.STANDARD);

        for (double r : new double[] {0.1, 30, 1}) {
            double[] start = {0.5 * r};
            double[] p = {r, 4};
            double[] x = start.clone();
            flow.advance(0, 2, x, p, problem.inputs);
            // Some hundred steps at most for the fast one, each good to 1e-8 relative.
            assertThat(distance(x, problem.solution(2, start, p))).isLessThan(1e-6);
        }
    }

    @Test
    void noTimeNoChange() {
        OdeProblem problem = new OdeProblem.Damped();
        double[] x = problem.start.clone();

        new OdeFlow(problem.system, Tolerances.STANDARD).advance(5, 0, x, problem.parameters, problem.inputs);

        assertThat(x).containsExactly(problem.start);
    }

    @Test
    void veryShortIntervalsMoveByTheRate() {
        OdeProblem problem = new OdeProblem.Harmonic();

        for (double dt : new double[] {1e-3, 1e-6, 1e-9, 1e-15, 1e-100, 1e-290}) {
            double[] x = {0, 1};
            new OdeFlow(problem.system, Tolerances.STANDARD).advance(0, dt, x, problem.parameters, problem.inputs);
            double exact = Math.sin(problem.parameters[0] * dt) / problem.parameters[0];
            // From x = 0 the relative precision of the increment can be seen: a few roundings and, for the
            // longest interval, a truncation error far below the tolerance.
            assertThat(x[0] / exact).as("dt = %s", dt).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aClockOfLargeNumbersDoesNotHurt() {
        // The equations do not contain t: seconds since 1970 must serve as well as seconds since the start.
        OdeProblem problem = new OdeProblem.Damped();

        for (double t : new double[] {1.7e9, -1.7e9, 1e15}) {
            for (double dt : new double[] {1e-5, 0.1, 2.0}) {
                double[] x = problem.start.clone();
                new OdeFlow(problem.system, Tolerances.STANDARD).advance(t, dt, x, problem.parameters, problem.inputs);
                double[] here = problem.start.clone();
                new OdeFlow(problem.system, Tolerances.STANDARD)
                        .advance(0, dt, here, problem.parameters, problem.inputs);
                assertThat(x).as("t = %s, dt = %s", t, dt).containsExactly(here);
            }
        }
    }

    @Test
    void parametersAndInputsAreNotModified() {
        OdeProblem problem = new OdeProblem.HeldInput();
        double[] p = problem.parameters.clone();
        double[] u = problem.inputs.clone();

        new OdeFlow(problem.system, Tolerances.STANDARD).advance(0, 1, problem.start.clone(), p, u);

        assertThat(p).containsExactly(problem.parameters);
        assertThat(u).containsExactly(problem.inputs);
    }

    @Test
    void anEquilibriumIsKept() {
        OdeProblem problem = new OdeProblem.Logistic();
        double[] x = {0};

        new OdeFlow(problem.system, Tolerances.STANDARD).advance(0, 100, x, problem.parameters, problem.inputs);

        assertThat(x[0]).isZero();
    }

    @Test
    void aSwitchInTheRatesIsStepped() {
        // x' = 1 for x < 1, then −(x − 1)·4 + 1/2: continuous state, rate with a jump at t = 1.
        Expr x = Expr.symbol("x");
        Expr over = x.minus(Expr.ONE);
        Expr rate = Expr.select(over, Expr.constant(0.5).minus(over.times(4)), Expr.ONE);
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(rate), List.of(x));
        double[] state = {0};

        new OdeFlow(system, Tolerances.STANDARD).advance(0, 2, state, new double[0], new double[0]);

        // The jump is stepped over within the tolerance; its error decays by e⁻⁴ afterwards.
        assertThat(state[0]).isCloseTo(1 + (1 - Math.exp(-4)) / 8, within(1e-7));
    }

    private static double errorAtEnd(OdeProblem problem, Tolerances tolerances) {
        double[] x = problem.start.clone();
        new OdeFlow(problem.system, tolerances).advance(0, END, x, problem.parameters, problem.inputs);
        return distance(x, problem.solution(END, problem.start, problem.parameters));
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}

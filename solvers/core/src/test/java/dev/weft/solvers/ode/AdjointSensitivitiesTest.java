package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.testing.Differences;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdjointSensitivitiesTest {
    private static final double[] TIMES = {0, 0.4, 1, 1.5};
    private static final double[][] DATA = {{0.3}, {0.1}, {-0.2}, {0.5}};
    private static final Tolerances TIGHT = new Tolerances(1e-12, 1e-12);

    static List<OdeProblem> problems() {
        return OdeProblem.all();
    }

    /** Σ (y − d)² + ∫ x₁²·p₁ dt. */
    private static AdjointSensitivities squares(OdeProblem problem) {
        Expr d = Expr.symbol("d");
        Expr miss = problem.system.outputExpressions().get(0).minus(d);
        Expr x = problem.system.states().get(0);
        Expr running = x.times(x).times(problem.system.parameters().get(0));
        return new AdjointSensitivities(problem.system, miss.times(miss), List.of(d), running, TIGHT);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreesWithDifferencesOfTheLoss(OdeProblem problem) {
        AdjointSensitivities adjoint = squares(problem);
        InputSignal inputs = InputSignal.constant(problem.inputs);
        LossGradient found = adjoint.gradient(problem.start, problem.parameters, inputs, TIMES, DATA);

        for (int j = 0; j < problem.parameters.length; j++) {
            int k = j;
            double difference = Differences.derivative(
                            v -> adjoint.gradient(problem.start, with(problem.parameters, k, v), inputs, TIMES, DATA)
                                    .loss(),
                            problem.parameters[j],
                            0.01)
                    .value();
            // Integration errors of 1e-11 over steps of 1e-3.
            assertThat(found.byParameters()[j]).isCloseTo(difference, within(1e-6));
        }
        for (int i = 0; i < problem.start.length; i++) {
            int k = i;
            double difference = Differences.derivative(
                            v -> adjoint.gradient(with(problem.start, k, v), problem.parameters, inputs, TIMES, DATA)
                                    .loss(),
                            problem.start[i],
                            0.01)
                    .value();
            assertThat(found.byInitialState()[i]).isCloseTo(difference, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreesWithForwardSensitivities(OdeProblem problem) {
        Expr d = Expr.symbol("d");
        Expr x0 = problem.system.states().get(0);
        AdjointSensitivities adjoint =
                new AdjointSensitivities(problem.system, x0.minus(d).times(x0.minus(d)), List.of(d), Expr.ZERO, TIGHT);
        InputSignal inputs = InputSignal.constant(problem.inputs);
        LossGradient found = adjoint.gradient(problem.start, problem.parameters, inputs, TIMES, DATA);
        OdeTrajectory forward = new OdeSolver(problem.system, TIGHT)
                .solveWithSensitivities(problem.start, problem.parameters, inputs, TIMES);

        int n = problem.start.length;
        double loss = 0;
        double[] gradient = new double[n + problem.parameters.length];
        for (int i = 0; i < TIMES.length; i++) {
            double miss = forward.state(i)[0] - DATA[i][0];
            loss += miss * miss;
            for (int c = 0; c < gradient.length; c++) {
                gradient[c] += 2 * miss * forward.sensitivities(i)[c];
            }
        }
        // Two ways, both within some 1e-11 of the truth.
        assertThat(found.loss()).isCloseTo(loss, within(1e-9));
        for (int c = 0; c < gradient.length; c++) {
            double adjointValue = c < n ? found.byInitialState()[c] : found.byParameters()[c - n];
            assertThat(adjointValue).isCloseTo(gradient[c], within(1e-8));
        }
    }

    @Test
    void jumpsOfInputsBetweenSamplesAreKept() {
        // x' = p u − x from 0 with u = 1 to t = 0.7, then 3; L = x(1.5)², so dL/dp = 2 x² / p.
        Expr x = Expr.symbol("x");
        Expr p = Expr.symbol("p");
        Expr u = Expr.symbol("u");
        OdeSystem system = new OdeSystem(
                List.of(x), List.of(p), List.of(u), List.of(p.times(u).minus(x)), List.of(x));
        Expr at = Expr.symbol("weight");
        AdjointSensitivities adjoint =
                new AdjointSensitivities(system, x.times(x).times(at), List.of(at), Expr.ZERO, TIGHT);
        InputSeries inputs = new InputSeries(
                new double[] {0, 0.7, 2}, new double[][] {{1}, {3}, {3}}, InputSeries.Interpolation.HOLD);

        LossGradient found = adjoint.gradient(
                new double[] {0}, new double[] {2}, inputs, new double[] {0, 1.5}, new double[][] {{0}, {1}});

        double end = 2 * (3 + (1 - Math.exp(-0.7) - 3) * Math.exp(-0.8));
        assertThat(found.loss()).isCloseTo(end * end, within(1e-9));
        assertThat(found.byParameters()[0]).isCloseTo(end * end, within(1e-9));
        assertThat(found.byInitialState()[0]).isCloseTo(2 * end * Math.exp(-1.5), within(1e-9));
    }

    @Test
    void dataOfAnotherShapeAreRefused() {
        OdeProblem problem = new OdeProblem.Decay();

        assertThatThrownBy(() -> squares(problem)
                        .gradient(problem.start, problem.parameters, InputSignal.constant(), TIMES, new double[2][1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data = 2×1, expected 4×1");
    }

    private static double[] with(double[] values, int index, double value) {
        double[] changed = values.clone();
        changed[index] = value;
        return changed;
    }
}

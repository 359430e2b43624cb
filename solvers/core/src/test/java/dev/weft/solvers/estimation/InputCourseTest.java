package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class InputCourseTest {
    private static final Tolerances TIGHT = new Tolerances(1e-13, 1e-13);
    private static final double[] NONE = {};

    /** ẋ = −x·(1 + x) + u: not linear in the state. The reference is the same with the ramp u = t as a second state. */
    @Test
    void aRampIsFollowedToFourthOrder() {
        Expr x = Expr.symbol("x");
        Expr u = Expr.symbol("u");
        Expr rate = u.minus(x.times(x)).minus(x);
        OdeSystem driven = new OdeSystem(List.of(x), List.of(), List.of(u), List.of(rate), List.of(x));
        OdeSystem closed =
                new OdeSystem(List.of(x, u), List.of(), List.of(), List.of(rate, Expr.constant(1)), List.of(x));
        double[] reference = {0.5, 0};
        new OdeFlow(closed, TIGHT).advance(0, 2, reference, NONE, NONE);

        double coarse = Math.abs(end(driven, InputsBetween.LINEAR, 2, 1, t -> t) - reference[0]);
        double fine = Math.abs(end(driven, InputsBetween.LINEAR, 2, 0.5, t -> t) - reference[0]);
        assertThat(coarse).isBetween(1e-9, 1e-3);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(4, within(0.3));
    }

    /** ẋ = u integrates the polynomial, of degree 11, exactly; a sine of eight samples a period is close to it. */
    @Test
    void aSmoothCourseIsNearlyTheSineThatWasSampled() {
        Expr x = Expr.symbol("x");
        Expr u = Expr.symbol("u");
        OdeSystem integrator = new OdeSystem(List.of(x), List.of(), List.of(u), List.of(u), List.of(x));
        double omega = 2 * Math.PI / 8;
        MeasuredSeries sine = series(40, 1, t -> Math.sin(omega * t)).withInputsBetween(InputsBetween.SMOOTH);
        OdeFlow flow = new OdeFlow(integrator, TIGHT);
        for (int i = 6; i < 33; i++) {
            double[] state = {0};
            for (int piece = 0; piece < sine.pieces(); piece++) {
                flow.advance(0, 1.0 / sine.pieces(), state, NONE, sine.inputs(i, piece));
            }
            double exact = (Math.cos(omega * i) - Math.cos(omega * (i + 1))) / omega;
            // The polynomial is wrong by 1e-6 at this rate, Gauss's two points in half an interval by 1e-5.
            assertThat(state[0]).isCloseTo(exact, within(2e-5));
        }
    }

    @Test
    void heldInputsAreOnePieceAndSlicesKeepTheCourseOfTheWhole() {
        MeasuredSeries held = series(30, 1, Math::sin);
        assertThat(held.pieces()).isEqualTo(1);
        assertThat(held.inputs(3, 0)).isSameAs(held.inputs(3));
        MeasuredSeries smooth = held.withInputsBetween(InputsBetween.SMOOTH);
        assertThat(smooth.pieces()).isEqualTo(4);
        MeasuredSeries part = smooth.slice(10, 13);
        assertThat(part.inputs(1, 2)).isEqualTo(smooth.inputs(11, 2));
        assertThat(part.withOutputs(new double[3][1]).inputs(1, 2)).isEqualTo(smooth.inputs(11, 2));
        assertThat(smooth.withInputsBetween(InputsBetween.HELD).pieces()).isEqualTo(1);
    }

    @Test
    void sensitivitiesAreThoseOfTheCourse() {
        Expr x = Expr.symbol("x");
        Expr u = Expr.symbol("u");
        Expr p = Expr.symbol("p");
        OdeSystem system = new OdeSystem(
                List.of(x), List.of(p), List.of(u), List.of(u.minus(p.times(x).times(x))), List.of(x));
        MeasuredSeries run = series(6, 0.7, t -> 1 + Math.sin(t)).withInputsBetween(InputsBetween.SMOOTH);
        OutputErrorProblem problem = new OutputErrorProblem(
                system,
                TIGHT,
                List.of(Coordinate.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                List.of(run),
                new double[] {1},
                GaussianPrior.independent(new double[2], new double[] {1e9, 1e9}));
        double[] z = {0.8, 0.3};
        double[] jacobian = new double[problem.residuals() * 2];
        problem.evaluate(z, new double[problem.residuals()], jacobian);
        double h = 1e-6;
        for (int j = 0; j < 2; j++) {
            double[] above = residuals(problem, z, j, h);
            double[] below = residuals(problem, z, j, -h);
            for (int i = 0; i < run.length(); i++) {
                double difference = (above[i] - below[i]) / (2 * h);
                // Differences of residuals that hold 1e-12, over 2e-6.
                assertThat(jacobian[2 * i + j]).isCloseTo(difference, within(1e-5));
            }
        }
    }

    @Test
    void unevenSamplesHaveNoSmoothCourse() {
        MeasuredSeries uneven = new MeasuredSeries(
                "pump", new double[] {0, 1, 3}, new double[][] {{1}, {2}, {3}}, new double[][] {{0}, {0}, {0}});
        assertThatThrownBy(() -> uneven.withInputsBetween(InputsBetween.SMOOTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series pump: samples lie between 1.0 and 2.0 s apart, expected equal intervals for smooth"
                        + " inputs; take linear or held ones");
        assertThat(uneven.withInputsBetween(InputsBetween.LINEAR).pieces()).isEqualTo(4);
    }

    private static double[] residuals(OutputErrorProblem problem, double[] z, int j, double h) {
        double[] moved = z.clone();
        moved[j] += h;
        double[] residuals = new double[problem.residuals()];
        problem.evaluate(moved, residuals, NONE);
        return residuals;
    }

    private static double end(OdeSystem system, InputsBetween between, double end, double dt, DoubleUnaryOperator u) {
        MeasuredSeries run = series((int) Math.round(end / dt) + 1, dt, u).withInputsBetween(between);
        OdeFlow flow = new OdeFlow(system, TIGHT);
        double[] x = {0.5};
        for (int i = 0; i + 1 < run.length(); i++) {
            for (int piece = 0; piece < run.pieces(); piece++) {
                flow.advance(0, dt / run.pieces(), x, NONE, run.inputs(i, piece));
            }
        }
        return x[0];
    }

    private static MeasuredSeries series(int rows, double dt, DoubleUnaryOperator u) {
        double[] times = new double[rows];
        double[][] inputs = new double[rows][1];
        for (int i = 0; i < rows; i++) {
            times[i] = i * dt;
            inputs[i][0] = u.applyAsDouble(times[i]);
        }
        return new MeasuredSeries("run", times, inputs, new double[rows][1]);
    }
}

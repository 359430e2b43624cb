package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEJacobiansProvider;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: order by the slope of the error over constant steps, closed forms as reference. */
class RodasOrderTest {
    /**
     * y₁' = −2t y₁² y₂ e^{−sin t}, y₂' = cos t · y₂, nonlinear and non-autonomous, with the solution y₁ = 1/(1 + t²),
     * y₂ = e^{sin t}.
     */
    private static class Bell implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y) {
            return new double[] {-2 * t * y[0] * y[0] * y[1] * Math.exp(-Math.sin(t)), Math.cos(t) * y[1]};
        }

        static double[] solution(double t) {
            return new double[] {1 / (1 + t * t), Math.exp(Math.sin(t))};
        }
    }

    /** The same with derivatives in closed form. */
    private static final class BellWithDerivatives extends Bell implements StiffEquation {
        @Override
        public void jacobian(double t, double[] y, double[] jacobian) {
            double factor = -2 * t * y[0] * Math.exp(-Math.sin(t));
            jacobian[0] = 2 * factor * y[1];
            jacobian[1] = factor * y[0];
            jacobian[2] = 0;
            jacobian[3] = Math.cos(t);
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] derivative) {
            derivative[0] = -2 * y[0] * y[0] * y[1] * Math.exp(-Math.sin(t)) * (1 - t * Math.cos(t));
            derivative[1] = -Math.sin(t) * y[1];
        }
    }

    /** The same with the Jacobian as Hipparchus knows it, and the derivative by t by differences. */
    private static final class BellWithJacobian extends Bell implements ODEJacobiansProvider {
        @Override
        public double[][] computeMainStateJacobian(double t, double[] y, double[] yDot) {
            double[] j = new double[4];
            new BellWithDerivatives().jacobian(t, y, j);
            return new double[][] {{j[0], j[1]}, {j[2], j[3]}};
        }
    }

    static Stream<Arguments> equationsAndDirections() {
        return Stream.of(new Bell(), new BellWithDerivatives(), new BellWithJacobian())
                .flatMap(bell -> Stream.of(Arguments.of(bell, true), Arguments.of(bell, false)));
    }

    @ParameterizedTest
    @MethodSource("equationsAndDirections")
    void errorAfterStepsHasOrderFour(Bell bell, boolean forward) {
        double slope = slope(h -> largestError(bell, forward, h, 1));
        assertThat(slope).isCloseTo(4, within(0.2));
    }

    @ParameterizedTest
    @MethodSource("equationsAndDirections")
    void errorWithinAStepHasOrderFour(Bell bell, boolean forward) {
        // Dense output of order 3 leaves h⁴ within a single step, as large as the error that the steps add up to.
        double slope = slope(h -> largestError(bell, forward, h, 0.25, 0.5, 0.75));
        assertThat(slope).isCloseTo(4, within(0.2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e4, -1e8, -1e14})
    void aStiffDecayVanishesInOneStep(double lambda) {
        // Dahlquist's y' = λy: L-stability. R(z) falls like 1/z: |R| < 10/|z| leaves room for the constant.
        double y = constantSteps(1)
                .integrate(linear(lambda), new ODEState(0, new double[] {1}), 1)
                .getPrimaryState()[0];
        assertThat(Math.abs(y)).isLessThan(10 / Math.abs(lambda));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e2, -1e4, -1e6, -1e9})
    void anArbitrarilyStiffComponentFollowsItsTarget(double lambda) {
        // Prothero and Robinson: y' = λ(y − sin t) + cos t, "On the stability and accuracy of one-step methods for
        // solving stiff systems of ordinary differential equations", 1974. Stiffly accurate methods have an error
        // that does not grow with |λ|; 1e-4 is ten times what the steps of 0.1 leave at λ = −100.
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 1;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                return new double[] {lambda * (y[0] - Math.sin(t)) + Math.cos(t)};
            }
        };
        double y = constantSteps(0.1)
                .integrate(equation, new ODEState(0, new double[] {0}), 3)
                .getPrimaryState()[0];
        assertThat(y).isCloseTo(Math.sin(3), within(1e-4));
    }

    private static double slope(DoubleUnaryOperator error) {
        // Shorter steps leave errors of the size of differences for ∂f/∂t, 1e-11.
        double coarse = 1.0 / 20;
        double fine = coarse / 4;
        return Math.log(error.applyAsDouble(coarse) / error.applyAsDouble(fine)) / Math.log(coarse / fine);
    }

    /** Return the largest error at the given fractions of all steps. */
    private static double largestError(Bell bell, boolean forward, double h, double... thetas) {
        double from = forward ? 0.3 : 2.3;
        double to = forward ? 2.3 : 0.3;
        double[] worst = {0};
        RodasIntegrator integrator = constantSteps(h);
        integrator.addStepHandler(step -> {
            double begin = step.getPreviousState().getTime();
            double end = step.getCurrentState().getTime();
            for (double theta : thetas) {
                double t = begin + theta * (end - begin);
                double[] y = step.getInterpolatedState(t).getPrimaryState();
                worst[0] = Math.max(worst[0], distance(y, Bell.solution(t)));
            }
        });
        integrator.integrate(bell, new ODEState(from, Bell.solution(from)), to);
        return worst[0];
    }

    private static double distance(double[] a, double[] b) {
        return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
    }

    /** All steps of the same size: limits that leave no choice, tolerances that accept all. */
    private static RodasIntegrator constantSteps(double h) {
        return new RodasIntegrator(h, h, 1e30, 1e30);
    }

    private static OrdinaryDifferentialEquation linear(double lambda) {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 1;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                return new double[] {lambda * y[0]};
            }
        };
    }
}

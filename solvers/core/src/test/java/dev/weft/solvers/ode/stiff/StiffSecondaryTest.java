package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEJacobiansProvider;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.SecondaryODE;
import org.hipparchus.ode.VariationalEquation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Validation: sensitivities of the stiff linear system y₁' = −p (y₁ − y₂), y₂' = −y₂ as secondary equations, against
 * the closed form y₁ = p/(p−1) e^{−t} − e^{−pt}/(p−1) from (1, 1).
 */
class StiffSecondaryTest {
    private static final double P = 1e4;
    /** A hundred steps of 1e-9, in components the step control does not look at. */
    private static final double TOLERANCE = 1e-6;

    /** The equation with all three ways to its Jacobian. */
    static Stream<OrdinaryDifferentialEquation> equations() {
        return Stream.of(new Plain(), new WithStiff(), new WithProvider());
    }

    @ParameterizedTest
    @MethodSource("equations")
    void sensitivityToAParameter(OrdinaryDifferentialEquation equation) {
        ExpandableODE complete = new ExpandableODE(equation);
        complete.addSecondaryEquations(new Sensitivity());
        ODEState start = new ODEState(0, new double[] {1, 1}, new double[][] {{0, 0}});

        for (double t : new double[] {1e-4, 0.01, 1}) {
            ODEStateAndDerivative end = integrator().integrate(complete, start, t);

            double fast = Math.exp(-P * t);
            double slow = Math.exp(-t);
            assertThat(end.getPrimaryState()[0]).isCloseTo((P * slow - fast) / (P - 1), within(TOLERANCE));
            double expected = (fast - slow) / ((P - 1) * (P - 1)) + t / (P - 1) * fast;
            // The sensitivity is of the size 1/P² or t/P.
            assertThat(end.getSecondaryState(1)[0]).isCloseTo(expected, within(TOLERANCE / P));
            assertThat(end.getSecondaryState(1)[1]).isCloseTo(0, within(TOLERANCE / P));
        }
    }

    @ParameterizedTest
    @MethodSource("equations")
    void secondaryEquationsLeaveThePrimarySolutionAlone(OrdinaryDifferentialEquation equation) {
        ExpandableODE complete = new ExpandableODE(equation);
        complete.addSecondaryEquations(new Sensitivity());
        ODEState start = new ODEState(0, new double[] {1, 1}, new double[][] {{0, 0}});

        double[] with = integrator().integrate(complete, start, 1).getPrimaryState();
        double[] without = integrator()
                .integrate(equation, new ODEState(0, new double[] {1, 1}), 1)
                .getPrimaryState();

        // The same steps by the same Jacobian; only the larger linear system is eliminated in another order.
        assertThat(with).containsExactly(without, within(1e-12));
    }

    @Test
    void hipparchusOwnVariationalEquation() {
        WithProvider equation = new WithProvider();
        ExpandableODE complete = new ExpandableODE(equation);
        VariationalEquation variational = new VariationalEquation(complete, equation);
        ODEState start = variational.setUpInitialState(new ODEState(0, new double[] {1, 1}));

        double t = 0.5;
        ODEStateAndDerivative end = integrator().integrate(complete, start, t);

        // exp(At) of the triangular matrix.
        double[][] phi = variational.extractMainSetJacobian(end);
        double slow = Math.exp(-t);
        assertThat(phi[0]).containsExactly(new double[] {0, P / (P - 1) * slow}, within(TOLERANCE));
        assertThat(phi[1]).containsExactly(new double[] {0, slow}, within(TOLERANCE));
    }

    private static RodasIntegrator integrator() {
        return new RodasIntegrator(0, 1, 1e-9, 1e-9);
    }

    private static class Plain implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y) {
            return new double[] {-P * (y[0] - y[1]), -y[1]};
        }

        @Override
        public String toString() {
            return getClass().getSimpleName();
        }
    }

    private static final class WithStiff extends Plain implements StiffEquation {
        @Override
        public void jacobian(double t, double[] y, double[] jacobian) {
            jacobian[0] = -P;
            jacobian[1] = P;
            jacobian[2] = 0;
            jacobian[3] = -1;
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] derivative) {
            derivative[0] = 0;
            derivative[1] = 0;
        }
    }

    private static final class WithProvider extends Plain implements ODEJacobiansProvider {
        @Override
        public double[][] computeMainStateJacobian(double t, double[] y, double[] yDot) {
            return new double[][] {{-P, P}, {0, -1}};
        }
    }

    /** s' = A s + ∂f/∂p. */
    private static final class Sensitivity implements SecondaryODE {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y, double[] yDot, double[] s) {
            return new double[] {-P * (s[0] - s[1]) - (y[0] - y[1]), -s[1]};
        }
    }
}

package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.OrdinaryDifferentialEquation;

/**
 * Describe y' = f(t, y) together with its derivatives ∂f/∂y and ∂f/∂t, which a Rosenbrock method needs at each step.
 *
 * <p>Integrators of this package take them by differences from equations that are not of this type, at the cost of
 * N + 1 evaluations a step. They must be those of {@code computeDerivatives}: wrong ones lower the order, and the error
 * estimate answers with short steps.
 */
public interface StiffEquation extends OrdinaryDifferentialEquation {
    /**
     * Compute ∂f/∂y.
     *
     * @param t time
     * @param y state [N]. Not modified
     * @param jacobian ∂f_i/∂y_j at i·N + j, row-major [N·N], holding values of an earlier call. Modified: every
     *     element is to be written
     */
    void jacobian(double t, double[] y, double[] jacobian);

    /**
     * Compute ∂f/∂t at constant y: zeros where the equation does not contain the time.
     *
     * @param t time
     * @param y state [N]. Not modified
     * @param derivative ∂f/∂t [N], holding values of an earlier call. Modified: every element is to be written
     */
    void timeDerivative(double t, double[] y, double[] derivative);
}

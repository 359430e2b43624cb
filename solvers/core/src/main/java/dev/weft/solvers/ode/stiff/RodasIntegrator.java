package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.ExpandableODE;

/**
 * Integrate stiff equations y' = f(t, y) by RODAS, a linearly implicit method of Rosenbrock type.
 *
 * <p>Six stages solve (I/(hγ) − J) k_i = f(t + α_i h, y + Σ a_ij k_j) + Σ (c_ij/h) k_j + γ_i h ∂f/∂t with γ = 1/4 and
 * the same matrix; J = ∂f/∂y is taken anew at each point. The method has order 4, an embedded one of order 3 for the
 * error and dense output of order 3; it is L-stable and stiffly accurate, as is the embedded one. There are no
 * iterations that could fail to converge: a step fails by its error estimate only.
 *
 * <p>Cost of a step with N components: 6 evaluations of f, one Jacobian (N + 1 evaluations more if the equation is
 * neither a {@link StiffEquation} nor a Hipparchus {@link org.hipparchus.ode.ODEJacobiansProvider}, one if it is the
 * latter), a dense LU decomposition of N³/3 and six solutions of N² multiplications. Meant for N up to some hundreds.
 * Secondary equations count in N and are integrated in one system with the primary ones; the error of the primary
 * ones alone chooses the step. Tolerances are best between 10⁻³ and 10⁻¹⁰; where the equations are not stiff, an
 * explicit method costs less.
 *
 * <p>Not thread-safe: one instance a thread.
 *
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II. Stiff and Differential-Algebraic
 * Problems", 2nd ed. 1996, sections IV.7 and VI.4.
 */
public final class RodasIntegrator extends OneStepIntegrator {
    /**
     * Prepare an integrator with the same tolerances for all components.
     *
     * @param minStep smallest step, in units of time, &ge; 0; the last step may be shorter
     * @param maxStep longest step, in units of time, &ge; {@code minStep}, &gt; 0
     * @param absoluteTolerance error a step may make whatever the size of a component, &gt; 0
     * @param relativeTolerance error a step may make relative to a component, &gt; 0
     * @throws IllegalArgumentException if a limit or tolerance is out of bounds
     */
    public RodasIntegrator(double minStep, double maxStep, double absoluteTolerance, double relativeTolerance) {
        super(RodasMethod.NAME, minStep, maxStep, absoluteTolerance, relativeTolerance);
    }

    /**
     * Prepare an integrator with tolerances of their own for the primary components.
     *
     * @param minStep smallest step, in units of time, &ge; 0; the last step may be shorter
     * @param maxStep longest step, in units of time, &ge; {@code minStep}, &gt; 0
     * @param absoluteTolerance error a step may make whatever the size of a component, &gt; 0 [N]. Not modified
     * @param relativeTolerance error a step may make relative to a component, &gt; 0 [N]. Not modified
     * @throws IllegalArgumentException if a limit or tolerance is out of bounds, or the lengths differ
     */
    public RodasIntegrator(double minStep, double maxStep, double[] absoluteTolerance, double[] relativeTolerance) {
        super(RodasMethod.NAME, minStep, maxStep, absoluteTolerance, relativeTolerance);
    }

    @Override
    MethodChoice methods(ExpandableODE equations, Rates rates, ErrorNorm norm, Tally work) {
        return MethodChoice.always(new RodasMethod(equations, rates, norm, work));
    }
}

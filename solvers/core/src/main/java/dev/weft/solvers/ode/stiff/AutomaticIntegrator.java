package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.ExpandableODE;

/**
 * Integrate equations of which nobody knows whether they are stiff: begin with the explicit pair of Dormand and Prince
 * of orders 5 and 4, and go on by RODAS from the accepted step at which they turn out stiff.
 *
 * <p>Stiffness is noticed from the last two stages of explicit steps, when h|λ| &gt; 2.5 in 15 accepted steps with no
 * six others in between in a row; it costs no evaluation. The way back is taken when h‖J‖ &lt; 1.5 in 15 successive
 * steps of RODAS: there an explicit method would be stable at the same steps, and costs less. {@link #report()} says
 * which methods were used and when they changed. Events, handlers and dense output do not notice the change.
 *
 * <p>Not thread-safe: one instance a thread.
 *
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed. 1996, section IV.2, for
 * noticing stiffness; L. Petzold, "Automatic selection of methods for solving stiff and nonstiff systems of ordinary
 * differential equations", 1983, for the norm of J as the way back. {@link RodasIntegrator} for the implicit method.
 */
public final class AutomaticIntegrator extends OneStepIntegrator {
    private static final String NAME = DormandPrinceMethod.NAME + ", " + RodasMethod.NAME;

    /**
     * Prepare an integrator with the same tolerances for all components.
     *
     * @param minStep smallest step, in units of time, &ge; 0; the last step may be shorter
     * @param maxStep longest step, in units of time, &ge; {@code minStep}, &gt; 0
     * @param absoluteTolerance error a step may make whatever the size of a component, &gt; 0
     * @param relativeTolerance error a step may make relative to a component, &gt; 0
     * @throws IllegalArgumentException if a limit or tolerance is out of bounds
     */
    public AutomaticIntegrator(double minStep, double maxStep, double absoluteTolerance, double relativeTolerance) {
        super(NAME, minStep, maxStep, absoluteTolerance, relativeTolerance);
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
    public AutomaticIntegrator(double minStep, double maxStep, double[] absoluteTolerance, double[] relativeTolerance) {
        super(NAME, minStep, maxStep, absoluteTolerance, relativeTolerance);
    }

    @Override
    MethodChoice methods(ExpandableODE equations, Rates rates, ErrorNorm norm, Tally work) {
        int total = equations.getMapper().getTotalDimension();
        return new StiffnessChoice(
                new DormandPrinceMethod(total, rates, norm), new RodasMethod(equations, rates, norm, work));
    }
}

package dev.weft.solvers.ode.stiff.problems;

/**
 * Van der Pol's oscillator with μ = 1000 in the time t/μ: y₁' = y₂, ε y₂' = (1 − y₁²) y₂ − y₁ with ε = μ⁻² = 10⁻⁶
 * from (2, 0) to t = 2.
 *
 * <p>Reference: test set, problem VDPOL; the equation is eq. IV.10.1 of Hairer, Wanner.
 */
public final class ScaledVanDerPol extends StiffProblem {
    private static final double EPSILON = 1e-6;

    /** Prepare the problem. */
    public ScaledVanDerPol() {
        super(2, new double[] {2, 0}, new double[] {1.706167732170483, -0.8928097010247975});
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        return new double[] {y[1], ((1 - y[0] * y[0]) * y[1] - y[0]) / EPSILON};
    }

    @Override
    public void jacobian(double t, double[] y, double[] j) {
        j[0] = 0;
        j[1] = 1;
        j[2] = (-2 * y[0] * y[1] - 1) / EPSILON;
        j[3] = (1 - y[0] * y[0]) / EPSILON;
    }
}

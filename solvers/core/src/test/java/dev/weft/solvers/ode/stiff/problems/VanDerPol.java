package dev.weft.solvers.ode.stiff.problems;

/**
 * Van der Pol's oscillator with μ = 1000, unscaled: y₁' = y₂, y₂' = μ (1 − y₁²) y₂ − y₁ from (2, 0) to t = 2000.
 *
 * <p>Reference: test set, problem VDPOLM, computed with RADAU in extended precision, tolerance 1.1·10⁻¹⁸. At the end
 * the oscillator has just left a jump, so errors in the date of the jump are amplified.
 */
public final class VanDerPol extends StiffProblem {
    private static final double MU = 1000;

    /** Prepare the problem. */
    public VanDerPol() {
        super(2000, new double[] {2, 0}, new double[] {1.706167732170469, -0.8928097010248125e-3});
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        return new double[] {y[1], MU * (1 - y[0] * y[0]) * y[1] - y[0]};
    }

    @Override
    public void jacobian(double t, double[] y, double[] j) {
        j[0] = 0;
        j[1] = 1;
        j[2] = -2 * MU * y[0] * y[1] - 1;
        j[3] = MU * (1 - y[0] * y[0]);
    }
}

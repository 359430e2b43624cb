package dev.weft.solvers.ode.stiff.problems;

/**
 * The Oregonator, a model of the Belousov–Zhabotinskii reaction with a stiff limit cycle, to t = 360:
 * y₁' = 77.27 (y₂ + y₁ (1 − 8.375·10⁻⁶ y₁ − y₂)), y₂' = (y₃ − (1 + y₁) y₂)/77.27, y₃' = 0.161 (y₁ − y₃).
 *
 * <p>Reference: test set, problem OREGO; the equation is eq. IV.10.3 of Hairer, Wanner after R. J. Field, R. M. Noyes,
 * "Oscillations in chemical systems. IV. Limit cycle behavior in a model of a real chemical reaction", 1974.
 */
public final class Oregonator extends StiffProblem {
    private static final double S = 77.27;
    private static final double Q = 8.375e-6;
    private static final double W = 0.161;

    /** Prepare the problem. */
    public Oregonator() {
        super(360, new double[] {1, 2, 3}, new double[] {1.000814870318523, 1228.178521549917, 132.0554942846706});
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        return new double[] {
            S * (y[1] + y[0] * (1 - Q * y[0] - y[1])), (y[2] - (1 + y[0]) * y[1]) / S, W * (y[0] - y[2])
        };
    }

    @Override
    public void jacobian(double t, double[] y, double[] j) {
        j[0] = S * (1 - 2 * Q * y[0] - y[1]);
        j[1] = S * (1 - y[0]);
        j[2] = 0;
        j[3] = -y[1] / S;
        j[4] = -(1 + y[0]) / S;
        j[5] = 1 / S;
        j[6] = W;
        j[7] = 0;
        j[8] = -W;
    }
}

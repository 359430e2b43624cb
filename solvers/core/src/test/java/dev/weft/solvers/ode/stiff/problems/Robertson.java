package dev.weft.solvers.ode.stiff.problems;

/**
 * Robertson's autocatalytic reaction of three species, to t = 10¹¹ s:
 * y₁' = −0.04 y₁ + 10⁴ y₂ y₃, y₂' = 0.04 y₁ − 10⁴ y₂ y₃ − 3·10⁷ y₂², y₃' = 3·10⁷ y₂². The mass y₁ + y₂ + y₃ stays 1.
 *
 * <p>Reference: test set, problem ROBER; the equation is eq. IV.1.4 of Hairer, Wanner after H. H. Robertson, "The
 * solution of a set of reaction rate equations", 1966. With y₂ a little below 0 the solution runs away, so its
 * absolute tolerance must be far below its size of 10⁻¹³ at the end.
 */
public final class Robertson extends StiffProblem {
    /** Prepare the problem. */
    public Robertson() {
        super(1e11, new double[] {1, 0, 0}, new double[] {
            0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050
        });
    }

    @Override
    public double[] computeDerivatives(double t, double[] y) {
        double first = 0.04 * y[0];
        double second = 1e4 * y[1] * y[2];
        double third = 3e7 * y[1] * y[1];
        return new double[] {second - first, first - second - third, third};
    }

    @Override
    public void jacobian(double t, double[] y, double[] j) {
        j[0] = -0.04;
        j[1] = 1e4 * y[2];
        j[2] = 1e4 * y[1];
        j[6] = 0;
        j[7] = 6e7 * y[1];
        j[8] = 0;
        // Columns sum to zero: the mass is conserved.
        j[3] = 0.04;
        j[4] = -j[1] - j[7];
        j[5] = -j[2];
    }
}

package dev.weft.solvers.estimation;

/**
 * Give weighted residuals and their Jacobian as a function of unknowns: what least squares minimises is
 * ½·Σ r_i².
 *
 * <p>Implementations may hold scratch and are used by one thread at a time.
 */
public interface ResidualModel {
    /** Return the number of unknowns, U. */
    int unknowns();

    /** Return the number of residuals, R. */
    int residuals();

    /**
     * Compute residuals and, where asked, their Jacobian.
     *
     * @param z unknowns [U]. Not modified
     * @param residuals r [R]. Modified
     * @param jacobian ∂r/∂z, row-major [R·U], or an empty array if not wanted. Modified
     * @throws dev.weft.solvers.ode.IntegrationException if the model cannot be evaluated there
     */
    void evaluate(double[] z, double[] residuals, double[] jacobian);
}

package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Hold the outcome of a least-squares search. Immutable as long as callers leave the matrix alone. */
public final class LeastSquaresFit {
    private final double[] solution;
    private final double cost;
    private final DMatrixRMaj information;
    private final double[] residuals;
    private final int startsConverged;
    private final int startsAgreeing;

    LeastSquaresFit(
            double[] solution,
            double cost,
            DMatrixRMaj information,
            double[] residuals,
            int startsConverged,
            int startsAgreeing) {
        this.solution = solution;
        this.cost = cost;
        this.information = information;
        this.residuals = residuals;
        this.startsConverged = startsConverged;
        this.startsAgreeing = startsAgreeing;
    }

    /**
     * Describe a model at a point as if a search had ended there: cost, JᵀJ and residuals.
     *
     * @param z unknowns [U]. Copied
     * @throws dev.weft.solvers.ode.IntegrationException if the model cannot be evaluated there
     */
    public static LeastSquaresFit at(ResidualModel model, double[] z) {
        return at(model, z, 0, 0);
    }

    static LeastSquaresFit at(ResidualModel model, double[] z, int converged, int agreeing) {
        double[] residuals = new double[model.residuals()];
        double[] jacobian = new double[model.residuals() * model.unknowns()];
        model.evaluate(z, residuals, jacobian);
        DMatrixRMaj j = DMatrixRMaj.wrap(model.residuals(), model.unknowns(), jacobian);
        DMatrixRMaj information = new DMatrixRMaj(model.unknowns(), model.unknowns());
        CommonOps_DDRM.multTransA(j, j, information);
        double sum = 0;
        for (double r : residuals) {
            sum += r * r;
        }
        return new LeastSquaresFit(z.clone(), 0.5 * sum, information, residuals, converged, agreeing);
    }

    /** Return a copy of the unknowns at the minimum [U]. */
    public double[] solution() {
        return solution.clone();
    }

    /** Return ½·Σ r² at the minimum. */
    public double cost() {
        return cost;
    }

    /** Return JᵀJ at the minimum [U×U]; its inverse, times the residual variance, is the covariance. */
    public DMatrixRMaj information() {
        return information;
    }

    /** Return a copy of the residuals at the minimum [R]. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** Return how many local searches ended regularly. */
    public int startsConverged() {
        return startsConverged;
    }

    /**
     * Return how many local searches ended, regularly or at their last iteration, within 1 % of the lowest cost or at
     * one that is 0 for all practical purposes (residuals below 10⁻⁶ of their scale): a sign that the minimum is the
     * global one.
     */
    public int startsAgreeing() {
        return startsAgreeing;
    }
}

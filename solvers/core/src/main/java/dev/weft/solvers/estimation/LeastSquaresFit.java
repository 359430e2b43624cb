package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;

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

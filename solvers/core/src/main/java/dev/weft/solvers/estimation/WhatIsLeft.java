package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Tell when a search for least squares has nothing left to gain that the data could tell from noise.
 *
 * <p>With R residuals, U unknowns and s² = Σr²/(R − U), a fall of Σr² by s² is a fall of χ² by 1: one standard deviation
 * of one unknown. Nothing is left if
 *
 * <ul>
 *   <li>the tangent plane promises no more than a share of s²: (Jᵀr)ᵀ(JᵀJ)⁻¹(Jᵀr), of which 10⁻⁴ says that no unknown
 *       is further from the minimum than 0.01 of its standard deviation; or
 *   <li>the last {@value #WINDOW} iterations together gained no more than another share of s². In a bent valley, as unknowns
 *       have that the data hardly tell, the tangent promises more than can be had, and a search would go on in tiny steps
 *       for ever.
 * </ul>
 *
 * <p>Holds the costs of one search: one instance a search.
 *
 * <p>Source of the first: D. M. Bates, D. G. Watts, "A relative offset orthogonality convergence criterion for nonlinear
 * least squares", 1981.
 */
final class WhatIsLeft {
    static final int WINDOW = 8;

    private final double promise;
    private final double gain;
    private final double[] costs = new double[WINDOW];
    private int iterations;

    /**
     * Begin a search.
     *
     * @param promise as a share of s²: a fall that the tangent plane must promise, &gt; 0
     * @param gain as a share of s²: what {@value #WINDOW} iterations must gain, &gt; 0
     */
    WhatIsLeft(double promise, double gain) {
        this.promise = promise;
        this.gain = gain;
    }

    /**
     * Look at the point that an iteration ended at.
     *
     * @param residuals r [R]. Not modified
     * @param jacobian J, row-major [R·U]. Not modified
     */
    boolean isNothing(double[] residuals, double[] jacobian) {
        int rows = residuals.length;
        int columns = jacobian.length / rows;
        double cost = 0;
        for (double r : residuals) {
            cost += r * r;
        }
        double before = costs[iterations % WINDOW];
        costs[iterations % WINDOW] = cost;
        iterations++;
        double variance = cost / Math.max(1, rows - columns);
        boolean stalls = iterations > WINDOW && before - cost <= gain * variance;
        return stalls || promised(residuals, jacobian, columns) <= promise * variance;
    }

    /** Return by how much a full step of Gauss and Newton would lower Σr², were r linear; infinite without full rank. */
    static double promised(double[] residuals, double[] jacobian, int columns) {
        DMatrixRMaj j = DMatrixRMaj.wrap(residuals.length, columns, jacobian);
        DMatrixRMaj normal = new DMatrixRMaj(columns, columns);
        DMatrixRMaj gradient = new DMatrixRMaj(columns, 1);
        CommonOps_DDRM.multTransA(j, j, normal);
        CommonOps_DDRM.multTransA(j, DMatrixRMaj.wrap(residuals.length, 1, residuals), gradient);
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(columns);
        if (!cholesky.setA(normal)) {
            return Double.POSITIVE_INFINITY;
        }
        DMatrixRMaj step = new DMatrixRMaj(columns, 1);
        cholesky.solve(gradient.copy(), step);
        return CommonOps_DDRM.dot(gradient, step);
    }
}

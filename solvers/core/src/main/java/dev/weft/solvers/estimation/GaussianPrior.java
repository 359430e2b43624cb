package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Express prior knowledge of unknowns as extra residuals W·(z − z₀), with WᵀW the inverse covariance.
 * Immutable by convention: arrays are kept, not copied.
 */
public final class GaussianPrior {
    private final double[] mean;
    private final DMatrixRMaj weight;

    private GaussianPrior(double[] mean, DMatrixRMaj weight) {
        this.mean = mean;
        this.weight = weight;
    }

    /**
     * Return a prior of independent components.
     *
     * @param standardDeviations [U], each &gt; 0; infinite where nothing is known
     * @throws IllegalArgumentException if the lengths differ, or a standard deviation is not positive
     */
    public static GaussianPrior independent(double[] mean, double[] standardDeviations) {
        if (standardDeviations.length != mean.length) {
            throw new IllegalArgumentException("standard deviations = " + standardDeviations.length + ", expected "
                    + mean.length + ", one for each component of the mean");
        }
        DMatrixRMaj weight = new DMatrixRMaj(mean.length, mean.length);
        for (int i = 0; i < mean.length; i++) {
            if (!(standardDeviations[i] > 0)) {
                throw new IllegalArgumentException(
                        "standard deviation " + i + " = " + standardDeviations[i] + ", expected > 0");
            }
            weight.set(i, i, 1 / standardDeviations[i]);
        }
        return new GaussianPrior(mean, weight);
    }

    /**
     * Return the prior that an estimate stands for: W = L⁻¹ with P = L·Lᵀ.
     *
     * @throws IllegalArgumentException if the covariance is not positive definite
     */
    public static GaussianPrior of(GaussianEstimate estimate) {
        DMatrixRMaj factor = estimate.covariance().copy();
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(factor.numRows, true);
        DMatrixRMaj weight = new DMatrixRMaj(factor.numRows, factor.numRows);
        // A NaN passes the decomposition.
        if (MatrixFeatures_DDRM.hasUncountable(factor)
                || !cholesky.decompose(factor)
                || !CommonOps_DDRM.invert(cholesky.getT(null), weight)) {
            throw new IllegalArgumentException("covariance is not positive definite, expected one that is");
        }
        return new GaussianPrior(estimate.mean().clone(), weight);
    }

    /** Return the number of unknowns, U, and of extra residuals. */
    public int size() {
        return mean.length;
    }

    /** Return a copy of the mean [U]. */
    public double[] mean() {
        return mean.clone();
    }

    void residuals(double[] z, double[] out, int offset) {
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int j = 0; j < mean.length; j++) {
                sum += weight.get(i, j) * (z[j] - mean[j]);
            }
            out[offset + i] = sum;
        }
    }

    void jacobian(double[] out, int offset) {
        System.arraycopy(weight.data, 0, out, offset, mean.length * mean.length);
    }
}

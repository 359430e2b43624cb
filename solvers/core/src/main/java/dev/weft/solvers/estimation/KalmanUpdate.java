package dev.weft.solvers.estimation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Propagate and correct a {@link GaussianEstimate}, for linearised transitions and measurements.
 *
 * <p>Propagation: P ← F P Fᵀ + Q. Correction, one scalar measurement after the other (their noise is
 * independent, so no matrix is inverted): S = h P hᵀ + r, K = P hᵀ / S, m ← m + K ν, and in Joseph's form
 * P ← (I − K h) P (I − K h)ᵀ + K r Kᵀ, which stays symmetric and positive semi-definite under rounding.
 *
 * <p>Cost: 4D³ operations to propagate, about 12D² a measurement. Holds scratch [D×D]: one instance a thread.
 *
 * <p>Source: D. Simon, "Optimal State Estimation", 2006, section 5.1 and equation 5.19.
 */
public final class KalmanUpdate {
    private final int d;
    private final DMatrixRMaj product;
    private final double[] ph;
    private final double[] mh;
    private final double[] gain;

    /** Prepare updates of dimension {@code d}. */
    public KalmanUpdate(int d) {
        this.d = d;
        this.product = new DMatrixRMaj(d, d);
        this.ph = new double[d];
        this.mh = new double[d];
        this.gain = new double[d];
    }

    /**
     * Propagate the covariance. The mean is the caller's, who knows the nonlinear flow.
     *
     * @param covariance P [D×D]. Modified
     * @param transition F [D×D]. Not modified
     * @param noise diagonal of Q [D], each &gt;= 0. Not modified
     */
    public void propagate(DMatrixRMaj covariance, DMatrixRMaj transition, double[] noise) {
        CommonOps_DDRM.mult(transition, covariance, product);
        CommonOps_DDRM.multTransB(product, transition, covariance);
        for (int i = 0; i < d; i++) {
            covariance.add(i, i, noise[i]);
        }
        symmetrise(covariance);
    }

    /**
     * Correct an estimate by independent scalar measurements.
     *
     * @param estimate m, P. Modified
     * @param sensitivities rows h_i of H, row-major [Q·D]. Not modified
     * @param innovations y_i − ŷ_i at the mean before the correction; NaN where missing [Q]. Not modified
     * @param variances r_i &gt; 0 [Q]. Not modified
     * @return the normalised innovation squared νᵀ S⁻¹ ν, χ² distributed with as many degrees of freedom as
     *     there are measurements if the model holds
     */
    public double correct(GaussianEstimate estimate, double[] sensitivities, double[] innovations, double[] variances) {
        return correct(estimate, sensitivities, innovations, variances, 0);
    }

    /**
     * Correct an estimate, of which the first weights are only considered: their means stay, and their uncertainty counts.
     *
     * <p>Their rows of the gain are zero. Joseph's form holds for any gain, so P remains the covariance of what this
     * filter errs by, and their block of P remains as it is.
     *
     * <p>Source: G. J. Bierman, "Factorization Methods for Discrete Sequential Estimation", 1977, chapter VIII.
     *
     * @param estimate m, P. Modified
     * @param sensitivities rows h_i of H, row-major [Q·D]. Not modified
     * @param innovations y_i − ŷ_i at the mean before the correction; NaN where missing [Q]. Not modified
     * @param variances r_i &gt; 0 [Q]. Not modified
     * @param considered how many weights, from the first, are only considered
     * @return the normalised innovation squared νᵀ S⁻¹ ν, χ² distributed with as many degrees of freedom as
     *     there are measurements if the model holds
     * @throws IllegalArgumentException if {@code considered} is not 0 … D
     */
    public double correct(
            GaussianEstimate estimate,
            double[] sensitivities,
            double[] innovations,
            double[] variances,
            int considered) {
        if (considered < 0 || considered > d) {
            throw new IllegalArgumentException("considered = " + considered + ", expected 0 … " + d);
        }
        double[] mean = estimate.mean();
        double[] before = mean.clone();
        double nis = 0;
        for (int q = 0; q < innovations.length; q++) {
            if (Double.isNaN(innovations[q])) {
                continue;
            }
            double surprise = innovations[q];
            for (int i = 0; i < d; i++) {
                surprise -= sensitivities[q * d + i] * (mean[i] - before[i]);
            }
            nis += correctScalar(estimate, sensitivities, q * d, surprise, variances[q], considered);
        }
        return nis;
    }

    private double correctScalar(
            GaussianEstimate estimate, double[] h, int offset, double surprise, double variance, int considered) {
        DMatrixRMaj p = estimate.covariance();
        double s = variance + projectedVariance(p, h, offset);
        for (int i = 0; i < d; i++) {
            gain[i] = i < considered ? 0 : ph[i] / s;
            estimate.mean()[i] += gain[i] * surprise;
        }
        // M = (I − K h) P, then P = M − (M hᵀ) Kᵀ + K r Kᵀ. Multiplied out, P − K (P hᵀ)ᵀ − … + K S Kᵀ, an r below
        // an ulp of S would be lost and with it the variance.
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                double value = p.get(i, j) - gain[i] * ph[j];
                product.set(i, j, value);
                sum += value * h[offset + j];
            }
            mh[i] = sum;
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                p.set(i, j, product.get(i, j) - mh[i] * gain[j] + gain[i] * variance * gain[j]);
            }
        }
        symmetrise(p);
        return surprise * surprise / s;
    }

    /**
     * Return h P hᵀ for one row of sensitivities.
     *
     * @param h sensitivities, D of them from {@code offset}. Not modified
     */
    public double projectedVariance(DMatrixRMaj covariance, double[] h, int offset) {
        double variance = 0;
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += covariance.get(i, j) * h[offset + j];
            }
            ph[i] = sum;
            variance += sum * h[offset + i];
        }
        return Math.max(0, variance);
    }

    private void symmetrise(DMatrixRMaj p) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double value = 0.5 * (p.get(i, j) + p.get(j, i));
                p.set(i, j, value);
                p.set(j, i, value);
            }
        }
    }
}

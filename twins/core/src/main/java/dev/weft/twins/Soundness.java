package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;
import org.ejml.data.DMatrixRMaj;

/**
 * Tell whether an estimate is one: finite numbers, and a covariance without a direction of negative variance.
 *
 * <p>Decomposes the correlations C = L Lᵀ, because the variances of different weights may lie hundreds of powers of ten
 * apart. Cost: D³/3 operations. Holds scratch [D×D]: one instance a thread.
 */
final class Soundness {
    /** What rounding may take from a correlation matrix in many updates; a real defect is larger by far. */
    private static final double ROUNDING = 1e-10;

    private final int d;
    private final double[] deviations;
    private final double[] l;

    Soundness(int d) {
        this.d = d;
        this.deviations = new double[d];
        this.l = new double[d * d];
    }

    /**
     * Tell whether all numbers are finite and the covariance is positive semidefinite up to rounding.
     *
     * @param estimate m, P. Not modified
     */
    boolean holds(GaussianEstimate estimate) {
        DMatrixRMaj p = estimate.covariance();
        for (int i = 0; i < d; i++) {
            double variance = p.get(i, i);
            if (!Double.isFinite(estimate.mean()[i]) || !(variance >= 0) || Double.isInfinite(variance)) {
                return false;
            }
            deviations[i] = Math.sqrt(variance);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                double pivot = remainder(correlation(p, i, j), i, j);
                l[i * d + j] = pivot / l[j * d + j];
            }
            double square = remainder(1 + ROUNDING, i, i);
            if (!(square > 0)) {
                return false;
            }
            l[i * d + i] = Math.sqrt(square);
        }
        return true;
    }

    /** NaN, which no decomposition survives, where a weight without variance has a covariance. */
    private double correlation(DMatrixRMaj p, int i, int j) {
        if (deviations[i] == 0 || deviations[j] == 0) {
            return p.get(i, j) == 0 ? 0 : Double.NaN;
        }
        return p.get(i, j) / deviations[i] / deviations[j];
    }

    private double remainder(double value, int i, int j) {
        double rest = value;
        for (int k = 0; k < j; k++) {
            rest -= l[i * d + k] * l[j * d + k];
        }
        return rest;
    }
}

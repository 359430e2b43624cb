package dev.weft.twins;

import dev.weft.solvers.estimation.GaussianEstimate;

/**
 * Tell whether an estimate is one: finite numbers, and a covariance without a direction of negative variance.
 *
 * <p>Decomposes the correlations C = L Lᵀ, because the variances of different weights may lie hundreds of powers of ten
 * apart. Cost: D³/3 operations. Holds scratch [D×D]: one instance a thread.
 */
final class Soundness {
    /** What rounding may take from a correlation matrix in many updates; a real defect is larger by far. */
    static final double ROUNDING = 1e-10;

    private final int d;
    private final double[] mean;
    private final double[] deviations;
    private final double[] inverses;
    private final double[] pivots;
    private final double[] l;

    Soundness(int d) {
        this.d = d;
        this.mean = new double[d];
        this.deviations = new double[d];
        this.inverses = new double[d];
        this.pivots = new double[d];
        this.l = new double[d * d];
    }

    /**
     * Tell whether all numbers are finite and the covariance is positive semidefinite up to rounding.
     *
     * @param estimate m, P. Not modified
     */
    boolean holds(GaussianEstimate estimate) {
        for (int i = 0; i < d; i++) {
            mean[i] = estimate.mean()[i];
            for (int j = 0; j <= i; j++) {
                l[i * d + j] = estimate.covariance().get(i, j);
            }
        }
        return holds();
    }

    /** Decompose what was loaded, in place. */
    private boolean holds() {
        for (int i = 0; i < d; i++) {
            double variance = l[i * d + i];
            if (!Double.isFinite(mean[i]) || !(variance >= 0) || Double.isInfinite(variance)) {
                return false;
            }
            deviations[i] = Math.sqrt(variance);
            inverses[i] = 1 / deviations[i];
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                l[i * d + j] = remainder(correlation(i, j), i, j) * pivots[j];
            }
            double square = remainder(1 + ROUNDING, i, i);
            if (!(square > 0)) {
                return false;
            }
            pivots[i] = 1 / Math.sqrt(square);
        }
        return true;
    }

    /** NaN, which no decomposition survives, where a weight without variance has a covariance. */
    private double correlation(int i, int j) {
        double covariance = l[i * d + j];
        if (deviations[i] == 0 || deviations[j] == 0) {
            return covariance == 0 ? 0 : Double.NaN;
        }
        // The inverse of what is next to nothing is infinite.
        return inverses[i] <= Double.MAX_VALUE && inverses[j] <= Double.MAX_VALUE
                ? covariance * inverses[i] * inverses[j]
                : covariance / deviations[i] / deviations[j];
    }

    private double remainder(double value, int i, int j) {
        double rest = value;
        for (int k = 0; k < j; k++) {
            rest -= l[i * d + k] * l[j * d + k];
        }
        return rest;
    }
}

package dev.weft.solvers.filter;

import java.util.Random;

/**
 * Draw what an ensemble needs: tables of E rows with mean 0, variance 1 and no correlation, exactly and not only on average.
 *
 * <p>Normal numbers are centred and multiplied by the inverse of a Cholesky factor of their covariance (Pham 2001). A table
 * follows from the seed and the number of the step; {@link Random} is specified to the bit.
 */
final class EnsembleDraws {
    /** The step of a sequence that visits all longs: 2⁶⁴ over the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int members;
    private final long seed;
    private final double[][] start;
    private final double[][] noise;
    private final double[][] factor;
    private final Random random = new Random();

    EnsembleDraws(EnsembleKalman method, int weights, int noises) {
        if (method.members() <= weights + noises) {
            throw new IllegalArgumentException("members = " + method.members() + ", expected more than " + weights
                    + " weights and " + noises + " of them with noise; better several times as many");
        }
        this.members = method.members();
        this.seed = method.seed();
        this.factor = new double[weights][weights];
        this.start = new double[members][weights];
        this.noise = new double[members][noises];
        fill(0, start, weights);
    }

    int members() {
        return members;
    }

    /**
     * Give a lane its members: δ_e = L u_e with P = L Lᵀ.
     *
     * @param covariances of the fleet, lower triangles. Not modified
     * @param deviations receives δ_e at a place [E×D]. Modified
     * @param factor receives L, packed [D(D + 1)/2]. Modified
     */
    void members(double[][] covariances, int lane, double[][][] deviations, int place, double[] factor) {
        int d = start[0].length;
        factor(covariances, lane, d, factor);
        for (int e = 0; e < members; e++) {
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int k = 0; k <= i; k++) {
                    sum += factor[Gaussian.index(i, k)] * start[e][k];
                }
                deviations[e][i][place] = sum;
            }
        }
    }

    /** L of a lane; where a pivot is not above 0, its column is 0. */
    private static void factor(double[][] covariances, int lane, int d, double[] l) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariances[Gaussian.index(i, j)][lane];
                for (int k = 0; k < j; k++) {
                    sum -= l[Gaussian.index(i, k)] * l[Gaussian.index(j, k)];
                }
                double pivot = l[Gaussian.index(j, j)];
                if (i == j) {
                    l[Gaussian.index(i, i)] = Math.sqrt(Math.max(sum, 0));
                } else {
                    l[Gaussian.index(i, j)] = pivot > 0 ? sum / pivot : 0;
                }
            }
        }
    }

    /** The noise of the step drawn last, with covariance I [E×n]. */
    double[][] noise() {
        return noise;
    }

    /** Draw the noise of a step ≥ 1. */
    void draw(long step) {
        fill(step, noise, noise[0].length);
    }

    private void fill(long step, double[][] table, int columns) {
        if (columns == 0) {
            return;
        }
        random.setSeed(seed + GOLDEN * step);
        for (double[] row : table) {
            for (int k = 0; k < columns; k++) {
                row[k] = random.nextGaussian();
            }
        }
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            for (double[] row : table) {
                sum += row[k];
            }
            for (double[] row : table) {
                row[k] -= sum / members;
            }
        }
        whiten(table, columns);
    }

    /** Rows x become L⁻¹ x, where L Lᵀ is their covariance. */
    private void whiten(double[][] table, int columns) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (double[] row : table) {
                    sum += row[i] * row[j];
                }
                sum /= members - 1;
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        for (double[] row : table) {
            for (int i = 0; i < columns; i++) {
                double value = row[i];
                for (int k = 0; k < i; k++) {
                    value -= factor[i][k] * row[k];
                }
                row[i] = value / factor[i][i];
            }
        }
    }
}

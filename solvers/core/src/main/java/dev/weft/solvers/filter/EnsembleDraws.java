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
    private final int noises;
    private final double[][] start;
    private final double[][] factor;
    private final Random random = new Random();

    EnsembleDraws(EnsembleKalman method, int weights, int noises) {
        if (method.members() <= weights) {
            throw new IllegalArgumentException("members = " + method.members() + ", expected more than the " + weights
                    + " weights; better several times as many");
        }
        this.members = method.members();
        this.seed = method.seed();
        this.noises = noises;
        this.factor = new double[weights][weights];
        this.start = new double[members][weights];
        fill(0, start, 0, weights);
    }

    int members() {
        return members;
    }

    /** The deviations of members with covariance I [E×D]. */
    double[][] start() {
        return start;
    }

    /** Write the noise of a step ≥ 1 into the columns of a table from {@code first} on. */
    void noise(long step, double[][] table, int first) {
        fill(step, table, first, noises);
    }

    private void fill(long step, double[][] table, int first, int columns) {
        if (columns == 0) {
            return;
        }
        random.setSeed(seed + GOLDEN * step);
        for (double[] row : table) {
            for (int k = 0; k < columns; k++) {
                row[first + k] = random.nextGaussian();
            }
        }
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            for (double[] row : table) {
                sum += row[first + k];
            }
            for (double[] row : table) {
                row[first + k] -= sum / members;
            }
        }
        whiten(table, first, columns);
    }

    /** Rows x become L⁻¹ x, where L Lᵀ is their covariance. */
    private void whiten(double[][] table, int first, int columns) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (double[] row : table) {
                    sum += row[first + i] * row[first + j];
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
                double value = row[first + i];
                for (int k = 0; k < i; k++) {
                    value -= factor[i][k] * row[first + k];
                }
                row[first + i] = value / factor[i][i];
            }
        }
    }
}

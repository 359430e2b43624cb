package dev.weft.solvers.filter;

import java.util.Arrays;

/** Add up what the members of an ensemble are, in loops over the lanes of a tile that the JIT compiler vectorises. */
final class MemberMoments {
    private MemberMoments() {}

    /**
     * Split a row of all members into its mean and the deviations from it.
     *
     * @param values [E][rows][lanes]. Modified in the row
     * @param mean Modified
     */
    static void centre(double[][][] values, int row, double[] mean, int count) {
        Arrays.fill(mean, 0, count, 0);
        for (double[][] member : values) {
            addMultiple(1, member[row], mean, count);
        }
        double share = 1.0 / values.length;
        for (int i = 0; i < count; i++) {
            mean[i] *= share;
        }
        for (double[][] member : values) {
            addMultiple(-1, mean, member[row], count);
        }
    }

    /** Write Σ_e a_e b_e/(E − 1) of two rows of deviations. */
    static void covariance(double[][][] a, int row, double[][][] b, int column, double[] sum, int count) {
        Arrays.fill(sum, 0, count, 0);
        for (int e = 0; e < a.length; e++) {
            addProduct(a[e][row], b[e][column], sum, count);
        }
        double share = 1.0 / (a.length - 1);
        for (int i = 0; i < count; i++) {
            sum[i] *= share;
        }
    }

    /** Add a multiple of a plane; 0 times a number that is not finite is NaN. */
    static void addMultiple(double factor, double[] values, double[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += factor * values[i];
        }
    }

    private static void addProduct(double[] a, double[] b, double[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += a[i] * b[i];
        }
    }
}

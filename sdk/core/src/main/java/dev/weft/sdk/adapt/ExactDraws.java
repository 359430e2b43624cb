package dev.weft.sdk.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draw columns of E numbers with mean 0, variance 1 and no correlation, with each other or with what is given: exactly, and
 * not only on average.
 *
 * <p>Source: D. T. Pham, "Stochastic methods for sequential data assimilation in strongly nonlinear systems", 2001.
 */
final class ExactDraws {
    /** The step of a sequence that visits all longs: 2⁶⁴ over the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** What is left of a column below this share is rounding: the columns before span it. */
    private static final double NOTHING = 1e-10;

    private final int members;
    private final long seed;
    private long drawn;

    ExactDraws(int members, long seed) {
        this.members = members;
        this.seed = seed;
    }

    /**
     * Draw the next columns [count×E]. There must be more members than given and drawn columns together.
     *
     * @param given columns that the draws shall know nothing of, each with E numbers. Not modified
     */
    double[][] next(int count, List<double[]> given) {
        Random random = new Random(seed + GOLDEN * drawn++);
        List<double[]> orthonormal = new ArrayList<>();
        double[] one = new double[members];
        Arrays.fill(one, 1);
        add(orthonormal, one);
        given.forEach(column -> add(orthonormal, column.clone()));
        double[][] draws = new double[count][members];
        for (double[] draw : draws) {
            double[] column = new double[members];
            do {
                for (int e = 0; e < members; e++) {
                    column[e] = random.nextGaussian();
                }
            } while (!add(orthonormal, column));
            for (int e = 0; e < members; e++) {
                draw[e] = Math.sqrt(members) * column[e];
            }
        }
        return draws;
    }

    /** Make a column orthonormal to those before and add it, unless nothing is left of it. */
    private static boolean add(List<double[]> orthonormal, double[] column) {
        double before = Math.sqrt(dot(column, column));
        // Twice is enough: what rounding leaves of the first pass, the second removes.
        for (int pass = 0; pass < 2; pass++) {
            for (double[] other : orthonormal) {
                double share = dot(other, column);
                for (int e = 0; e < column.length; e++) {
                    column[e] -= share * other[e];
                }
            }
        }
        double left = Math.sqrt(dot(column, column));
        if (!(left > NOTHING * before)) {
            return false;
        }
        for (int e = 0; e < column.length; e++) {
            column[e] /= left;
        }
        orthonormal.add(column);
        return true;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) {
            sum += a[e] * b[e];
        }
        return sum;
    }
}

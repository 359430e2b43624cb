package dev.weft.sdk.adapt;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Hold P = L Lᵀ, L lower triangular, also of a P that is only semi-definite: a weight that is certain has a column of zeros. */
final class LowerFactor {
    /** A pivot below this share of its variance is rounding. */
    private static final double NOTHING = 1e-14;

    private final double[][] l;
    private final int[] columns;

    LowerFactor(DMatrixRMaj p) {
        int d = p.numRows;
        this.l = new double[d][d];
        for (int j = 0; j < d; j++) {
            double pivot = p.get(j, j);
            for (int k = 0; k < j; k++) {
                pivot -= l[j][k] * l[j][k];
            }
            if (!(pivot > NOTHING * p.get(j, j))) {
                continue;
            }
            l[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < d; i++) {
                double entry = p.get(i, j);
                for (int k = 0; k < j; k++) {
                    entry -= l[i][k] * l[j][k];
                }
                l[i][j] = entry / l[j][j];
            }
        }
        this.columns = IntStream.range(0, d).filter(j -> l[j][j] > 0).toArray();
    }

    /** The columns that are not zero: the directions in which anything is uncertain. */
    int[] columns() {
        return columns;
    }

    double get(int i, int column) {
        return l[i][column];
    }

    /**
     * Return h with Lᵀ h = c, and 0 for weights that are certain.
     *
     * @param c an entry for each of {@link #columns}. Not modified
     */
    double[] solveTransposed(double[] c) {
        double[] h = new double[l.length];
        for (int r = columns.length - 1; r >= 0; r--) {
            int i = columns[r];
            double sum = c[r];
            for (int k = i + 1; k < l.length; k++) {
                sum -= l[k][i] * h[k];
            }
            h[i] = sum / l[i][i];
        }
        return h;
    }
}

package dev.weft.sdk.inspect;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Find the directions in which rows vary most: X − 1·meanᵀ = U S Vᵀ, loadings V [D×r], scores (X − 1·meanᵀ) V [T×r].
 *
 * <p>Component k explains the fraction s_k² / Σ s² of the total variance. The sign of a component is free; here its
 * loading of largest magnitude is positive (the first such, where several are equal to a billionth), so that equal data
 * give equal pictures. No weight is scaled: a weight that moves little stays small.
 *
 * <p>Works for T &lt; D and D &lt; T. Cost O(T D min(T, D)). Immutable and thread-safe.
 *
 * <p>Source: I. T. Jolliffe, "Principal Component Analysis", 2nd edition, 2002, section 3.5.
 */
public final class PrincipalComponents {
    /** Loadings nearer than this to the largest count as equal to it when the sign is chosen. */
    private static final double TIE = 1e-9;

    private final double[] mean;
    private final DMatrixRMaj loadings;
    private final DMatrixRMaj scores;
    private final double[] explained;

    private PrincipalComponents(double[] mean, DMatrixRMaj loadings, DMatrixRMaj scores, double[] explained) {
        this.mean = mean;
        this.loadings = loadings;
        this.scores = scores;
        this.explained = explained;
    }

    /**
     * Decompose rows.
     *
     * @param rows X [T×D], T &gt;= 1, D &gt;= 1, finite. Not modified
     * @param count r, &gt;= 1; fewer components are returned where min(T, D) is less
     * @throws IllegalArgumentException if there is no row or column, rows differ in length, a number is not finite or
     *     {@code count < 1}
     */
    public static PrincipalComponents of(double[][] rows, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("components = " + count + ", expected at least 1");
        }
        DMatrixRMaj centred = checked(rows);
        double[] mean = centre(centred);
        int t = centred.numRows;
        int d = centred.numCols;
        int r = Math.min(count, Math.min(t, d));
        // The compact decomposition is far cheaper with the long side down: of Xᵀ = V S Uᵀ the left vectors are V.
        boolean wide = d > t;
        DMatrixRMaj tall = wide ? CommonOps_DDRM.transpose(centred, null) : centred.copy();
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(tall.numRows, tall.numCols, wide, !wide, true);
        if (!svd.decompose(tall)) {
            throw new IllegalArgumentException(
                    "singular values of " + t + "×" + d
                            + " rows = not found, expected convergence; scale the rows so that none is near the largest double");
        }
        DMatrixRMaj vectors = wide ? svd.getU(null, false) : svd.getV(null, false);
        DMatrixRMaj s = svd.getW(null);
        SingularOps_DDRM.descendingOrder(wide ? vectors : null, false, s, wide ? null : vectors, false);
        DMatrixRMaj loadings = CommonOps_DDRM.extract(vectors, 0, d, 0, r);
        orient(loadings);
        DMatrixRMaj scores = new DMatrixRMaj(t, r);
        CommonOps_DDRM.mult(centred, loadings, scores);
        return new PrincipalComponents(mean, loadings, scores, fractions(s, Math.min(t, d), r));
    }

    private static DMatrixRMaj checked(double[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("rows = " + rows.length + "×" + (rows.length == 0 ? 0 : rows[0].length)
                    + ", expected at least 1×1");
        }
        for (int t = 0; t < rows.length; t++) {
            if (rows[t].length != rows[0].length) {
                throw new IllegalArgumentException(
                        "length of row " + t + " = " + rows[t].length + ", expected " + rows[0].length);
            }
            for (int i = 0; i < rows[t].length; i++) {
                if (!Double.isFinite(rows[t][i])) {
                    throw new IllegalArgumentException(
                            "number " + i + " of row " + t + " = " + rows[t][i] + ", expected a finite one");
                }
            }
        }
        return new DMatrixRMaj(rows);
    }

    /** Subtract from each column its mean, and return the means. */
    private static double[] centre(DMatrixRMaj x) {
        double[] mean = new double[x.numCols];
        for (int i = 0; i < x.numCols; i++) {
            for (int t = 0; t < x.numRows; t++) {
                mean[i] += x.get(t, i) / x.numRows;
            }
            for (int t = 0; t < x.numRows; t++) {
                x.add(t, i, -mean[i]);
            }
        }
        return mean;
    }

    private static void orient(DMatrixRMaj loadings) {
        for (int k = 0; k < loadings.numCols; k++) {
            double largest = 0;
            for (int i = 0; i < loadings.numRows; i++) {
                largest = Math.max(largest, Math.abs(loadings.get(i, k)));
            }
            int leading = 0;
            while (Math.abs(loadings.get(leading, k)) < (1 - TIE) * largest) {
                leading++;
            }
            double sign = loadings.get(leading, k) < 0 ? -1 : 1;
            for (int i = 0; i < loadings.numRows; i++) {
                loadings.set(i, k, sign * loadings.get(i, k));
            }
        }
    }

    private static double[] fractions(DMatrixRMaj s, int all, int kept) {
        // Relative to the largest, so that no square underflows.
        double largest = s.get(0, 0);
        double total = 0;
        for (int k = 0; k < all && largest > 0; k++) {
            total += Math.pow(s.get(k, k) / largest, 2);
        }
        double[] fractions = new double[kept];
        for (int k = 0; k < kept && largest > 0; k++) {
            fractions[k] = Math.pow(s.get(k, k) / largest, 2) / total;
        }
        return fractions;
    }

    /** Return r, the number of components. */
    public int count() {
        return explained.length;
    }

    /** Return the fraction of the variance that component k explains, 0 … 1; 0 where nothing varies. */
    public double explained(int k) {
        return explained[k];
    }

    /** Return a copy of the scores of component k [T]. */
    public double[] scores(int k) {
        return column(scores, k);
    }

    /** Return a copy of the loadings of component k [D], a unit vector. */
    public double[] loadings(int k) {
        return column(loadings, k);
    }

    /** Return a copy of the mean of the rows [D]. */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * Return the score of another row in component k: (x − mean)ᵀ v_k.
     *
     * @param row x [D]. Not modified
     * @throws IllegalArgumentException if the row has another length
     */
    public double project(double[] row, int k) {
        if (row.length != mean.length) {
            throw new IllegalArgumentException("length of a row = " + row.length + ", expected " + mean.length);
        }
        double score = 0;
        for (int i = 0; i < row.length; i++) {
            score += (row[i] - mean[i]) * loadings.get(i, k);
        }
        return score;
    }

    private static double[] column(DMatrixRMaj matrix, int k) {
        double[] column = new double[matrix.numRows];
        for (int i = 0; i < column.length; i++) {
            column[i] = matrix.get(i, k);
        }
        return column;
    }
}

package dev.weft.solvers.filter;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Hold the gain that the Kalman filter of a linear system settles to: x ← F x + w, y = H x + v, covariances Q and R.
 *
 * <p>The covariance of the prediction solves the discrete algebraic Riccati equation
 *
 * <pre>
 *   X = F X Fᵀ − F X Hᵀ (H X Hᵀ + R)⁻¹ H X Fᵀ + Q,      K = X Hᵀ (H X Hᵀ + R)⁻¹.
 * </pre>
 *
 * <p>Found by the structure-preserving doubling algorithm: with A = Fᵀ, G = Hᵀ R⁻¹ H, X = Q to begin with,
 *
 * <pre>
 *   W = (I + G X)⁻¹,   X ← X + Aᵀ X W A,   G ← G + A W G Aᵀ,   A ← A W A.
 * </pre>
 *
 * The k-th iterate is the filter's covariance after 2ᵏ steps from certainty, so it converges quadratically where the filter
 * converges at all: where (F, H) is detectable and (F, Q) stabilisable. X and G stay symmetric, and positive semi-definite.
 *
 * <p>Cost: some 14 D³ operations an iteration, mostly 5 to 15 of them. Immutable, but for its matrices, which are copies.
 *
 * <p>Source: E. K.-W. Chu, H.-Y. Fan, W.-W. Lin, C.-S. Wang, "Structure-preserving algorithms for periodic discrete-time
 * algebraic Riccati equations", 2004, algorithm SDA for the period 1.
 */
public final class SteadyGain {
    private static final int MOST_ITERATIONS = 60;
    private static final double SETTLED = 1e-14;

    private final DMatrixRMaj predicted;
    private final DMatrixRMaj innovation;
    private final DMatrixRMaj gain;
    private final int iterations;

    private SteadyGain(DMatrixRMaj predicted, DMatrixRMaj innovation, DMatrixRMaj gain, int iterations) {
        this.predicted = predicted;
        this.innovation = innovation;
        this.gain = gain;
        this.iterations = iterations;
    }

    /**
     * Solve for the steady gain.
     *
     * @param f transition F [D×D]. Not modified
     * @param h sensitivities of the outputs H [Q×D]. Not modified
     * @param q covariance of the process noise Q, symmetric positive semi-definite [D×D]. Not modified
     * @param r covariance of the readings R, symmetric positive definite [Q×Q]. Not modified
     * @throws IllegalArgumentException if the shapes do not fit, R is singular, or there is no steady gain: the iteration
     *     does not settle, since a mode that does not decay is seen by no output
     */
    public static SteadyGain of(DMatrixRMaj f, DMatrixRMaj h, DMatrixRMaj q, DMatrixRMaj r) {
        int d = f.numRows;
        check("F", f, d, d);
        check("H", h, h.numRows, d);
        check("Q", q, d, d);
        check("R", r, h.numRows, h.numRows);
        DMatrixRMaj a = CommonOps_DDRM.transpose(f, null);
        DMatrixRMaj g = sandwich(h, inverse(r, "covariance R of the readings"));
        DMatrixRMaj x = q.copy();
        for (int k = 1; k <= MOST_ITERATIONS; k++) {
            DMatrixRMaj sum = CommonOps_DDRM.identity(d);
            CommonOps_DDRM.multAdd(g, x, sum);
            DMatrixRMaj w = new DMatrixRMaj(d, d);
            if (!CommonOps_DDRM.invert(sum, w)) {
                break;
            }
            DMatrixRMaj wa = product(w, a);
            DMatrixRMaj growth = product(product(transposed(a), x), wa);
            g = symmetric(sum(g, product(product(a, product(w, g)), transposed(a))));
            a = product(a, wa);
            x = symmetric(sum(x, growth));
            double size = NormOps_DDRM.normF(x);
            if (!Double.isFinite(size) || !Double.isFinite(NormOps_DDRM.normF(g))) {
                break;
            }
            if (NormOps_DDRM.normF(growth) <= SETTLED * size) {
                return of(x, h, r, k);
            }
        }
        throw new IllegalArgumentException("the Riccati equation has not settled after doubling " + MOST_ITERATIONS
                + " times, expected a detectable pair (F, H): an output must see every mode that does not decay");
    }

    private static SteadyGain of(DMatrixRMaj x, DMatrixRMaj h, DMatrixRMaj r, int iterations) {
        DMatrixRMaj xh = product(x, transposed(h));
        DMatrixRMaj s = sum(product(h, xh), r);
        return new SteadyGain(x, s, product(xh, inverse(s, "covariance of the innovations")), iterations);
    }

    /** Return X, the covariance of the prediction [D×D]; a copy. */
    public DMatrixRMaj predictedCovariance() {
        return predicted.copy();
    }

    /** Return H X Hᵀ + R, the covariance of the innovations [Q×Q]; a copy. */
    public DMatrixRMaj innovationCovariance() {
        return innovation.copy();
    }

    /** Return K [D×Q], by which innovations correct the prediction; a copy. */
    public DMatrixRMaj gain() {
        return gain.copy();
    }

    /** Return how often the interval was doubled. */
    public int iterations() {
        return iterations;
    }

    private static void check(String name, DMatrixRMaj matrix, int rows, int columns) {
        if (matrix.numRows != rows || matrix.numCols != columns) {
            throw new IllegalArgumentException(
                    name + " = " + matrix.numRows + "×" + matrix.numCols + ", expected " + rows + "×" + columns);
        }
    }

    private static DMatrixRMaj inverse(DMatrixRMaj matrix, String what) {
        DMatrixRMaj inverse = new DMatrixRMaj(matrix.numRows, matrix.numCols);
        // Small ones are inverted by formulas, which divide by 0 and say nothing.
        if (!CommonOps_DDRM.invert(matrix, inverse) || MatrixFeatures_DDRM.hasUncountable(inverse)) {
            throw new IllegalArgumentException(what + " is singular, expected an invertible matrix");
        }
        return inverse;
    }

    /** hᵀ m h. */
    private static DMatrixRMaj sandwich(DMatrixRMaj h, DMatrixRMaj m) {
        return symmetric(product(transposed(h), product(m, h)));
    }

    private static DMatrixRMaj symmetric(DMatrixRMaj m) {
        DMatrixRMaj both = sum(m, transposed(m));
        CommonOps_DDRM.scale(0.5, both);
        return both;
    }

    private static DMatrixRMaj transposed(DMatrixRMaj m) {
        return CommonOps_DDRM.transpose(m, null);
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.mult(a, b, null);
    }

    private static DMatrixRMaj sum(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.add(a, b, null);
    }
}

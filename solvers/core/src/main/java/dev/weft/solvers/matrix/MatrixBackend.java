package dev.weft.solvers.matrix;

/**
 * Multiply row-major blocks: what an implementation of the products must do.
 *
 * <p>op(A) is A or Aᵀ. A block begins at an offset of its array and its rows lie {@code stride} elements apart.
 * {@link MatrixProducts} has checked what comes in here: blocks lie inside their arrays, m, n, k &gt; 0, α ≠ 0, and
 * the output overlaps no operand. Where β = 0 the output is written without being read. NaN and infinities go the way
 * of IEEE 754: every product is formed, none is skipped because a factor is 0. The order of summation is the
 * backend's, but depends on the shapes only.
 *
 * <p>Implementations are safe to use from many threads, compute on the calling thread, and allocate nothing once that
 * thread's scratch has grown.
 */
public interface MatrixBackend {
    /** Return the short name by which this backend is asked for, in lower case. */
    String name();

    /** Return on one line what does the work, for people. */
    String detail();

    /**
     * Compute C ← α op(A) op(B) + βC in double; 2mnk operations.
     *
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param a A, [m×k], or [k×m] if transposed. Not modified
     * @param b B, [k×n], or [n×k] if transposed. Not modified
     * @param c C, [m×n]. Modified
     */
    void multiply(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            double[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            double beta,
            double[] c,
            int cOffset,
            int cStride);

    /** Compute C ← α op(A) op(B) + βC in float, as {@link #multiply(int, int, int, double, double[], int, int, boolean, double[], int, int, boolean, double, double[], int, int)} does in double. */
    void multiply(
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            float beta,
            float[] c,
            int cOffset,
            int cStride);

    /**
     * Compute y ← α op(A) x + βy in double; 2·rows·columns operations.
     *
     * @param rows rows of A as it lies
     * @param columns columns of A as it lies
     * @param a A. Not modified
     * @param x x, one element for each column of op(A). Not modified
     * @param y y, one element for each row of op(A). Modified
     */
    void multiplyVector(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset);

    /** Compute y ← α op(A) x + βy in float. */
    void multiplyVector(
            int rows,
            int columns,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] x,
            int xOffset,
            float beta,
            float[] y,
            int yOffset);
}

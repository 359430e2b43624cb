package dev.weft.solvers.blas;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.weft.solvers.matrix.MatrixBackend;
import dev.weft.solvers.matrix.MatrixBackendProvider.UnavailableException;

/**
 * Multiply with the system's BLAS.
 *
 * <p>BLAS reads matrices column after column. A row-major matrix read so is its transpose, and C = AB is Cᵀ = BᵀAᵀ:
 * the operands change places and nothing is copied. The bridge pins arrays while a product runs (no collection of
 * garbage meanwhile). How many threads work is the library's matter: OPENBLAS_NUM_THREADS and its like.
 */
final class BlasBackend implements MatrixBackend {
    static final String NAME = "blas";

    private final NativeBLAS blas;
    private final String detail;

    private BlasBackend(NativeBLAS blas, String detail) {
        this.blas = blas;
        this.detail = detail;
    }

    static BlasBackend open() throws UnavailableException {
        NativeBLAS blas = BlasLoading.load();
        String files = String.join(", ", LoadedLibraries.blas());
        return new BlasBackend(blas, "system BLAS" + (files.isEmpty() ? "" : " " + files));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public void multiply(
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
            int cStride) {
        blas.dgemm(
                turned(transposeB),
                turned(transposeA),
                n,
                m,
                k,
                alpha,
                b,
                bOffset,
                bStride,
                a,
                aOffset,
                aStride,
                beta,
                c,
                cOffset,
                cStride);
    }

    @Override
    public void multiplyVector(
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
            int yOffset) {
        blas.dgemv(turned(!transposeA), columns, rows, alpha, a, aOffset, aStride, x, xOffset, 1, beta, y, yOffset, 1);
    }

    @Override
    public void multiply(
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
            int cStride) {
        blas.sgemm(
                turned(transposeB),
                turned(transposeA),
                n,
                m,
                k,
                alpha,
                b,
                bOffset,
                bStride,
                a,
                aOffset,
                aStride,
                beta,
                c,
                cOffset,
                cStride);
    }

    @Override
    public void multiplyVector(
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
            int yOffset) {
        blas.sgemv(turned(!transposeA), columns, rows, alpha, a, aOffset, aStride, x, xOffset, 1, beta, y, yOffset, 1);
    }

    private static String turned(boolean transposed) {
        return transposed ? "T" : "N";
    }
}

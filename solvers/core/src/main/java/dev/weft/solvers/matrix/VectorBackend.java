package dev.weft.solvers.matrix;

import dev.weft.solvers.lanes.VectorModule;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Multiply with the Vector API: packed panels and register tiles. Loaded only where {@link VectorModule} is present. */
final class VectorBackend implements MatrixBackend {
    private final BlockedProduct<double[]> doubles;
    private final BlockedProduct<float[]> floats;

    /** Take the tiles that fit this processor. */
    VectorBackend() {
        this(DoubleTile.preferred(), FloatTile.preferred());
    }

    VectorBackend(BlockedProduct<double[]> doubles, BlockedProduct<float[]> floats) {
        this.doubles = doubles;
        this.floats = floats;
    }

    PackedMatrix<double[]> pack(double[] a, int offset, int stride, int m, int k, boolean transposed) {
        return new PackedMatrix.Panels<>(doubles, m, k, a, offset, stride, transposed);
    }

    PackedMatrix<float[]> pack(float[] a, int offset, int stride, int m, int k, boolean transposed) {
        return new PackedMatrix.Panels<>(floats, m, k, a, offset, stride, transposed);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String detail() {
        return "Vector API, " + DoubleVector.SPECIES_PREFERRED.length() + " lanes of double, "
                + FloatVector.SPECIES_PREFERRED.length() + " of float";
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
        doubles.multiply(
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                b,
                bOffset,
                bStride,
                transposeB,
                beta,
                c,
                cOffset,
                cStride);
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
        floats.multiply(
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                aStride,
                transposeA,
                b,
                bOffset,
                bStride,
                transposeB,
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
        if (transposeA) {
            DoubleMatrixVector.multiplyTransposed(
                    rows, columns, alpha, a, aOffset, aStride, x, xOffset, beta, y, yOffset);
        } else {
            DoubleMatrixVector.multiply(rows, columns, alpha, a, aOffset, aStride, x, xOffset, beta, y, yOffset);
        }
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
        if (transposeA) {
            FloatMatrixVector.multiplyTransposed(
                    rows, columns, alpha, a, aOffset, aStride, x, xOffset, beta, y, yOffset);
        } else {
            FloatMatrixVector.multiply(rows, columns, alpha, a, aOffset, aStride, x, xOffset, beta, y, yOffset);
        }
    }
}

package dev.weft.solvers.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Multiply with the Vector API: packed panels and register tiles. Loaded only where {@link VectorModule} is present. */
final class VectorBackend implements MatrixBackend {
    // Of the sizes tried these were the fastest on Zen 3 (32 KiB, 512 KiB and 32 MiB of cache): depth × 2 vectors of B
    // fill half of the first-level cache, rows × depth of A less than half of the second.
    private final BlockedProduct<double[]> doubles = new DoubleTile(new BlockedProduct.Blocks(96, 256, 2048));
    private final BlockedProduct<float[]> floats = new FloatTile(new BlockedProduct.Blocks(192, 256, 2048));

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

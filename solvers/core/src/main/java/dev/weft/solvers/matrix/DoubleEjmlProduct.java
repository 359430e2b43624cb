package dev.weft.solvers.matrix;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Multiply blocks of doubles with EJML, which knows whole matrices only.
 *
 * <p>An operand that fills its array from the start, row after row, is handed over where it lies; any other is copied
 * into scratch of the thread. The product goes straight into C where that is whole and β = 0, else through scratch.
 */
final class DoubleEjmlProduct {
    private final DMatrixRMaj wrappedA = header();
    private final DMatrixRMaj wrappedB = header();
    private final DMatrixRMaj wrappedC = header();
    private final DMatrixRMaj copiedA = header();
    private final DMatrixRMaj copiedB = header();
    private final DMatrixRMaj product = header();
    private final double[] nothing = wrappedA.data;

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
            int cStride) {
        // EJML allocates where both operands are transposed: A is turned while it is copied.
        boolean turn = transposeA && transposeB;
        DMatrixRMaj left = turn
                ? turned(k, m, a, aOffset, aStride)
                : whole(transposeA ? k : m, transposeA ? m : k, a, aOffset, aStride, wrappedA, copiedA);
        DMatrixRMaj right = whole(transposeB ? n : k, transposeB ? k : n, b, bOffset, bStride, wrappedB, copiedB);
        boolean direct = beta == 0 && alpha == 1 && cOffset == 0 && cStride == n;
        DMatrixRMaj out = direct ? wrap(m, n, c, wrappedC) : product;
        if (transposeA && !turn) {
            CommonOps_DDRM.multTransA(left, right, out);
        } else if (transposeB) {
            CommonOps_DDRM.multTransB(left, right, out);
        } else {
            CommonOps_DDRM.mult(left, right, out);
        }
        if (!direct) {
            combine(m, n, alpha, beta, c, cOffset, cStride);
        }
        release();
    }

    private void combine(int m, int n, double alpha, double beta, double[] c, int offset, int stride) {
        for (int i = 0; i < m; i++) {
            int to = offset + i * stride;
            int from = i * n;
            if (beta == 0) {
                for (int j = 0; j < n; j++) {
                    c[to + j] = alpha * product.data[from + j];
                }
            } else {
                for (int j = 0; j < n; j++) {
                    c[to + j] = alpha * product.data[from + j] + beta * c[to + j];
                }
            }
        }
    }

    private DMatrixRMaj whole(
            int rows, int columns, double[] data, int offset, int stride, DMatrixRMaj wrapped, DMatrixRMaj copied) {
        if (offset == 0 && stride == columns) {
            return wrap(rows, columns, data, wrapped);
        }
        copied.reshape(rows, columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data, offset + i * stride, copied.data, i * columns, columns);
        }
        return copied;
    }

    private DMatrixRMaj turned(int rows, int columns, double[] data, int offset, int stride) {
        copiedA.reshape(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                copiedA.data[j * rows + i] = data[offset + i * stride + j];
            }
        }
        return copiedA;
    }

    private static DMatrixRMaj wrap(int rows, int columns, double[] data, DMatrixRMaj header) {
        header.data = data;
        header.numRows = rows;
        header.numCols = columns;
        return header;
    }

    // A thread's headers must not keep the caller's arrays alive.
    private void release() {
        wrap(0, 0, nothing, wrappedA);
        wrap(0, 0, nothing, wrappedB);
        wrap(0, 0, nothing, wrappedC);
    }

    private static DMatrixRMaj header() {
        return new DMatrixRMaj(0, 0);
    }
}

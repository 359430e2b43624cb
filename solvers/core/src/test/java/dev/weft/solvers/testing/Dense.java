package dev.weft.solvers.testing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** Write matrix formulas the textbook's way; every operation allocates. */
public final class Dense {
    private Dense() {}

    /** Wrap a copy of row-major values. */
    public static DMatrixRMaj of(int rows, int columns, double... values) {
        return new DMatrixRMaj(rows, columns, true, values.clone());
    }

    /** Return the unit matrix. */
    public static DMatrixRMaj identity(int size) {
        return CommonOps_DDRM.identity(size);
    }

    /** Return the product of all factors, from left to right. */
    public static DMatrixRMaj product(DMatrixRMaj first, DMatrixRMaj... others) {
        DMatrixRMaj result = first;
        for (DMatrixRMaj other : others) {
            DMatrixRMaj next = new DMatrixRMaj(result.numRows, other.numCols);
            CommonOps_DDRM.mult(result, other, next);
            result = next;
        }
        return result;
    }

    /** Return a + b. */
    public static DMatrixRMaj sum(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.add(a, b, null);
    }

    /** Return a − b. */
    public static DMatrixRMaj difference(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.subtract(a, b, null);
    }

    /** Return aᵀ. */
    public static DMatrixRMaj transpose(DMatrixRMaj a) {
        return CommonOps_DDRM.transpose(a, null);
    }

    /** Return a⁻¹; fails where there is none. */
    public static DMatrixRMaj inverse(DMatrixRMaj a) {
        DMatrixRMaj result = new DMatrixRMaj(a.numRows, a.numCols);
        if (!CommonOps_DDRM.invert(a, result)) {
            throw new IllegalArgumentException("singular: " + a);
        }
        return result;
    }

    /** Return the largest |a_ij − b_ij|. */
    public static double distance(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.elementMaxAbs(difference(a, b));
    }

    /** Return the Frobenius norm. */
    public static double norm(DMatrixRMaj a) {
        return NormOps_DDRM.normF(a);
    }
}

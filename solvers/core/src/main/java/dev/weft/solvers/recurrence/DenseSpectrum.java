package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** Compute exponential, powers and spectral radius of a dense matrix; all cost O(D³) and allocate. */
final class DenseSpectrum {
    private DenseSpectrum() {}

    /**
     * Return exp(AΔt) by scaling and squaring of a Padé approximant (N. J. Higham, "The scaling and squaring method for
     * the matrix exponential revisited", 2005), as Hipparchus has it.
     */
    static DMatrixRMaj exponential(DMatrixRMaj a, double dt) {
        RealMatrix scaled = new Array2DRowRealMatrix(a.numRows, a.numCols);
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                scaled.setEntry(i, j, a.get(i, j) * dt);
            }
        }
        RealMatrix exponential = MatrixUtils.matrixExponential(scaled);
        DMatrixRMaj result = new DMatrixRMaj(a.numRows, a.numCols);
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                result.set(i, j, exponential.getEntry(i, j));
            }
        }
        return result;
    }

    /** Return Aⁿ by squaring. */
    static DMatrixRMaj power(DMatrixRMaj a, int n) {
        MatrixProducts products = MatrixProducts.standard();
        int d = a.numRows;
        DMatrixRMaj result = CommonOps_DDRM.identity(d);
        DMatrixRMaj square = a.copy();
        for (int left = n; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                DMatrixRMaj next = new DMatrixRMaj(d, d);
                products.multiply(result, square, next);
                result = next;
            }
            if (left > 1) {
                DMatrixRMaj next = new DMatrixRMaj(d, d);
                products.multiply(square, square, next);
                square = next;
            }
        }
        return result;
    }

    /**
     * Return max |eigenvalue|, by EJML: the QR algorithm of Hipparchus gives up on matrices such as the identity plus
     * many small numbers of one size, which the first steps of a training make.
     *
     * @throws ArithmeticException if the QR algorithm does not converge
     */
    static double radius(DMatrixRMaj a) {
        double scale = CommonOps_DDRM.elementMaxAbs(a);
        if (scale == 0) {
            return 0;
        }
        DMatrixRMaj matrix = a.copy();
        CommonOps_DDRM.divide(matrix, scale);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(a.numRows, false, false);
        if (!eigen.decompose(matrix)) {
            throw new ArithmeticException(
                    "eigenvalues of a matrix " + a.numRows + "×" + a.numCols + ": the QR algorithm did not converge");
        }
        double radius = 0;
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            radius = Math.max(radius, eigen.getEigenvalue(i).getMagnitude());
        }
        return scale * radius;
    }

    /** Return the factor that brings the spectral radius to {@code radius} at most; 1 where it is there. */
    static double factorTo(DMatrixRMaj a, double radius) {
        double factor = 1;
        double found = radius(a);
        // Scaling rounds every entry, and eigenvalues of a matrix far from normal feel that: look again.
        while (found > radius) {
            factor *= radius / found * (1 - 0x1p-50);
            found = radius(scaled(a, factor));
        }
        return factor;
    }

    static DMatrixRMaj scaled(DMatrixRMaj a, double factor) {
        DMatrixRMaj result = a.copy();
        CommonOps_DDRM.scale(factor, result);
        return result;
    }
}

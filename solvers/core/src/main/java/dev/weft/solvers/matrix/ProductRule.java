package dev.weft.solvers.matrix;

import java.util.Map;

/**
 * Choose a backend by size alone.
 *
 * <p>The thresholds are the sizes from which a backend was the faster one, see docs/adr/0009. Sizes and the set of
 * backends decide and no clock does, so that a calculation repeated gives the same bits.
 */
final class ProductRule {
    // Times on one core of Zen 3, JDK 17; the thresholds lie where they cross.

    /** m·n·k from which packing for register tiles pays: 8³ in 419 ns, EJML 452; 10³ in 506, EJML 749. */
    static final long VECTOR_PRODUCT_FROM = 512;

    /** rows·columns from which the matrix–vector product in lanes pays: 8² in 47 ns, EJML 87; even earlier, 6² 48 and 63. */
    static final long VECTOR_MATRIX_VECTOR_FROM = 64;

    /** m·n·k from which a system BLAS pays, where there are no lanes: 6³ in 534 ns, EJML 251; 8³ in 395, EJML 452. */
    static final long BLAS_PRODUCT_FROM = 512;

    /** The same of matrix–vector products, rows·columns: 16² in 246 ns, EJML 211; 24² in 285, EJML 418. */
    static final long BLAS_MATRIX_VECTOR_FROM = 400;

    private final MatrixBackend small;
    private final MatrixBackend large;
    private final long productFrom;
    private final long matrixVectorFrom;
    private final String reason;

    private ProductRule(
            MatrixBackend small, MatrixBackend large, long productFrom, long matrixVectorFrom, String reason) {
        this.small = small;
        this.large = large;
        this.productFrom = productFrom;
        this.matrixVectorFrom = matrixVectorFrom;
        this.reason = reason;
    }

    /** Always use one backend. */
    static ProductRule only(MatrixBackend backend, String reason) {
        return new ProductRule(backend, backend, 0, 0, reason);
    }

    /** Choose by size among what is there. */
    static ProductRule bySize(Map<String, MatrixBackend> available) {
        MatrixBackend ejml = available.get("ejml");
        MatrixBackend vector = available.get("vector");
        MatrixBackend blas = available.get("blas");
        if (ejml == null) {
            throw new IllegalStateException("backends = " + available.keySet() + ", expected ejml among them");
        }
        if (vector != null) {
            return new ProductRule(
                    ejml,
                    vector,
                    VECTOR_PRODUCT_FROM,
                    VECTOR_MATRIX_VECTOR_FROM,
                    "register tiles in lanes need no native code; -Dweft.matrix=blas forces a BLAS, which may be faster");
        }
        if (blas != null) {
            return new ProductRule(
                    ejml,
                    blas,
                    BLAS_PRODUCT_FROM,
                    BLAS_MATRIX_VECTOR_FROM,
                    "without the vector module a system BLAS is the fastest");
        }
        return only(ejml, "nothing faster is available");
    }

    MatrixBackend product(int m, int n, int k) {
        return (long) m * n * k >= productFrom ? large : small;
    }

    /** Return the backend of large products. */
    MatrixBackend large() {
        return large;
    }

    MatrixBackend matrixVector(int rows, int columns) {
        return (long) rows * columns >= matrixVectorFrom ? large : small;
    }

    String describe() {
        if (small == large) {
            return large.name() + " for every size: " + reason;
        }
        return large.name() + " for products with m·n·k >= " + productFrom + " and matrix–vector products with m·n >= "
                + matrixVectorFrom + ", " + small.name() + " below: " + reason;
    }
}

package dev.weft.solvers.matrix;

/**
 * Hold a matrix A [m×k] in the form in which the fastest backend multiplies it: packed once, used for many products
 * C ← AB + βC with narrow B. A recurrence does so: A stays, the batch of states is stepped hundreds of times.
 *
 * <p>What {@link MatrixProducts#pack(double[], int, int, int, int, boolean)} makes. Immutable; safe to use from many
 * threads; a product allocates nothing once the thread's scratch has grown.
 *
 * @param <T> the array type, {@code double[]} or {@code float[]}
 */
public abstract sealed class PackedMatrix<T> {
    private final int rows;
    private final int columns;

    private PackedMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Return m. */
    public final int rows() {
        return rows;
    }

    /** Return k. */
    public final int columns() {
        return columns;
    }

    /**
     * Compute C ← AB + βC; 2mnk operations.
     *
     * @param n columns of B and C
     * @param b B [k×n], rows {@code bStride} apart. Not modified
     * @param beta β; where it is 0, C is not read
     * @param c C [m×n], another array. Modified
     */
    public abstract void multiply(int n, T b, int bOffset, int bStride, double beta, T c, int cOffset, int cStride);

    /** Panels for the register tiles of the Vector API. */
    static final class Panels<T> extends PackedMatrix<T> {
        private final BlockedProduct<T> product;
        private final T panels;

        Panels(BlockedProduct<T> product, int m, int k, T a, int offset, int stride, boolean transposed) {
            super(m, k);
            long length = product.packedLength(m, k);
            if (length > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("matrix to pack = " + m + "×" + k + ", expected at most "
                        + Integer.MAX_VALUE + " places packed, found " + length);
            }
            this.product = product;
            this.panels = product.newArray((int) length);
            product.pack(m, k, a, offset, stride, transposed, panels);
        }

        @Override
        public void multiply(int n, T b, int bOffset, int bStride, double beta, T c, int cOffset, int cStride) {
            product.multiplyPacked(rows(), n, columns(), panels, b, bOffset, bStride, beta, c, cOffset, cStride);
        }
    }

    /** A copy, multiplied by a backend that packs for itself. */
    static final class Copy<T> extends PackedMatrix<T> {
        private final Product<T> product;

        Copy(int m, int k, Product<T> product) {
            super(m, k);
            this.product = product;
        }

        @Override
        public void multiply(int n, T b, int bOffset, int bStride, double beta, T c, int cOffset, int cStride) {
            product.multiply(n, b, bOffset, bStride, beta, c, cOffset, cStride);
        }
    }

    /** A product with a matrix that is already chosen. */
    interface Product<T> {
        void multiply(int n, T b, int bOffset, int bStride, double beta, T c, int cOffset, int cStride);
    }
}

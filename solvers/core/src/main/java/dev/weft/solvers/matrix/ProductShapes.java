package dev.weft.solvers.matrix;

/** Check what comes into {@link MatrixProducts}, and say what is wrong with both shapes. */
final class ProductShapes {
    private ProductShapes() {}

    static String shape(int rows, int columns) {
        return rows + "×" + columns;
    }

    static String shape(int rows, int columns, boolean transposed) {
        return shape(rows, columns) + (transposed ? " transposed" : "");
    }

    static void sizes(int m, int n, int k) {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException(
                    "product of " + shape(m, k) + " and " + shape(k, n) + ", expected no negative size");
        }
    }

    /** Check that a block [rows×columns] lies inside an array. */
    static void block(String name, int rows, int columns, int offset, int stride, int length) {
        if (rows == 0 || columns == 0) {
            return;
        }
        if (stride < columns) {
            throw new IllegalArgumentException(name + " " + shape(rows, columns) + ": stride = " + stride
                    + ", expected at least " + columns + ". Rows must not overlap");
        }
        long end = offset + (long) (rows - 1) * stride + columns;
        if (offset < 0 || end > length) {
            throw new IllegalArgumentException(name + " " + shape(rows, columns) + " at offset " + offset
                    + " with stride " + stride + " ends at element " + end + ", expected 0 … " + length
                    + ", the array's length");
        }
    }

    /** Check that an output does not reach into an operand: both arrays the same and their ranges crossing. */
    static void disjoint(
            String name, Object out, int outFrom, long outTo, String operand, Object in, int inFrom, long inTo) {
        if (out == in && outFrom < inTo && inFrom < outTo) {
            throw new IllegalArgumentException(name + " lies over " + operand + " (elements " + outFrom + " … " + outTo
                    + " and " + inFrom + " … " + inTo + " of one array), expected an array of its own."
                    + " Multiply into scratch and copy");
        }
    }

    static long end(int rows, int columns, int offset, int stride) {
        return rows == 0 || columns == 0 ? offset : offset + (long) (rows - 1) * stride + columns;
    }

    static void matrices(
            int aRows,
            int aColumns,
            boolean transposeA,
            int bRows,
            int bColumns,
            boolean transposeB,
            int cRows,
            int cColumns) {
        int m = transposeA ? aColumns : aRows;
        int k = transposeA ? aRows : aColumns;
        int inner = transposeB ? bColumns : bRows;
        int n = transposeB ? bRows : bColumns;
        if (k != inner) {
            throw new IllegalArgumentException("A is " + shape(aRows, aColumns, transposeA) + ", B is "
                    + shape(bRows, bColumns, transposeB) + ", expected as many columns of A (" + k
                    + ") as rows of B (" + inner + ")");
        }
        if (cRows != m || cColumns != n) {
            throw new IllegalArgumentException("C is " + shape(cRows, cColumns) + ", expected " + shape(m, n)
                    + " for the product of " + shape(aRows, aColumns, transposeA) + " and "
                    + shape(bRows, bColumns, transposeB));
        }
    }
}

package dev.weft.solvers.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Pack doubles and multiply them in tiles of 6 × 2 vectors with the Vector API. */
final class DoubleTile extends BlockedProduct<double[]> {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COLUMNS = 2 * LANES;

    DoubleTile(Blocks blocks) {
        super(COLUMNS, blocks);
    }

    @Override
    double[] newArray(int length) {
        return new double[length];
    }

    @Override
    void packA(int rows, int depth, double[] a, int offset, int stride, boolean transposed, double[] packed) {
        for (int i = 0; i < rows; i += ROWS) {
            int height = Math.min(ROWS, rows - i);
            int panel = i * depth;
            for (int r = 0; r < ROWS; r++) {
                int to = panel + r;
                if (r >= height) {
                    for (int p = 0; p < depth; p++) {
                        packed[to + p * ROWS] = 0;
                    }
                } else if (transposed) {
                    int from = offset + i + r;
                    for (int p = 0; p < depth; p++) {
                        packed[to + p * ROWS] = a[from + p * stride];
                    }
                } else {
                    int from = offset + (i + r) * stride;
                    for (int p = 0; p < depth; p++) {
                        packed[to + p * ROWS] = a[from + p];
                    }
                }
            }
        }
    }

    @Override
    void packB(int depth, int columns, double[] b, int offset, int stride, boolean transposed, double[] packed) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            int panel = j * depth;
            if (width < COLUMNS) {
                java.util.Arrays.fill(packed, panel, panel + COLUMNS * depth, 0);
            }
            if (transposed) {
                for (int c = 0; c < width; c++) {
                    int from = offset + (j + c) * stride;
                    for (int p = 0; p < depth; p++) {
                        packed[panel + c + p * COLUMNS] = b[from + p];
                    }
                }
            } else {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(b, offset + p * stride + j, packed, panel + p * COLUMNS, width);
                }
            }
        }
    }

    @Override
    void tile(int depth, double[] a, int aOffset, double[] b, int bOffset, double[] tile) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero;
        DoubleVector c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
        for (int p = 0; p < depth; p++) {
            int at = aOffset + p * ROWS;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bOffset + p * COLUMNS);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bOffset + p * COLUMNS + LANES);
            DoubleVector row = DoubleVector.broadcast(SPECIES, a[at]);
            c00 = row.fma(b0, c00);
            c01 = row.fma(b1, c01);
            row = DoubleVector.broadcast(SPECIES, a[at + 1]);
            c10 = row.fma(b0, c10);
            c11 = row.fma(b1, c11);
            row = DoubleVector.broadcast(SPECIES, a[at + 2]);
            c20 = row.fma(b0, c20);
            c21 = row.fma(b1, c21);
            row = DoubleVector.broadcast(SPECIES, a[at + 3]);
            c30 = row.fma(b0, c30);
            c31 = row.fma(b1, c31);
            row = DoubleVector.broadcast(SPECIES, a[at + 4]);
            c40 = row.fma(b0, c40);
            c41 = row.fma(b1, c41);
            row = DoubleVector.broadcast(SPECIES, a[at + 5]);
            c50 = row.fma(b0, c50);
            c51 = row.fma(b1, c51);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LANES);
        c10.intoArray(tile, 2 * LANES);
        c11.intoArray(tile, 3 * LANES);
        c20.intoArray(tile, 4 * LANES);
        c21.intoArray(tile, 5 * LANES);
        c30.intoArray(tile, 6 * LANES);
        c31.intoArray(tile, 7 * LANES);
        c40.intoArray(tile, 8 * LANES);
        c41.intoArray(tile, 9 * LANES);
        c50.intoArray(tile, 10 * LANES);
        c51.intoArray(tile, 11 * LANES);
    }

    @Override
    void merge(int rows, int columns, double[] tile, double alpha, double beta, double[] c, int cOffset, int cStride) {
        double a = alpha;
        double b = beta;
        for (int i = 0; i < rows; i++) {
            int to = cOffset + i * cStride;
            int from = i * COLUMNS;
            if (columns == COLUMNS) {
                mergeLanes(tile, from, a, b, c, to);
                mergeLanes(tile, from + LANES, a, b, c, to + LANES);
            } else {
                for (int j = 0; j < columns; j++) {
                    double value = a * tile[from + j];
                    c[to + j] = b == 0 ? value : b * c[to + j] + value;
                }
            }
        }
    }

    private static void mergeLanes(double[] tile, int from, double alpha, double beta, double[] c, int to) {
        DoubleVector value = DoubleVector.fromArray(SPECIES, tile, from).mul(alpha);
        if (beta != 0) {
            value = DoubleVector.fromArray(SPECIES, c, to).mul(beta).add(value);
        }
        value.intoArray(c, to);
    }
}

package dev.weft.solvers.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Pack doubles into panels for tiles that are two vectors wide. */
abstract class DoubleTile extends BlockedProduct<double[]> {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int COLUMNS = 2 * LANES;

    /**
     * Rows of B that are read side by side while it is packed. One panel after the other would read each row in pieces,
     * page after page, which no prefetcher follows; one row after the other would scatter the writes.
     */
    private static final int ROWS_TOGETHER = 8;

    private final int rows;

    DoubleTile(int rows, Blocks blocks) {
        super(rows, COLUMNS, blocks);
        this.rows = rows;
    }

    /** Return the tile that fits the registers. */
    static DoubleTile preferred() {
        // AVX-512, NEON and SVE have 32 registers, AVX2 has 16. The blocks of AVX2 were the fastest of those in ADR 9;
        // those of the others are a guess from the sizes of caches.
        return SPECIES.vectorBitSize() == 256
                ? new DoubleTile5x2(new Blocks(60, 512, 512))
                : new DoubleTile6x2(new Blocks(96, 256, 2048));
    }

    @Override
    final double[] newArray(int length) {
        return new double[length];
    }

    @Override
    final void scale(int height, int width, double beta, double[] c, int offset, int stride) {
        double factor = beta;
        if (factor == 1) {
            return;
        }
        for (int i = 0; i < height; i++) {
            int row = offset + i * stride;
            if (factor == 0) {
                Arrays.fill(c, row, row + width, 0);
            } else {
                for (int j = row; j < row + width; j++) {
                    c[j] *= factor;
                }
            }
        }
    }

    @Override
    final void packA(
            int height,
            int depth,
            double alpha,
            double[] a,
            int offset,
            int stride,
            boolean transposed,
            double[] packed) {
        double factor = alpha;
        int panel = 0;
        for (int i = 0; i < height; i += rows) {
            int inside = Math.min(rows, height - i);
            if (inside < rows) {
                Arrays.fill(packed, panel, panel + depth * STEP, 0);
            }
            if (transposed) {
                int from = offset + i;
                for (int p = 0; p < depth; p++) {
                    for (int r = 0; r < inside; r++) {
                        packed[panel + p * STEP + r] = factor * a[from + p * stride + r];
                    }
                }
            } else {
                for (int r = 0; r < inside; r++) {
                    int from = offset + (i + r) * stride;
                    int to = panel + r;
                    for (int p = 0; p < depth; p++) {
                        packed[to + p * STEP] = factor * a[from + p];
                    }
                }
            }
            panel += depth * STEP;
        }
    }

    @Override
    final void packB(int depth, int width, double[] b, int offset, int stride, boolean transposed, double[] packed) {
        int whole = width / COLUMNS * COLUMNS;
        if (whole < width) {
            Arrays.fill(packed, whole * depth, (whole + COLUMNS) * depth, 0);
        }
        if (transposed) {
            for (int j = 0; j < width; j++) {
                int from = offset + j * stride;
                int to = j / COLUMNS * COLUMNS * depth + j % COLUMNS;
                for (int p = 0; p < depth; p++) {
                    packed[to + p * COLUMNS] = b[from + p];
                }
            }
            return;
        }
        for (int p = 0; p < depth; p += ROWS_TOGETHER) {
            int count = Math.min(ROWS_TOGETHER, depth - p);
            int from = offset + p * stride;
            for (int j = 0; j < whole; j += COLUMNS) {
                packRows(count, b, from + j, stride, packed, j * depth + p * COLUMNS);
            }
            if (whole < width) {
                for (int q = 0; q < count; q++) {
                    int to = whole * depth + (p + q) * COLUMNS;
                    System.arraycopy(b, from + q * stride + whole, packed, to, width - whole);
                }
            }
        }
    }

    private static void packRows(int count, double[] b, int from, int stride, double[] packed, int to) {
        for (int q = 0; q < count; q++) {
            int source = from + q * stride;
            int target = to + q * COLUMNS;
            DoubleVector.fromArray(SPECIES, b, source).intoArray(packed, target);
            DoubleVector.fromArray(SPECIES, b, source + LANES).intoArray(packed, target + LANES);
        }
    }

    @Override
    final void clear(double[] tile) {
        Arrays.fill(tile, 0);
    }

    @Override
    final void add(int height, int width, double[] tile, double[] c, int cOffset, int cStride) {
        for (int i = 0; i < height; i++) {
            int to = cOffset + i * cStride;
            for (int j = 0; j < width; j++) {
                c[to + j] += tile[i * COLUMNS + j];
            }
        }
    }

    /** Add one row of a tile to C. */
    static void addRow(DoubleVector left, DoubleVector right, double[] c, int at) {
        DoubleVector.fromArray(SPECIES, c, at).add(left).intoArray(c, at);
        DoubleVector.fromArray(SPECIES, c, at + LANES).add(right).intoArray(c, at + LANES);
    }
}

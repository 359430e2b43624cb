package dev.weft.solvers.matrix;

/**
 * Multiply matrices block by block: operands packed into panels that fit the caches, and a small tile of C kept in
 * registers while a panel of A and one of B stream past it.
 *
 * <p>Loops, from the outside: columns of C by {@link Blocks#columns}, depth by {@link Blocks#depth} (a block of B is
 * packed), rows by {@link Blocks#rows} (a block of A is packed), then tiles of {@link #ROWS} × {@link #tileColumns}.
 * Panels are padded with zeros to whole tiles.
 *
 * <p>Source: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34 (2008),
 * section 5.
 *
 * @param <T> the array type, {@code double[]} or {@code float[]}
 */
abstract class BlockedProduct<T> {
    /**
     * Rows of a register tile. 6 × 2 vectors are 12 accumulators; with two vectors of B and one of A they fill the 16
     * registers of AVX2.
     */
    static final int ROWS = 6;

    /**
     * The block sizes.
     *
     * @param rows rows of a packed block of A, a multiple of {@link #ROWS}: rows × depth stay in the second-level cache
     * @param depth summation steps at a time: depth × tile columns of B stay in the first-level cache
     * @param columns columns of a packed block of B: depth × columns stay in the last-level cache
     */
    record Blocks(int rows, int depth, int columns) {}

    private final int tileColumns;
    private final Blocks blocks;
    private final ThreadLocal<Panels<T>> panels = ThreadLocal.withInitial(this::newPanels);

    BlockedProduct(int tileColumns, Blocks blocks) {
        this.tileColumns = tileColumns;
        this.blocks = blocks;
    }

    /** A thread's packed operands, grown to the largest block seen. */
    private static final class Panels<T> {
        T a;
        int aLength;
        T b;
        int bLength;
        final T tile;

        Panels(T none, T tile) {
            this.a = none;
            this.b = none;
            this.tile = tile;
        }
    }

    private Panels<T> newPanels() {
        return new Panels<>(newArray(0), newArray(ROWS * tileColumns));
    }

    abstract T newArray(int length);

    /** Pack {@code rows} × {@code depth} of op(A) into panels [depth × ROWS], one after the other. */
    abstract void packA(int rows, int depth, T a, int offset, int stride, boolean transposed, T packed);

    /** Pack {@code depth} × {@code columns} of op(B) into panels [depth × tileColumns], one after the other. */
    abstract void packB(int depth, int columns, T b, int offset, int stride, boolean transposed, T packed);

    /** Compute a tile T = AB [ROWS × tileColumns] from a panel of A and one of B. */
    abstract void tile(int depth, T a, int aOffset, T b, int bOffset, T tile);

    /**
     * Compute C ← αT + βC for the rows and columns of a tile that lie inside C, which is not read where β = 0. Kept
     * apart from {@link #tile}: with two ways of storing in one method C2 gave up on registers (a fifth of the speed).
     */
    abstract void merge(int rows, int columns, T tile, double alpha, double beta, T c, int cOffset, int cStride);

    final void multiply(
            int m,
            int n,
            int k,
            double alpha,
            T a,
            int aOffset,
            int aStride,
            boolean transposeA,
            T b,
            int bOffset,
            int bStride,
            boolean transposeB,
            double beta,
            T c,
            int cOffset,
            int cStride) {
        Panels<T> scratch = panels.get();
        grow(scratch, m, n, k);
        for (int j = 0; j < n; j += blocks.columns) {
            int columns = Math.min(blocks.columns, n - j);
            for (int p = 0; p < k; p += blocks.depth) {
                int depth = Math.min(blocks.depth, k - p);
                packB(depth, columns, b, at(bOffset, bStride, transposeB, p, j), bStride, transposeB, scratch.b);
                // The first block of the sum replaces or scales what C held, the others add to it.
                double scale = p == 0 ? beta : 1;
                for (int i = 0; i < m; i += blocks.rows) {
                    int rows = Math.min(blocks.rows, m - i);
                    packA(rows, depth, a, at(aOffset, aStride, transposeA, i, p), aStride, transposeA, scratch.a);
                    tiles(rows, columns, depth, alpha, scratch, scale, c, cOffset + i * cStride + j, cStride);
                }
            }
        }
    }

    private void tiles(
            int rows,
            int columns,
            int depth,
            double alpha,
            Panels<T> scratch,
            double beta,
            T c,
            int offset,
            int stride) {
        for (int j = 0; j < columns; j += tileColumns) {
            int width = Math.min(tileColumns, columns - j);
            for (int i = 0; i < rows; i += ROWS) {
                int height = Math.min(ROWS, rows - i);
                tile(depth, scratch.a, i * depth, scratch.b, j * depth, scratch.tile);
                merge(height, width, scratch.tile, alpha, beta, c, offset + i * stride + j, stride);
            }
        }
    }

    private void grow(Panels<T> scratch, int m, int n, int k) {
        int depth = Math.min(blocks.depth, k);
        int aLength = upTo(ROWS, Math.min(blocks.rows, m)) * depth;
        if (aLength > scratch.aLength) {
            scratch.a = newArray(aLength);
            scratch.aLength = aLength;
        }
        int bLength = upTo(tileColumns, Math.min(blocks.columns, n)) * depth;
        if (bLength > scratch.bLength) {
            scratch.b = newArray(bLength);
            scratch.bLength = bLength;
        }
    }

    private static int upTo(int multiple, int value) {
        return (value + multiple - 1) / multiple * multiple;
    }

    private static int at(int offset, int stride, boolean transposed, int row, int column) {
        return transposed ? offset + column * stride + row : offset + row * stride + column;
    }
}

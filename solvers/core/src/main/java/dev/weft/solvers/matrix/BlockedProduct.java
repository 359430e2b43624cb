package dev.weft.solvers.matrix;

/**
 * Multiply matrices block by block: operands packed into panels that fit the caches, and a small tile of C kept in
 * registers while a panel of A and one of B stream past it.
 *
 * <p>Loops, from the outside: columns of C by {@link Blocks#columns}, depth by {@link Blocks#depth} (a block of B is
 * packed), rows by {@link Blocks#rows} (a block of A is packed), then tiles of {@link #tileRows} × {@link #tileColumns}.
 * Panels are padded with zeros to whole tiles. C is scaled by β first and A by α when it is packed, so that all a tile
 * does is to add.
 *
 * <p>Source: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34 (2008),
 * section 5.
 *
 * @param <T> the array type, {@code double[]} or {@code float[]}
 */
abstract class BlockedProduct<T> {
    /**
     * Places for each summation step in a panel of A, of which {@link #tileRows} are used. A power of two, for C2 finds
     * no bound of an index p · 5 or p · 6, which it takes apart into shifts, and would check it in every step.
     */
    static final int STEP = 8;

    /**
     * The block sizes.
     *
     * @param rows rows of a packed block of A, a multiple of the rows of a tile: with depth they decide what part of
     *     the second-level cache A takes
     * @param depth summation steps at a time: depth × tile columns of B stay in the first-level cache
     * @param columns columns of a packed block of B: depth × columns stay in the last-level cache
     */
    record Blocks(int rows, int depth, int columns) {}

    private final int tileRows;
    private final int tileColumns;
    private final Blocks blocks;
    private final ThreadLocal<Panels<T>> panels = ThreadLocal.withInitial(this::newPanels);

    BlockedProduct(int tileRows, int tileColumns, Blocks blocks) {
        this.tileRows = tileRows;
        this.tileColumns = tileColumns;
        this.blocks = blocks;
    }

    /** A thread's packed operands, grown to the largest block seen. */
    private static final class Panels<T> {
        T a;
        int aLength;
        T b;
        int bLength;
        final T edge;

        Panels(T none, T edge) {
            this.a = none;
            this.b = none;
            this.edge = edge;
        }
    }

    private Panels<T> newPanels() {
        return new Panels<>(newArray(0), newArray(tileRows * tileColumns));
    }

    abstract T newArray(int length);

    /** Compute C ← βC, which is not read where β = 0. */
    abstract void scale(int rows, int columns, double beta, T c, int offset, int stride);

    /** Pack {@code rows} × {@code depth} of α op(A) into panels [depth × STEP], one after the other. */
    abstract void packA(int rows, int depth, double alpha, T a, int offset, int stride, boolean transposed, T packed);

    /** Pack {@code depth} × {@code columns} of op(B) into panels [depth × tileColumns], one after the other. */
    abstract void packB(int depth, int columns, T b, int offset, int stride, boolean transposed, T packed);

    /** Compute C ← C + AB for a tile [tileRows × tileColumns] of C, a panel of A and one of B. */
    abstract void tile(int depth, T a, int aOffset, T b, int bOffset, T c, int cOffset, int cStride);

    /** Set all of a tile [tileRows × tileColumns] to zero. */
    abstract void clear(T tile);

    /** Add the first rows and columns of a tile to C: what of a tile on the edge lies inside C. */
    abstract void add(int rows, int columns, T tile, T c, int cOffset, int cStride);

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
        scale(m, n, beta, c, cOffset, cStride);
        for (int j = 0; j < n; j += blocks.columns) {
            int columns = Math.min(blocks.columns, n - j);
            for (int p = 0; p < k; p += blocks.depth) {
                int depth = Math.min(blocks.depth, k - p);
                packB(depth, columns, b, at(bOffset, bStride, transposeB, p, j), bStride, transposeB, scratch.b);
                for (int i = 0; i < m; i += blocks.rows) {
                    int rows = Math.min(blocks.rows, m - i);
                    packA(
                            rows,
                            depth,
                            alpha,
                            a,
                            at(aOffset, aStride, transposeA, i, p),
                            aStride,
                            transposeA,
                            scratch.a);
                    tiles(rows, columns, depth, scratch.a, 0, scratch, c, cOffset + i * cStride + j, cStride);
                }
            }
        }
    }

    /** Return how long the packed form of a matrix [m×k] is. */
    final long packedLength(int m, int k) {
        return (long) panels(m) * STEP * k;
    }

    /** Pack all of op(A) [m×k] for {@link #multiplyPacked}: block of depth after block of depth, all rows of each. */
    final void pack(int m, int k, T a, int aOffset, int aStride, boolean transposeA, T packed) {
        T block = newArray(panels(m) * STEP * Math.min(blocks.depth, k));
        for (int p = 0; p < k; p += blocks.depth) {
            int depth = Math.min(blocks.depth, k - p);
            packA(m, depth, 1, a, at(aOffset, aStride, transposeA, 0, p), aStride, transposeA, block);
            System.arraycopy(block, 0, packed, panels(m) * STEP * p, panels(m) * STEP * depth);
        }
    }

    /** Compute C ← AB + βC, A [m×k] as {@link #pack} left it. */
    final void multiplyPacked(
            int m, int n, int k, T packed, T b, int bOffset, int bStride, double beta, T c, int cOffset, int cStride) {
        Panels<T> scratch = panels.get();
        grow(scratch, 0, n, k);
        scale(m, n, beta, c, cOffset, cStride);
        for (int j = 0; j < n; j += blocks.columns) {
            int columns = Math.min(blocks.columns, n - j);
            for (int p = 0; p < k; p += blocks.depth) {
                int depth = Math.min(blocks.depth, k - p);
                packB(depth, columns, b, bOffset + p * bStride + j, bStride, false, scratch.b);
                for (int i = 0; i < m; i += blocks.rows) {
                    int rows = Math.min(blocks.rows, m - i);
                    int panel = panels(m) * STEP * p + panels(i) * STEP * depth;
                    tiles(rows, columns, depth, packed, panel, scratch, c, cOffset + i * cStride + j, cStride);
                }
            }
        }
    }

    private int panels(int rows) {
        return (rows + tileRows - 1) / tileRows;
    }

    private void tiles(
            int rows, int columns, int depth, T packed, int from, Panels<T> scratch, T c, int offset, int stride) {
        for (int j = 0; j < columns; j += tileColumns) {
            int width = Math.min(tileColumns, columns - j);
            int a = from;
            for (int i = 0; i < rows; i += tileRows) {
                int height = Math.min(tileRows, rows - i);
                int to = offset + i * stride + j;
                if (width == tileColumns && height == tileRows) {
                    tile(depth, packed, a, scratch.b, j * depth, c, to, stride);
                } else {
                    clear(scratch.edge);
                    tile(depth, packed, a, scratch.b, j * depth, scratch.edge, 0, tileColumns);
                    add(height, width, scratch.edge, c, to, stride);
                }
                a += STEP * depth;
            }
        }
    }

    private void grow(Panels<T> scratch, int m, int n, int k) {
        int depth = Math.min(blocks.depth, k);
        int aLength = panels(Math.min(blocks.rows, m)) * STEP * depth;
        if (aLength > scratch.aLength) {
            scratch.a = newArray(aLength);
            scratch.aLength = aLength;
        }
        int bLength = (Math.min(blocks.columns, n) + tileColumns - 1) / tileColumns * tileColumns * depth;
        if (bLength > scratch.bLength) {
            scratch.b = newArray(bLength);
            scratch.bLength = bLength;
        }
    }

    private static int at(int offset, int stride, boolean transposed, int row, int column) {
        return transposed ? offset + column * stride + row : offset + row * stride + column;
    }
}

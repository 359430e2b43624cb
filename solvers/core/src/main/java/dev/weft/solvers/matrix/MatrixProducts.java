package dev.weft.solvers.matrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * Multiply dense matrices, C ← α op(A) op(B) + βC, and matrices with vectors, y ← α op(A) x + βy, where op(A) is A or
 * Aᵀ; in double and in float.
 *
 * <p>Three backends can do the work: {@code ejml} (plain Java), {@code vector} (register tiles in the Vector API,
 * where the JVM has that module) and {@code blas} (a system library, where the module weft-solvers-blas is on the
 * class path and finds one). {@link #standard} chooses by size; the system property {@value #PROPERTY} or
 * {@link #using} names one for all sizes. {@link #describe} tells what is there and what is used.
 *
 * <p>Matrices are row-major. As in BLAS, C is not read where β = 0, and A and B are not read where α = 0; otherwise
 * NaN and infinities go the way of IEEE 754. Each element of the result is off by at most about k·ε·(|A||B|), k being
 * the length of the sums. Immutable; safe to use from many threads; a call computes on the caller's thread and
 * allocates nothing once that thread's scratch has grown.
 */
public final class MatrixProducts {
    /** The system property that names the backend for all sizes: {@code ejml}, {@code vector} or {@code blas}. */
    public static final String PROPERTY = "weft.matrix";

    private static final class Holder {
        static final MatrixProducts BY_SIZE = new MatrixProducts(ProductRule.bySize(available()));
    }

    private final ProductRule rule;

    MatrixProducts(ProductRule rule) {
        this.rule = rule;
    }

    /**
     * Tell of one backend.
     *
     * @param name the name to ask for
     * @param available whether it can be used in this process
     * @param detail what does the work, or why it is not available
     */
    public record Backend(String name, boolean available, String detail) {}

    /**
     * Return products by the backend that {@value #PROPERTY} names, or by size where the property is not set.
     *
     * @throws IllegalArgumentException if the property names a backend that is unknown or not available
     */
    public static MatrixProducts standard() {
        String forced = System.getProperty(PROPERTY, "").trim();
        return forced.isEmpty() ? Holder.BY_SIZE : using(forced, PROPERTY + " = " + forced);
    }

    /** Return products by size, whatever {@value #PROPERTY} says. */
    public static MatrixProducts bySize() {
        return Holder.BY_SIZE;
    }

    /**
     * Return products by one backend for all sizes.
     *
     * @throws IllegalArgumentException if the backend is unknown or not available here; the message says why
     */
    public static MatrixProducts using(String backend) {
        return using(backend, "backend = " + backend);
    }

    private static MatrixProducts using(String backend, String request) {
        String name = backend.toLowerCase(Locale.ROOT);
        MatrixBackend found = available().get(name);
        if (found != null) {
            return new MatrixProducts(ProductRule.only(found, "asked for by " + request));
        }
        String why = MatrixBackends.all().stream()
                .filter(known -> known.name().equals(name))
                .map(known -> name + " is not available: " + known.detail())
                .findFirst()
                .orElse(name + " is not known");
        throw new IllegalArgumentException(
                request + ", expected one of " + String.join(", ", available().keySet()) + "; " + why);
    }

    /** List all backends, those that are not available too. */
    public static List<Backend> backends() {
        return MatrixBackends.all().stream()
                .map(found -> new Backend(found.name(), found.backend() != null, found.detail()))
                .toList();
    }

    private static Map<String, MatrixBackend> available() {
        Map<String, MatrixBackend> available = new LinkedHashMap<>();
        for (MatrixBackends.Found found : MatrixBackends.all()) {
            MatrixBackend backend = found.backend();
            if (backend != null) {
                available.put(found.name(), backend);
            }
        }
        return available;
    }

    /** Describe on a few lines which backends there are, which is used for which size, and why. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Backend backend : backends()) {
            text.append(backend.name())
                    .append(backend.available() ? ": " : ": not available: ")
                    .append(backend.detail())
                    .append('\n');
        }
        return text.append("used: ").append(rule.describe()).toString();
    }

    /** Return the name of the backend that multiplies [m×k] by [k×n]. */
    public String backendFor(int m, int n, int k) {
        return rule.product(m, n, k).name();
    }

    /**
     * Prepare op(A) for many products with narrow matrices.
     *
     * @param a A as it lies, rows {@code stride} apart. Not modified; copied
     * @param m rows of op(A)
     * @param k columns of op(A)
     * @throws IllegalArgumentException if its packed form does not fit one array
     */
    public PackedMatrix<double[]> pack(double[] a, int offset, int stride, int m, int k, boolean transposed) {
        if (rule.large() instanceof VectorBackend vector) {
            return vector.pack(a, offset, stride, m, k, transposed);
        }
        double[] copy = new double[m * k];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < k; j++) {
                copy[i * k + j] = transposed ? a[offset + j * stride + i] : a[offset + i * stride + j];
            }
        }
        return new PackedMatrix.Copy<>(
                m,
                k,
                (n, b, bOffset, bStride, beta, c, cOffset, cStride) ->
                        multiply(m, n, k, 1, copy, 0, k, false, b, bOffset, bStride, false, beta, c, cOffset, cStride));
    }

    /**
     * Prepare op(A) for many products with narrow matrices.
     *
     * @param a A as it lies, rows {@code stride} apart. Not modified; copied
     * @param m rows of op(A)
     * @param k columns of op(A)
     * @throws IllegalArgumentException if its packed form does not fit one array
     */
    public PackedMatrix<float[]> pack(float[] a, int offset, int stride, int m, int k, boolean transposed) {
        if (rule.large() instanceof VectorBackend vector) {
            return vector.pack(a, offset, stride, m, k, transposed);
        }
        float[] copy = new float[m * k];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < k; j++) {
                copy[i * k + j] = transposed ? a[offset + j * stride + i] : a[offset + i * stride + j];
            }
        }
        return new PackedMatrix.Copy<>(
                m,
                k,
                (n, b, bOffset, bStride, beta, c, cOffset, cStride) -> multiply(
                        m, n, k, 1, copy, 0, k, false, b, bOffset, bStride, false, (float) beta, c, cOffset, cStride));
    }

    /**
     * Compute C ← AB.
     *
     * @param a A [m×k]. Not modified
     * @param b B [k×n]. Not modified
     * @param c C [m×n], an array of its own. Modified
     * @throws IllegalArgumentException if the shapes do not fit, or C shares an array with A or B
     */
    public void multiply(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        multiply(1, a, false, b, false, 0, c);
    }

    /**
     * Compute C ← α op(A) op(B) + βC.
     *
     * @param a A. Not modified
     * @param b B. Not modified
     * @param c C, an array of its own. Modified
     * @throws IllegalArgumentException if the shapes do not fit, or C shares an array with A or B
     */
    public void multiply(
            double alpha,
            DMatrixRMaj a,
            boolean transposeA,
            DMatrixRMaj b,
            boolean transposeB,
            double beta,
            DMatrixRMaj c) {
        ProductShapes.matrices(
                a.numRows, a.numCols, transposeA, b.numRows, b.numCols, transposeB, c.numRows, c.numCols);
        multiply(
                c.numRows,
                c.numCols,
                transposeA ? a.numRows : a.numCols,
                alpha,
                a.data,
                0,
                a.numCols,
                transposeA,
                b.data,
                0,
                b.numCols,
                transposeB,
                beta,
                c.data,
                0,
                c.numCols);
    }

    /** Compute C ← α op(A) op(B) + βC in float; as in double. */
    public void multiply(
            float alpha,
            FMatrixRMaj a,
            boolean transposeA,
            FMatrixRMaj b,
            boolean transposeB,
            float beta,
            FMatrixRMaj c) {
        ProductShapes.matrices(
                a.numRows, a.numCols, transposeA, b.numRows, b.numCols, transposeB, c.numRows, c.numCols);
        multiply(
                c.numRows,
                c.numCols,
                transposeA ? a.numRows : a.numCols,
                alpha,
                a.data,
                0,
                a.numCols,
                transposeA,
                b.data,
                0,
                b.numCols,
                transposeB,
                beta,
                c.data,
                0,
                c.numCols);
    }

    /**
     * Compute C ← α op(A) op(B) + βC on row-major blocks in double; 2mnk operations.
     *
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param a A begins at {@code aOffset}, its rows {@code aStride} apart: [m×k], or [k×m] if transposed. Not modified
     * @param b B: [k×n], or [n×k] if transposed. Not modified
     * @param c C: [m×n]; its range of elements crosses neither A's nor B's. Modified
     * @throws IllegalArgumentException if a size is negative, a block does not fit into its array, rows of a block
     *     overlap, or C lies over A or B
     */
    public void multiply(
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
        check(
                m,
                n,
                k,
                a,
                a.length,
                aOffset,
                aStride,
                transposeA,
                b,
                b.length,
                bOffset,
                bStride,
                transposeB,
                c,
                c.length,
                cOffset,
                cStride);
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            for (int i = 0; i < m; i++) {
                scale(n, beta, c, cOffset + i * cStride);
            }
            return;
        }
        rule.product(m, n, k)
                .multiply(
                        m,
                        n,
                        k,
                        alpha,
                        a,
                        aOffset,
                        aStride,
                        transposeA,
                        b,
                        bOffset,
                        bStride,
                        transposeB,
                        beta,
                        c,
                        cOffset,
                        cStride);
    }

    /** Compute C ← α op(A) op(B) + βC on row-major blocks in float; as in double. */
    public void multiply(
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] b,
            int bOffset,
            int bStride,
            boolean transposeB,
            float beta,
            float[] c,
            int cOffset,
            int cStride) {
        check(
                m,
                n,
                k,
                a,
                a.length,
                aOffset,
                aStride,
                transposeA,
                b,
                b.length,
                bOffset,
                bStride,
                transposeB,
                c,
                c.length,
                cOffset,
                cStride);
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            for (int i = 0; i < m; i++) {
                scale(n, beta, c, cOffset + i * cStride);
            }
            return;
        }
        rule.product(m, n, k)
                .multiply(
                        m,
                        n,
                        k,
                        alpha,
                        a,
                        aOffset,
                        aStride,
                        transposeA,
                        b,
                        bOffset,
                        bStride,
                        transposeB,
                        beta,
                        c,
                        cOffset,
                        cStride);
    }

    /**
     * Compute y ← α op(A) x + βy in double; 2·rows·columns operations.
     *
     * @param rows rows of A as it lies
     * @param columns columns of A as it lies
     * @param a A begins at {@code aOffset}, its rows {@code aStride} apart. Not modified
     * @param x x: an element for each column of op(A). Not modified
     * @param y y: an element for each row of op(A); crosses neither A nor x. Modified
     * @throws IllegalArgumentException as in the product of matrices
     */
    public void multiplyVector(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        int m = transposeA ? columns : rows;
        int k = transposeA ? rows : columns;
        check(
                m,
                1,
                k,
                a,
                a.length,
                aOffset,
                aStride,
                transposeA,
                x,
                x.length,
                xOffset,
                1,
                false,
                y,
                y.length,
                yOffset,
                1);
        if (m == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            scale(m, beta, y, yOffset);
            return;
        }
        rule.matrixVector(rows, columns)
                .multiplyVector(rows, columns, alpha, a, aOffset, aStride, transposeA, x, xOffset, beta, y, yOffset);
    }

    /** Compute y ← α op(A) x + βy in float; as in double. */
    public void multiplyVector(
            int rows,
            int columns,
            float alpha,
            float[] a,
            int aOffset,
            int aStride,
            boolean transposeA,
            float[] x,
            int xOffset,
            float beta,
            float[] y,
            int yOffset) {
        int m = transposeA ? columns : rows;
        int k = transposeA ? rows : columns;
        check(
                m,
                1,
                k,
                a,
                a.length,
                aOffset,
                aStride,
                transposeA,
                x,
                x.length,
                xOffset,
                1,
                false,
                y,
                y.length,
                yOffset,
                1);
        if (m == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            scale(m, beta, y, yOffset);
            return;
        }
        rule.matrixVector(rows, columns)
                .multiplyVector(rows, columns, alpha, a, aOffset, aStride, transposeA, x, xOffset, beta, y, yOffset);
    }

    private static void check(
            int m,
            int n,
            int k,
            Object a,
            int aLength,
            int aOffset,
            int aStride,
            boolean transposeA,
            Object b,
            int bLength,
            int bOffset,
            int bStride,
            boolean transposeB,
            Object c,
            int cLength,
            int cOffset,
            int cStride) {
        ProductShapes.sizes(m, n, k);
        int aRows = transposeA ? k : m;
        int aColumns = transposeA ? m : k;
        int bRows = transposeB ? n : k;
        int bColumns = transposeB ? k : n;
        ProductShapes.block("A", aRows, aColumns, aOffset, aStride, aLength);
        ProductShapes.block("B", bRows, bColumns, bOffset, bStride, bLength);
        ProductShapes.block("C", m, n, cOffset, cStride, cLength);
        long cEnd = ProductShapes.end(m, n, cOffset, cStride);
        ProductShapes.disjoint(
                "C", c, cOffset, cEnd, "A", a, aOffset, ProductShapes.end(aRows, aColumns, aOffset, aStride));
        ProductShapes.disjoint(
                "C", c, cOffset, cEnd, "B", b, bOffset, ProductShapes.end(bRows, bColumns, bOffset, bStride));
    }

    private static void scale(int length, double beta, double[] y, int offset) {
        for (int i = offset; i < offset + length; i++) {
            y[i] = beta == 0 ? 0 : beta * y[i];
        }
    }

    private static void scale(int length, float beta, float[] y, int offset) {
        for (int i = offset; i < offset + length; i++) {
            y[i] = beta == 0 ? 0 : beta * y[i];
        }
    }
}

package dev.weft.solvers.matrix;

import java.util.Arrays;
import java.util.Random;

/** Draw a product of blocks that lie anywhere in larger arrays, and compute it the schoolbook's way. */
final class ProductCase {
    final int m;
    final int n;
    final int k;
    final boolean transposeA;
    final boolean transposeB;
    final double alpha;
    final double beta;
    final Block a;
    final Block b;
    final Block c;

    /** A block [rows×columns] in an array that is NaN wherever the block is not. */
    record Block(int rows, int columns, int offset, int stride, double[] data) {
        static Block draw(Random random, int rows, int columns) {
            // As often whole as not: a whole matrix takes other paths.
            boolean whole = random.nextBoolean();
            int offset = whole ? 0 : random.nextInt(5);
            int stride = whole ? columns : columns + random.nextInt(4);
            double[] data = new double[offset + rows * stride + (whole ? 0 : 3)];
            Arrays.fill(data, Double.NaN);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    // Representable in float, so that both precisions multiply the same numbers.
                    data[offset + i * stride + j] = (float) (2 * random.nextDouble() - 1);
                }
            }
            return new Block(rows, columns, offset, stride, data);
        }

        double get(int i, int j) {
            return data[offset + i * stride + j];
        }

        float[] floats() {
            float[] values = new float[data.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) data[i];
            }
            return values;
        }
    }

    ProductCase(Random random, int m, int n, int k) {
        this.m = m;
        this.n = n;
        this.k = k;
        this.transposeA = random.nextBoolean();
        this.transposeB = random.nextBoolean();
        this.alpha = random.nextBoolean() ? 1 : 0.5 * (random.nextInt(9) - 4);
        this.beta = new double[] {0, 1, -0.25}[random.nextInt(3)];
        this.a = transposeA ? Block.draw(random, k, m) : Block.draw(random, m, k);
        this.b = transposeB ? Block.draw(random, n, k) : Block.draw(random, k, n);
        this.c = Block.draw(random, m, n);
    }

    /** Return α op(A) op(B) + βC, or with {@code absolute} |α| |op(A)| |op(B)| + |β| |C|, row-major [m×n]. */
    double[] naive(boolean absolute) {
        double[] result = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    double product =
                            (transposeA ? a.get(p, i) : a.get(i, p)) * (transposeB ? b.get(j, p) : b.get(p, j));
                    sum += absolute ? Math.abs(product) : product;
                }
                double before = beta == 0 ? 0 : beta * c.get(i, j);
                result[i * n + j] = absolute ? Math.abs(alpha) * sum + Math.abs(before) : alpha * sum + before;
            }
        }
        return result;
    }

    double[] multiply(MatrixProducts products) {
        double[] out = c.data.clone();
        products.multiply(
                m,
                n,
                k,
                alpha,
                a.data,
                a.offset,
                a.stride,
                transposeA,
                b.data,
                b.offset,
                b.stride,
                transposeB,
                beta,
                out,
                c.offset,
                c.stride);
        return out;
    }

    float[] multiplyInFloat(MatrixProducts products) {
        float[] out = c.floats();
        products.multiply(
                m,
                n,
                k,
                (float) alpha,
                a.floats(),
                a.offset,
                a.stride,
                transposeA,
                b.floats(),
                b.offset,
                b.stride,
                transposeB,
                (float) beta,
                out,
                c.offset,
                c.stride);
        return out;
    }

    @Override
    public String toString() {
        return "m=" + m + " n=" + n + " k=" + k + " tA=" + transposeA + " tB=" + transposeB + " alpha=" + alpha
                + " beta=" + beta + " A=" + a + " B=" + b + " C=" + c;
    }
}

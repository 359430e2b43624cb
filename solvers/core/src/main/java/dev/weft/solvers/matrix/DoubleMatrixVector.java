package dev.weft.solvers.matrix;

import dev.weft.solvers.lanes.LaneSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply a matrix of doubles by a vector with the Vector API.
 *
 * <p>Four rows at a time: Ax sums four dot products while x is loaded once, Aᵀx adds four scaled rows to y while y is
 * loaded and stored once. Bound by memory as soon as A leaves the caches.
 */
final class DoubleMatrixVector {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DoubleMatrixVector() {}

    /** Compute y ← αAx + βy. */
    static void multiply(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOffset,
            int stride,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        double[] lanes = LaneSum.doubles();
        int whole = SPECIES.loopBound(columns);
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int r0 = aOffset + i * stride;
            int r1 = r0 + stride;
            int r2 = r1 + stride;
            int r3 = r2 + stride;
            DoubleVector v0 = DoubleVector.zero(SPECIES), v1 = v0, v2 = v0, v3 = v0;
            for (int j = 0; j < whole; j += LANES) {
                DoubleVector xs = DoubleVector.fromArray(SPECIES, x, xOffset + j);
                v0 = DoubleVector.fromArray(SPECIES, a, r0 + j).fma(xs, v0);
                v1 = DoubleVector.fromArray(SPECIES, a, r1 + j).fma(xs, v1);
                v2 = DoubleVector.fromArray(SPECIES, a, r2 + j).fma(xs, v2);
                v3 = DoubleVector.fromArray(SPECIES, a, r3 + j).fma(xs, v3);
            }
            v0.intoArray(lanes, 0);
            v1.intoArray(lanes, LANES);
            v2.intoArray(lanes, 2 * LANES);
            v3.intoArray(lanes, 3 * LANES);
            double s0 = LaneSum.of(lanes, 0, LANES);
            double s1 = LaneSum.of(lanes, LANES, LANES);
            double s2 = LaneSum.of(lanes, 2 * LANES, LANES);
            double s3 = LaneSum.of(lanes, 3 * LANES, LANES);
            for (int j = whole; j < columns; j++) {
                double xj = x[xOffset + j];
                s0 += a[r0 + j] * xj;
                s1 += a[r1 + j] * xj;
                s2 += a[r2 + j] * xj;
                s3 += a[r3 + j] * xj;
            }
            int to = yOffset + i;
            y[to] = combined(alpha * s0, beta, y[to]);
            y[to + 1] = combined(alpha * s1, beta, y[to + 1]);
            y[to + 2] = combined(alpha * s2, beta, y[to + 2]);
            y[to + 3] = combined(alpha * s3, beta, y[to + 3]);
        }
        for (; i < rows; i++) {
            int row = aOffset + i * stride;
            DoubleVector sums = DoubleVector.zero(SPECIES);
            for (int j = 0; j < whole; j += LANES) {
                sums = DoubleVector.fromArray(SPECIES, a, row + j)
                        .fma(DoubleVector.fromArray(SPECIES, x, xOffset + j), sums);
            }
            sums.intoArray(lanes, 0);
            double sum = LaneSum.of(lanes, 0, LANES);
            for (int j = whole; j < columns; j++) {
                sum += a[row + j] * x[xOffset + j];
            }
            y[yOffset + i] = combined(alpha * sum, beta, y[yOffset + i]);
        }
    }

    /** Compute y ← αAᵀx + βy. */
    static void multiplyTransposed(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int aOffset,
            int stride,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        for (int j = 0; j < columns; j++) {
            y[yOffset + j] = combined(0, beta, y[yOffset + j]);
        }
        int whole = SPECIES.loopBound(columns);
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int r0 = aOffset + i * stride;
            int r1 = r0 + stride;
            int r2 = r1 + stride;
            int r3 = r2 + stride;
            double x0 = alpha * x[xOffset + i];
            double x1 = alpha * x[xOffset + i + 1];
            double x2 = alpha * x[xOffset + i + 2];
            double x3 = alpha * x[xOffset + i + 3];
            DoubleVector v0 = DoubleVector.broadcast(SPECIES, x0);
            DoubleVector v1 = DoubleVector.broadcast(SPECIES, x1);
            DoubleVector v2 = DoubleVector.broadcast(SPECIES, x2);
            DoubleVector v3 = DoubleVector.broadcast(SPECIES, x3);
            for (int j = 0; j < whole; j += LANES) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, y, yOffset + j);
                sum = DoubleVector.fromArray(SPECIES, a, r0 + j).fma(v0, sum);
                sum = DoubleVector.fromArray(SPECIES, a, r1 + j).fma(v1, sum);
                sum = DoubleVector.fromArray(SPECIES, a, r2 + j).fma(v2, sum);
                sum = DoubleVector.fromArray(SPECIES, a, r3 + j).fma(v3, sum);
                sum.intoArray(y, yOffset + j);
            }
            for (int j = whole; j < columns; j++) {
                y[yOffset + j] += a[r0 + j] * x0 + a[r1 + j] * x1 + a[r2 + j] * x2 + a[r3 + j] * x3;
            }
        }
        for (; i < rows; i++) {
            int row = aOffset + i * stride;
            double xi = alpha * x[xOffset + i];
            for (int j = 0; j < columns; j++) {
                y[yOffset + j] += a[row + j] * xi;
            }
        }
    }

    // β = 0 must not read y: NaN · 0 would be NaN.
    private static double combined(double value, double beta, double before) {
        return beta == 0 ? value : value + beta * before;
    }
}

package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;
import org.ejml.data.DMatrixRMaj;

/**
 * Step a fleet whose transition is dense or of low rank, all twins with the same A and B: one row of Θ [N×D] a twin.
 *
 * <p>Θ ← ΘAᵀ + VBᵀ in place, block of rows after block of rows; 2ND² operations where A is dense, 4NDr where it has
 * rank r. Holds scratch, allocates nothing in a step: one instance a thread, each with its own range of rows.
 *
 * <p>In double and in float; in float the parameters are rounded to float once.
 */
public final class RowStepper {
    /**
     * Rows stepped at a time: as many as make packing A worth while. In float, in GFLOP/s, with 60, 480 and 1920 rows:
     * 20, 26, 24 for D = 64; 49, 55, 46 for D = 512; 21, 35, 40 for D = 2048.
     */
    private static final int ROWS_AT_A_TIME = 480;

    private final int size;
    private final int inputs;
    private final int block;
    private final RowStep<double[]> doubles;
    private final RowStep<float[]> floats;

    /** Step one block of rows in place. */
    private interface RowStep<T> {
        void step(T theta, int from, int rows, T v);
    }

    /**
     * Take a recurrence.
     *
     * @throws IllegalArgumentException if its transition is neither dense nor of low rank; {@link PlaneStepper} steps the
     *     others
     */
    public RowStepper(LinearRecurrence recurrence) {
        this(recurrence, ROWS_AT_A_TIME);
    }

    /** Take a recurrence, and how many rows are stepped at a time. */
    RowStepper(LinearRecurrence recurrence, int block) {
        this.block = block;
        Transition transition = recurrence.transition();
        size = recurrence.size();
        inputs = recurrence.inputs();
        DMatrixRMaj b = recurrence.inputMatrix();
        if (transition instanceof Dense dense) {
            doubles = new DoubleDenseRows(dense.matrix().data, b.data, size, inputs, block);
            floats = new FloatDenseRows(rounded(dense.matrix().data), rounded(b.data), size, inputs, block);
        } else if (transition instanceof LowRankPlusDiagonal low) {
            int rank = low.rank();
            doubles = new DoubleLowRankRows(
                    low.diagonal(), low.left().data, low.right().data, b.data, size, inputs, rank, block);
            floats = new FloatLowRankRows(
                    rounded(low.diagonal()),
                    rounded(low.left().data),
                    rounded(low.right().data),
                    rounded(b.data),
                    size,
                    inputs,
                    rank,
                    block);
        } else {
            throw new IllegalArgumentException("transition is " + transition.describe()
                    + ", expected dense or low rank. PlaneStepper steps the others");
        }
    }

    private static float[] rounded(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /**
     * Step rows {@code from} … {@code to} − 1 once.
     *
     * @param theta Θ [N×D] row-major. Modified
     * @param v V [N×Dx] row-major, another array. Not modified
     * @throws IllegalArgumentException if the rows do not lie inside both arrays
     */
    public void step(double[] theta, double[] v, int from, int to) {
        check(theta.length, v.length, from, to);
        for (int row = from; row < to; row += block) {
            doubles.step(theta, row, Math.min(block, to - row), v);
        }
    }

    /**
     * Step rows {@code from} … {@code to} − 1 once, in float.
     *
     * @param theta Θ [N×D] row-major. Modified
     * @param v V [N×Dx] row-major, another array. Not modified
     * @throws IllegalArgumentException if the rows do not lie inside both arrays
     */
    public void step(float[] theta, float[] v, int from, int to) {
        check(theta.length, v.length, from, to);
        for (int row = from; row < to; row += block) {
            floats.step(theta, row, Math.min(block, to - row), v);
        }
    }

    private void check(int thetaLength, int vLength, int from, int to) {
        if (from < 0 || to < from || (long) to * size > thetaLength || (long) to * inputs > vLength) {
            throw new IllegalArgumentException("rows " + from + " … " + to + " of Θ " + thetaLength / size + "×" + size
                    + " and V " + vLength / inputs + "×" + inputs + ", expected a range of rows that both have");
        }
    }

    private static final class DoubleDenseRows implements RowStep<double[]> {
        private final double[] a;
        private final double[] b;
        private final int d;
        private final int n;
        private final double[] scratch;
        private final MatrixProducts products = MatrixProducts.standard();

        DoubleDenseRows(double[] a, double[] b, int d, int n, int block) {
            this.a = a;
            this.b = b;
            this.d = d;
            this.n = n;
            this.scratch = new double[block * d];
        }

        @Override
        public void step(double[] theta, int from, int rows, double[] v) {
            products.multiply(rows, d, d, 1, theta, from * d, d, false, a, 0, d, true, 0, scratch, 0, d);
            products.multiply(rows, d, n, 1, v, from * n, n, false, b, 0, n, true, 1, scratch, 0, d);
            System.arraycopy(scratch, 0, theta, from * d, rows * d);
        }
    }

    private static final class DoubleLowRankRows implements RowStep<double[]> {
        private final double[] diagonal;
        private final double[] left;
        private final double[] right;
        private final double[] b;
        private final int d;
        private final int n;
        private final int r;
        private final double[] scratch;
        private final MatrixProducts products = MatrixProducts.standard();

        DoubleLowRankRows(
                double[] diagonal, double[] left, double[] right, double[] b, int d, int n, int r, int block) {
            this.diagonal = diagonal;
            this.left = left;
            this.right = right;
            this.b = b;
            this.d = d;
            this.n = n;
            this.r = r;
            this.scratch = new double[block * r];
        }

        @Override
        public void step(double[] theta, int from, int rows, double[] v) {
            products.multiply(rows, r, d, 1, theta, from * d, d, false, right, 0, r, false, 0, scratch, 0, r);
            for (int row = 0; row < rows; row++) {
                int at = (from + row) * d;
                for (int i = 0; i < d; i++) {
                    theta[at + i] *= diagonal[i];
                }
            }
            products.multiply(rows, d, r, 1, scratch, 0, r, false, left, 0, r, true, 1, theta, from * d, d);
            products.multiply(rows, d, n, 1, v, from * n, n, false, b, 0, n, true, 1, theta, from * d, d);
        }
    }

    private static final class FloatDenseRows implements RowStep<float[]> {
        private final float[] a;
        private final float[] b;
        private final int d;
        private final int n;
        private final float[] scratch;
        private final MatrixProducts products = MatrixProducts.standard();

        FloatDenseRows(float[] a, float[] b, int d, int n, int block) {
            this.a = a;
            this.b = b;
            this.d = d;
            this.n = n;
            this.scratch = new float[block * d];
        }

        @Override
        public void step(float[] theta, int from, int rows, float[] v) {
            products.multiply(rows, d, d, 1, theta, from * d, d, false, a, 0, d, true, 0, scratch, 0, d);
            products.multiply(rows, d, n, 1, v, from * n, n, false, b, 0, n, true, 1, scratch, 0, d);
            System.arraycopy(scratch, 0, theta, from * d, rows * d);
        }
    }

    private static final class FloatLowRankRows implements RowStep<float[]> {
        private final float[] diagonal;
        private final float[] left;
        private final float[] right;
        private final float[] b;
        private final int d;
        private final int n;
        private final int r;
        private final float[] scratch;
        private final MatrixProducts products = MatrixProducts.standard();

        FloatLowRankRows(float[] diagonal, float[] left, float[] right, float[] b, int d, int n, int r, int block) {
            this.diagonal = diagonal;
            this.left = left;
            this.right = right;
            this.b = b;
            this.d = d;
            this.n = n;
            this.r = r;
            this.scratch = new float[block * r];
        }

        @Override
        public void step(float[] theta, int from, int rows, float[] v) {
            products.multiply(rows, r, d, 1, theta, from * d, d, false, right, 0, r, false, 0, scratch, 0, r);
            for (int row = 0; row < rows; row++) {
                int at = (from + row) * d;
                for (int i = 0; i < d; i++) {
                    theta[at + i] *= diagonal[i];
                }
            }
            products.multiply(rows, d, r, 1, scratch, 0, r, false, left, 0, r, true, 1, theta, from * d, d);
            products.multiply(rows, d, n, 1, v, from * n, n, false, b, 0, n, true, 1, theta, from * d, d);
        }
    }
}

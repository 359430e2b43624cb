package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Scale each weight, and let all act on all through r channels: A = diag(d) + U Vᵀ with U, V [D×r].
 *
 * <p>D + 2Dr parameters: d, then U row by row, then V row by row. A step costs 4Dr operations instead of 2D².
 */
public final class LowRankPlusDiagonal implements Transition {
    private final double[] diagonal;
    private final DMatrixRMaj left;
    private final DMatrixRMaj right;
    private final MatrixProducts products = MatrixProducts.standard();

    private LowRankPlusDiagonal(double[] diagonal, DMatrixRMaj left, DMatrixRMaj right) {
        Checks.positive("size", diagonal.length);
        if (left.numRows != diagonal.length || right.numRows != diagonal.length || left.numCols != right.numCols) {
            throw new IllegalArgumentException("U is " + left.numRows + "×" + left.numCols + ", V is " + right.numRows
                    + "×" + right.numCols + ", expected both " + diagonal.length + "×" + left.numCols
                    + " for a diagonal of " + diagonal.length);
        }
        Checks.finite("diagonal", diagonal, diagonal.length);
        Checks.finite("U", left);
        Checks.finite("V", right);
        this.diagonal = diagonal;
        this.left = left;
        this.right = right;
    }

    /**
     * Take d, U and V.
     *
     * @param diagonal d [D], finite. Not modified; copied
     * @param left U [D×r], finite. Not modified; copied
     * @param right V [D×r], finite. Not modified; copied
     * @throws IllegalArgumentException if the shapes do not fit or a number is not finite
     */
    public static LowRankPlusDiagonal of(double[] diagonal, DMatrixRMaj left, DMatrixRMaj right) {
        return new LowRankPlusDiagonal(diagonal.clone(), left.copy(), right.copy());
    }

    /** Return r. */
    public int rank() {
        return left.numCols;
    }

    /** Return d itself, to be read only: for kernels of this package. */
    double[] diagonal() {
        return diagonal;
    }

    /** Return U itself, to be read only: for kernels of this package. */
    DMatrixRMaj left() {
        return left;
    }

    /** Return V itself, to be read only: for kernels of this package. */
    DMatrixRMaj right() {
        return right;
    }

    @Override
    public int size() {
        return diagonal.length;
    }

    @Override
    public void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        through(right, left, in, inOffset, out, outOffset, scratch);
    }

    @Override
    public void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        through(left, right, in, inOffset, out, outOffset, scratch);
    }

    // out ← d∘in + to (fromᵀ in)
    private void through(
            DMatrixRMaj from,
            DMatrixRMaj to,
            double[] in,
            int inOffset,
            double[] out,
            int outOffset,
            double[] scratch) {
        int d = size();
        int r = rank();
        for (int i = 0; i < d; i++) {
            out[outOffset + i] = diagonal[i] * in[inOffset + i];
        }
        products.multiplyVector(d, r, 1, from.data, 0, r, true, in, inOffset, 0, scratch, 0);
        products.multiplyVector(d, r, 1, to.data, 0, r, false, scratch, 0, 1, out, outOffset);
    }

    @Override
    public double[] newScratch() {
        return new double[rank()];
    }

    @Override
    public DMatrixRMaj toMatrix() {
        DMatrixRMaj matrix = CommonOps_DDRM.diag(diagonal);
        products.multiply(1, left, false, right, true, 1, matrix);
        return matrix;
    }

    @Override
    public int parameterCount() {
        return diagonal.length + left.getNumElements() + right.getNumElements();
    }

    @Override
    public double[] parameters() {
        int d = size();
        int n = left.getNumElements();
        double[] all = new double[parameterCount()];
        System.arraycopy(diagonal, 0, all, 0, d);
        System.arraycopy(left.data, 0, all, d, n);
        System.arraycopy(right.data, 0, all, d + n, n);
        return all;
    }

    @Override
    public LowRankPlusDiagonal withParameters(double[] parameters) {
        Checks.count("parameters", parameters.length, parameterCount());
        int d = size();
        int n = left.getNumElements();
        double[] newDiagonal = Arrays.copyOf(parameters, d);
        DMatrixRMaj newLeft = new DMatrixRMaj(d, rank());
        DMatrixRMaj newRight = new DMatrixRMaj(d, rank());
        System.arraycopy(parameters, d, newLeft.data, 0, n);
        System.arraycopy(parameters, d + n, newRight.data, 0, n);
        return new LowRankPlusDiagonal(newDiagonal, newLeft, newRight);
    }

    /** {@inheritDoc} With Λ, Θ [T×D]: ∂U = Λᵀ(ΘV), ∂V = Θᵀ(ΛU), four products of 2TDr operations; allocates [T×r]. */
    @Override
    public void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient) {
        int d = size();
        int r = rank();
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < d; i++) {
                gradient[i] += adjoints[t * d + i] * before[t * d + i];
            }
        }
        double[] seen = new double[steps * r];
        products.multiply(steps, r, d, 1, before, 0, d, false, right.data, 0, r, false, 0, seen, 0, r);
        products.multiply(d, r, steps, 1, adjoints, 0, d, true, seen, 0, r, false, 1, gradient, d, r);
        products.multiply(steps, r, d, 1, adjoints, 0, d, false, left.data, 0, r, false, 0, seen, 0, r);
        products.multiply(d, r, steps, 1, before, 0, d, true, seen, 0, r, false, 1, gradient, d + d * r, r);
    }

    @Override
    public Dense exponential(double dt) {
        return Dense.owning(toMatrix()).exponential(dt);
    }

    @Override
    public Dense power(int n) {
        return Dense.owning(toMatrix()).power(n);
    }

    @Override
    public double spectralRadius() {
        return DenseSpectrum.radius(toMatrix());
    }

    /** {@inheritDoc} d and U are scaled. */
    @Override
    public LowRankPlusDiagonal stabilised(double radius) {
        Checks.radius(radius);
        LowRankPlusDiagonal result = this;
        double factor = DenseSpectrum.factorTo(toMatrix(), radius);
        while (factor < 1) {
            double[] scaled = result.diagonal.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= factor;
            }
            result = new LowRankPlusDiagonal(scaled, DenseSpectrum.scaled(result.left, factor), right);
            factor = DenseSpectrum.factorTo(result.toMatrix(), radius);
        }
        return result;
    }

    @Override
    public String describe() {
        return "diagonal plus rank " + rank() + ", " + size() + "×" + size();
    }
}

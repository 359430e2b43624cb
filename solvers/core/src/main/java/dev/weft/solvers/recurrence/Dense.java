package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;
import org.ejml.data.DMatrixRMaj;

/** Let every weight act on every other: A any matrix, D² parameters row by row. A step costs 2D² operations. */
public final class Dense implements Transition {
    private static final double[] NONE = {};

    private final DMatrixRMaj matrix;
    private final MatrixProducts products = MatrixProducts.standard();

    private Dense(DMatrixRMaj matrix) {
        if (matrix.numRows != matrix.numCols) {
            throw new IllegalArgumentException(
                    "transition is " + matrix.numRows + "×" + matrix.numCols + ", expected a square matrix");
        }
        Checks.positive("size", matrix.numRows);
        Checks.finite("transition", matrix);
        this.matrix = matrix;
    }

    /**
     * Take a matrix.
     *
     * @param matrix A [D×D], finite. Not modified; copied
     * @throws IllegalArgumentException if it is not square, empty, or an entry is not finite
     */
    public static Dense of(DMatrixRMaj matrix) {
        return new Dense(matrix.copy());
    }

    /** Take a matrix that nobody else holds. */
    static Dense owning(DMatrixRMaj matrix) {
        return new Dense(matrix);
    }

    /** Return A itself, to be read only: for kernels of this package. */
    DMatrixRMaj matrix() {
        return matrix;
    }

    @Override
    public int size() {
        return matrix.numRows;
    }

    @Override
    public void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        int d = size();
        products.multiplyVector(d, d, 1, matrix.data, 0, d, false, in, inOffset, 0, out, outOffset);
    }

    @Override
    public void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        int d = size();
        products.multiplyVector(d, d, 1, matrix.data, 0, d, true, in, inOffset, 0, out, outOffset);
    }

    @Override
    public double[] newScratch() {
        return NONE;
    }

    @Override
    public DMatrixRMaj toMatrix() {
        return matrix.copy();
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(size(), size());
    }

    @Override
    public double[] parameters() {
        return matrix.copy().data;
    }

    @Override
    public Dense withParameters(double[] parameters) {
        Checks.count("parameters", parameters.length, parameterCount());
        return new Dense(new DMatrixRMaj(size(), size(), true, parameters.clone()));
    }

    /** {@inheritDoc} All steps in one product, ΛᵀΘ with Λ and Θ [T×D]: 2TD² operations. */
    @Override
    public void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient) {
        int d = size();
        products.multiply(d, d, steps, 1, adjoints, 0, d, true, before, 0, d, false, 1, gradient, 0, d);
    }

    @Override
    public Dense exponential(double dt) {
        return new Dense(DenseSpectrum.exponential(matrix, Checks.timeStep(dt)));
    }

    @Override
    public Dense power(int n) {
        Checks.exponent(n);
        return new Dense(DenseSpectrum.power(matrix, n));
    }

    @Override
    public double spectralRadius() {
        return DenseSpectrum.radius(matrix);
    }

    @Override
    public Dense stabilised(double radius) {
        Checks.radius(radius);
        double factor = DenseSpectrum.factorTo(matrix, radius);
        return factor == 1 ? this : new Dense(DenseSpectrum.scaled(matrix, factor));
    }

    @Override
    public String describe() {
        return "dense " + size() + "×" + size();
    }
}

package dev.weft.solvers.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Keep all weights as they are: A = I. It has no parameters and cannot be made stable; ρ = 1.
 *
 * @param size D, &gt;= 1
 */
public record Identity(int size) implements Transition {
    private static final double[] NONE = {};

    /**
     * Check the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Identity {
        Checks.positive("size", size);
    }

    @Override
    public void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        System.arraycopy(in, inOffset, out, outOffset, size);
    }

    @Override
    public void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        System.arraycopy(in, inOffset, out, outOffset, size);
    }

    @Override
    public double[] newScratch() {
        return NONE;
    }

    @Override
    public DMatrixRMaj toMatrix() {
        return CommonOps_DDRM.identity(size);
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public double[] parameters() {
        return NONE;
    }

    @Override
    public Identity withParameters(double[] parameters) {
        Checks.count("parameters", parameters.length, 0);
        return this;
    }

    @Override
    public void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient) {
        Checks.count("parameters of the gradient", gradient.length, 0);
    }

    @Override
    public Diagonal exponential(double dt) {
        double[] entries = new double[size];
        Arrays.fill(entries, Math.exp(Checks.timeStep(dt)));
        return Diagonal.of(entries);
    }

    @Override
    public Identity power(int n) {
        Checks.exponent(n);
        return this;
    }

    @Override
    public double spectralRadius() {
        return 1;
    }

    @Override
    public Identity stabilised(double radius) {
        Checks.radius(radius);
        if (radius < 1) {
            throw new IllegalArgumentException("spectral radius of the identity = 1, expected at most " + radius
                    + ". Use a diagonal transition, whose entries can shrink");
        }
        return this;
    }

    @Override
    public String describe() {
        return "identity " + size + "×" + size;
    }
}

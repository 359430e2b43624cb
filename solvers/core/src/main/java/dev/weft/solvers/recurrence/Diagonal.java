package dev.weft.solvers.recurrence;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Scale each weight by a number of its own: A = diag(d), D parameters d_1 … d_D; ρ = max |d_i|. */
public final class Diagonal implements Transition {
    private static final double[] NONE = {};

    private final double[] entries;

    private Diagonal(double[] entries) {
        Checks.positive("size", entries.length);
        Checks.finite("diagonal", entries, entries.length);
        this.entries = entries;
    }

    /**
     * Take the diagonal.
     *
     * @param entries d [D], finite. Not modified; copied
     * @throws IllegalArgumentException if there are none or one is not finite
     */
    public static Diagonal of(double... entries) {
        return new Diagonal(entries.clone());
    }

    /** Return d_i. */
    public double entry(int i) {
        return entries[i];
    }

    @Override
    public int size() {
        return entries.length;
    }

    @Override
    public void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < entries.length; i++) {
            out[outOffset + i] = entries[i] * in[inOffset + i];
        }
    }

    @Override
    public void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        apply(in, inOffset, out, outOffset, scratch);
    }

    @Override
    public double[] newScratch() {
        return NONE;
    }

    @Override
    public DMatrixRMaj toMatrix() {
        return CommonOps_DDRM.diag(entries);
    }

    @Override
    public int parameterCount() {
        return entries.length;
    }

    @Override
    public double[] parameters() {
        return entries.clone();
    }

    @Override
    public Diagonal withParameters(double[] parameters) {
        Checks.count("parameters", parameters.length, entries.length);
        return of(parameters);
    }

    @Override
    public void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient) {
        int d = entries.length;
        for (int t = 0; t < steps; t++) {
            int row = t * d;
            for (int i = 0; i < d; i++) {
                gradient[i] += adjoints[row + i] * before[row + i];
            }
        }
    }

    @Override
    public Diagonal exponential(double dt) {
        Checks.timeStep(dt);
        double[] result = new double[entries.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.exp(entries[i] * dt);
        }
        return new Diagonal(result);
    }

    @Override
    public Diagonal power(int n) {
        Checks.exponent(n);
        double[] result = new double[entries.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.pow(entries[i], n);
        }
        return new Diagonal(result);
    }

    @Override
    public double spectralRadius() {
        double radius = 0;
        for (double entry : entries) {
            radius = Math.max(radius, Math.abs(entry));
        }
        return radius;
    }

    @Override
    public Diagonal stabilised(double radius) {
        Checks.radius(radius);
        if (spectralRadius() <= radius) {
            return this;
        }
        double[] result = new double[entries.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(-radius, Math.min(radius, entries[i]));
        }
        return new Diagonal(result);
    }

    @Override
    public String describe() {
        return "diagonal " + entries.length + "×" + entries.length;
    }
}

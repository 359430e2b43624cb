package dev.weft.solvers.recurrence;

import org.ejml.data.DMatrixRMaj;

/**
 * Couple weights in pairs: A = diag(A_1, …, A_{D/2}) with blocks A_i = [a b; c d], the smallest structure that can
 * oscillate. 2D parameters: a, b, c, d of each block in turn. ρ is the greatest of the blocks'.
 */
public final class BlockDiagonal implements Transition {
    private static final double[] NONE = {};

    private final double[] blocks;

    private BlockDiagonal(double[] blocks) {
        if (blocks.length == 0 || blocks.length % 4 != 0) {
            throw new IllegalArgumentException(
                    "entries of 2×2 blocks = " + blocks.length + ", expected a multiple of 4, at least 4");
        }
        Checks.finite("blocks", blocks, blocks.length);
        this.blocks = blocks;
    }

    /**
     * Take the blocks.
     *
     * @param blocks a, b, c, d of each block [2D], finite. Not modified; copied
     * @throws IllegalArgumentException if their number is no multiple of 4 or one is not finite
     */
    public static BlockDiagonal of(double... blocks) {
        return new BlockDiagonal(blocks.clone());
    }

    /** Return an entry of a block: {@code entry} 0 … 3 are a, b, c, d. */
    public double entry(int block, int entry) {
        return blocks[4 * block + entry];
    }

    @Override
    public int size() {
        return blocks.length / 2;
    }

    @Override
    public void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < blocks.length; i += 4) {
            double p = in[inOffset + i / 2];
            double q = in[inOffset + i / 2 + 1];
            out[outOffset + i / 2] = blocks[i] * p + blocks[i + 1] * q;
            out[outOffset + i / 2 + 1] = blocks[i + 2] * p + blocks[i + 3] * q;
        }
    }

    @Override
    public void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        for (int i = 0; i < blocks.length; i += 4) {
            double p = in[inOffset + i / 2];
            double q = in[inOffset + i / 2 + 1];
            out[outOffset + i / 2] = blocks[i] * p + blocks[i + 2] * q;
            out[outOffset + i / 2 + 1] = blocks[i + 1] * p + blocks[i + 3] * q;
        }
    }

    @Override
    public double[] newScratch() {
        return NONE;
    }

    @Override
    public DMatrixRMaj toMatrix() {
        DMatrixRMaj matrix = new DMatrixRMaj(size(), size());
        for (int i = 0; i < blocks.length; i += 4) {
            int at = i / 2;
            matrix.set(at, at, blocks[i]);
            matrix.set(at, at + 1, blocks[i + 1]);
            matrix.set(at + 1, at, blocks[i + 2]);
            matrix.set(at + 1, at + 1, blocks[i + 3]);
        }
        return matrix;
    }

    @Override
    public int parameterCount() {
        return blocks.length;
    }

    @Override
    public double[] parameters() {
        return blocks.clone();
    }

    @Override
    public BlockDiagonal withParameters(double[] parameters) {
        Checks.count("parameters", parameters.length, blocks.length);
        return of(parameters);
    }

    @Override
    public void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient) {
        for (int t = 0; t < steps; t++) {
            int row = t * size();
            for (int i = 0; i < blocks.length; i += 4) {
                int at = row + i / 2;
                gradient[i] += adjoints[at] * before[at];
                gradient[i + 1] += adjoints[at] * before[at + 1];
                gradient[i + 2] += adjoints[at + 1] * before[at];
                gradient[i + 3] += adjoints[at + 1] * before[at + 1];
            }
        }
    }

    @Override
    public BlockDiagonal exponential(double dt) {
        Checks.timeStep(dt);
        double[] result = new double[blocks.length];
        for (int i = 0; i < blocks.length; i += 4) {
            TwoByTwo.exponential(blocks, i, dt, result);
        }
        return new BlockDiagonal(result);
    }

    @Override
    public BlockDiagonal power(int n) {
        Checks.exponent(n);
        double[] result = new double[blocks.length];
        for (int i = 0; i < blocks.length; i += 4) {
            TwoByTwo.power(blocks, i, n, result);
        }
        return new BlockDiagonal(result);
    }

    @Override
    public double spectralRadius() {
        double radius = 0;
        for (int i = 0; i < blocks.length; i += 4) {
            radius = Math.max(radius, TwoByTwo.spectralRadius(blocks, i));
        }
        return radius;
    }

    @Override
    public BlockDiagonal stabilised(double radius) {
        Checks.radius(radius);
        if (spectralRadius() <= radius) {
            return this;
        }
        double[] result = blocks.clone();
        for (int i = 0; i < blocks.length; i += 4) {
            // The quotient is rounded: what comes out may still lie a unit above.
            double found = TwoByTwo.spectralRadius(result, i);
            while (found > radius) {
                double factor = radius / found * (1 - 0x1p-51);
                for (int j = i; j < i + 4; j++) {
                    result[j] *= factor;
                }
                found = TwoByTwo.spectralRadius(result, i);
            }
        }
        return new BlockDiagonal(result);
    }

    @Override
    public String describe() {
        return "2×2-block-diagonal " + size() + "×" + size();
    }
}

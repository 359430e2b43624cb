package dev.weft.solvers.recurrence;

import dev.weft.solvers.lanes.VectorModule;
import java.util.Arrays;

/**
 * Step a fleet whose transition is diagonal, of 2×2 blocks, or the identity, all twins with the same A and B: planes
 * {@code theta[k][lane]} hold weight k of every twin.
 *
 * <p>θ ← Aθ + Bv in place, for lanes {@code from} … {@code to} − 1; ranges that do not overlap may be stepped on
 * different threads, and where the cuts are changes nothing. One step reads and writes each number once and is bound by
 * memory; {@link #steps} takes the inputs of several steps and visits the memory once for all, some 8 to 16 at a time
 * being best. Allocates nothing. Immutable; safe to use from many threads.
 *
 * <p>In double and in float; in float the parameters are rounded to float once.
 */
public final class PlaneStepper {
    /** Numbers of input in a tile: while plane after plane passes they stay in the second-level cache. */
    private static final int TILE = 1 << 14;

    private final int size;
    private final int inputs;
    private final boolean pairs;
    private final double[] a;
    private final double[] b;
    private final float[] floatA;
    private final float[] floatB;
    private final DoublePlaneKernel doubles;
    private final FloatPlaneKernel floats;

    /**
     * Take a recurrence.
     *
     * @throws IllegalArgumentException if its transition is dense or of low rank; {@link RowStepper} steps those
     */
    public PlaneStepper(LinearRecurrence recurrence) {
        this(recurrence, VectorModule.present());
    }

    /** Take a recurrence, and whether to use the Vector API. */
    PlaneStepper(LinearRecurrence recurrence, boolean lanes) {
        Transition transition = recurrence.transition();
        size = recurrence.size();
        inputs = recurrence.inputs();
        pairs = transition instanceof BlockDiagonal;
        if (pairs || transition instanceof Diagonal) {
            a = transition.parameters();
        } else if (transition instanceof Identity) {
            a = new double[size];
            Arrays.fill(a, 1);
        } else {
            throw new IllegalArgumentException("transition is " + transition.describe()
                    + ", expected identity, diagonal or 2×2 blocks. RowStepper steps the others");
        }
        b = recurrence.inputMatrix().data.clone();
        floatA = rounded(a);
        floatB = rounded(b);
        doubles = lanes ? new VectorDoublePlaneKernel() : new PlainDoublePlaneKernel();
        floats = lanes ? new VectorFloatPlaneKernel() : new PlainFloatPlaneKernel();
    }

    private static float[] rounded(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /** Return D, the number of planes. */
    public int size() {
        return size;
    }

    /** Return Dx, the number of planes of input. */
    public int inputs() {
        return inputs;
    }

    /**
     * Step lanes {@code from} … {@code to} − 1 once.
     *
     * @param theta planes [D][N]. Modified
     * @param v planes of input [Dx][N], none of them a plane of theta. Not modified
     * @throws IllegalArgumentException if the number of planes or the lanes do not fit
     */
    public void step(double[][] theta, double[][] v, int from, int to) {
        planes("theta", theta.length, size);
        planes("input", v.length, inputs);
        for (double[] plane : theta) {
            lanes("theta", plane.length, from, to);
        }
        for (double[] plane : v) {
            lanes("input", plane.length, from, to);
        }
        // In tiles, so that the inputs are read from memory once.
        int tile = tile(1);
        for (int lane = from; lane < to; lane += tile) {
            int end = Math.min(to, lane + tile);
            if (pairs) {
                for (int k = 0; k < size; k += 2) {
                    doubles.block(a, 2 * k, b, k * inputs, inputs, v, theta[k], theta[k + 1], lane, end);
                }
            } else {
                for (int k = 0; k < size; k++) {
                    doubles.diagonal(a[k], b, k * inputs, inputs, v, theta[k], lane, end);
                }
            }
        }
    }

    /**
     * Step lanes {@code from} … {@code to} − 1 several times.
     *
     * @param theta planes [D][N]. Modified
     * @param v planes of input of each step [S][Dx][N], none of them a plane of theta. Not modified
     * @throws IllegalArgumentException if the number of planes or the lanes do not fit
     */
    public void steps(double[][] theta, double[][][] v, int from, int to) {
        planes("theta", theta.length, size);
        for (double[] plane : theta) {
            lanes("theta", plane.length, from, to);
        }
        for (double[][] step : v) {
            planes("input", step.length, inputs);
            for (double[] plane : step) {
                lanes("input", plane.length, from, to);
            }
        }
        int tile = tile(v.length);
        for (int lane = from; lane < to; lane += tile) {
            int end = Math.min(to, lane + tile);
            if (pairs) {
                for (int k = 0; k < size; k += 2) {
                    doubles.block(a, 2 * k, b, k * inputs, inputs, v, theta[k], theta[k + 1], lane, end);
                }
            } else {
                for (int k = 0; k < size; k++) {
                    doubles.diagonal(a[k], b, k * inputs, inputs, v, theta[k], lane, end);
                }
            }
        }
    }

    /**
     * Step lanes {@code from} … {@code to} − 1 once, in float.
     *
     * @param theta planes [D][N]. Modified
     * @param v planes of input [Dx][N], none of them a plane of theta. Not modified
     * @throws IllegalArgumentException if the number of planes or the lanes do not fit
     */
    public void step(float[][] theta, float[][] v, int from, int to) {
        planes("theta", theta.length, size);
        planes("input", v.length, inputs);
        for (float[] plane : theta) {
            lanes("theta", plane.length, from, to);
        }
        for (float[] plane : v) {
            lanes("input", plane.length, from, to);
        }
        // In tiles, so that the inputs are read from memory once.
        int tile = tile(1);
        for (int lane = from; lane < to; lane += tile) {
            int end = Math.min(to, lane + tile);
            if (pairs) {
                for (int k = 0; k < size; k += 2) {
                    floats.block(floatA, 2 * k, floatB, k * inputs, inputs, v, theta[k], theta[k + 1], lane, end);
                }
            } else {
                for (int k = 0; k < size; k++) {
                    floats.diagonal(floatA[k], floatB, k * inputs, inputs, v, theta[k], lane, end);
                }
            }
        }
    }

    /**
     * Step lanes {@code from} … {@code to} − 1 several times, in float.
     *
     * @param theta planes [D][N]. Modified
     * @param v planes of input of each step [S][Dx][N], none of them a plane of theta. Not modified
     * @throws IllegalArgumentException if the number of planes or the lanes do not fit
     */
    public void steps(float[][] theta, float[][][] v, int from, int to) {
        planes("theta", theta.length, size);
        for (float[] plane : theta) {
            lanes("theta", plane.length, from, to);
        }
        for (float[][] step : v) {
            planes("input", step.length, inputs);
            for (float[] plane : step) {
                lanes("input", plane.length, from, to);
            }
        }
        int tile = tile(v.length);
        for (int lane = from; lane < to; lane += tile) {
            int end = Math.min(to, lane + tile);
            if (pairs) {
                for (int k = 0; k < size; k += 2) {
                    floats.block(floatA, 2 * k, floatB, k * inputs, inputs, v, theta[k], theta[k + 1], lane, end);
                }
            } else {
                for (int k = 0; k < size; k++) {
                    floats.diagonal(floatA[k], floatB, k * inputs, inputs, v, theta[k], lane, end);
                }
            }
        }
    }

    private int tile(int steps) {
        return Math.max(256, TILE / Math.max(1, steps * inputs) / 64 * 64);
    }

    private static void planes(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(what + " planes = " + actual + ", expected " + expected);
        }
    }

    private static void lanes(String what, int length, int from, int to) {
        if (from < 0 || to < from || to > length) {
            throw new IllegalArgumentException("lanes " + from + " … " + to + " of a plane of " + what
                    + ", expected a range within 0 … " + length);
        }
    }
}

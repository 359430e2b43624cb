package dev.weft.solvers.recurrence;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** Draw transitions of every structure, and recurrences with inputs, whose states neither vanish nor explode soon. */
final class RandomRecurrence {
    private final Random random;

    RandomRecurrence(long seed) {
        random = new Random(seed);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double[] vector(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    DMatrixRMaj matrix(int rows, int columns) {
        return new DMatrixRMaj(rows, columns, true, vector(rows * columns));
    }

    /** Draw one of each structure; an odd size has no blocks. */
    List<Transition> each(int d) {
        DMatrixRMaj dense = matrix(d, d);
        CommonOps_DDRM.scale(1 / NormOps_DDRM.normF(dense), dense);
        int rank = between(1, 3);
        DMatrixRMaj left = matrix(d, rank);
        CommonOps_DDRM.scale(0.5 / d, left);
        List<Transition> drawn = new java.util.ArrayList<>(List.of(
                new Identity(d),
                Diagonal.of(vector(d)),
                LowRankPlusDiagonal.of(vector(d), left, matrix(d, rank)),
                Dense.of(dense)));
        if (d % 2 == 0) {
            drawn.add(BlockDiagonal.of(vector(2 * d)));
        }
        return drawn;
    }

    Transition transition(int d) {
        List<Transition> all = each(d);
        return all.get(random.nextInt(all.size()));
    }

    LinearRecurrence recurrence() {
        int d = between(1, 12);
        return new LinearRecurrence(transition(d), matrix(d, between(1, 4)));
    }

    /** Return A x with A as a dense matrix, element by element. */
    static double[] times(DMatrixRMaj a, double[] x) {
        double[] y = new double[a.numRows];
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                y[i] += a.get(i, j) * x[j];
            }
        }
        return y;
    }

    /** Return the states of the dense expansion of a recurrence, or with {@code absolute} of its magnitudes. */
    static double[] naive(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, boolean absolute) {
        DMatrixRMaj a = recurrence.transition().toMatrix();
        DMatrixRMaj b = recurrence.input();
        int n = b.numCols;
        double[] theta = initial.clone();
        double[] v = inputs.clone();
        if (absolute) {
            CommonOps_DDRM.abs(a);
            CommonOps_DDRM.abs(b);
            abs(theta);
            abs(v);
        }
        double[] states = new double[steps * a.numRows];
        for (int t = 0; t < steps; t++) {
            double[] next = times(a, theta);
            double[] driven = times(b, java.util.Arrays.copyOfRange(v, t * n, (t + 1) * n));
            for (int i = 0; i < next.length; i++) {
                next[i] += driven[i];
                states[t * next.length + i] = next[i];
            }
            theta = next;
        }
        return states;
    }

    private static void abs(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
    }
}

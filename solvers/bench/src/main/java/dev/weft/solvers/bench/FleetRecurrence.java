package dev.weft.solvers.bench;

import dev.weft.solvers.recurrence.BlockDiagonal;
import dev.weft.solvers.recurrence.Dense;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.LowRankPlusDiagonal;
import dev.weft.solvers.recurrence.Transition;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Make recurrences of every structure for the benchmarks.
 *
 * <p>All are stable: one that grows to infinity, or decays to denormals, would measure something else; inputs keep it
 * from the latter.
 */
public final class FleetRecurrence {
    /** D, the weights of a twin. */
    public static final int SIZE = 512;

    /** Dx, the inputs of a twin. */
    public static final int INPUTS = 2;

    /** The rank of {@link #lowRank}. */
    public static final int RANK = 8;

    private FleetRecurrence() {}

    /** Return the recurrence with a transition. */
    public static LinearRecurrence of(Transition transition) {
        return of(transition, INPUTS);
    }

    /** Return the recurrence of a transition with another number of inputs. */
    static LinearRecurrence of(Transition transition, int inputs) {
        return new LinearRecurrence(transition, RandomMatrices_DDRM.rectangle(SIZE, inputs, new Random(1)));
    }

    /** Return decays, each of its own. */
    public static Transition diagonal() {
        double[] entries = new double[SIZE];
        Arrays.setAll(entries, k -> 0.9 + 0.09 * k / SIZE);
        return Diagonal.of(entries);
    }

    /** Return damped rotations. */
    public static Transition blocks() {
        double[] entries = new double[2 * SIZE];
        for (int k = 0; k < SIZE / 2; k++) {
            double angle = 0.1 + 1.0 * k / SIZE;
            entries[4 * k] = 0.95 * Math.cos(angle);
            entries[4 * k + 1] = -0.95 * Math.sin(angle);
            entries[4 * k + 2] = 0.95 * Math.sin(angle);
            entries[4 * k + 3] = 0.95 * Math.cos(angle);
        }
        return BlockDiagonal.of(entries);
    }

    /** Return a decay and a perturbation of rank {@link #RANK}. */
    public static Transition lowRank() {
        double[] diagonal = new double[SIZE];
        Arrays.fill(diagonal, 0.9);
        DMatrixRMaj left = RandomMatrices_DDRM.rectangle(SIZE, RANK, -0.01, 0.01, new Random(3));
        DMatrixRMaj right = RandomMatrices_DDRM.rectangle(SIZE, RANK, -0.01, 0.01, new Random(4));
        return LowRankPlusDiagonal.of(diagonal, left, right);
    }

    /** Return a full matrix. */
    public static Transition dense() {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(SIZE, SIZE, -0.5 / SIZE, 0.5 / SIZE, new Random(5));
        return Dense.of(matrix);
    }
}

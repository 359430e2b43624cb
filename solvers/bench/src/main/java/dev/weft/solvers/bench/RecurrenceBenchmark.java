package dev.weft.solvers.bench;

import dev.weft.solvers.recurrence.BlockDiagonal;
import dev.weft.solvers.recurrence.Dense;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.FleetPlanes;
import dev.weft.solvers.recurrence.FleetRows;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.LowRankPlusDiagonal;
import dev.weft.solvers.recurrence.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * Measure θ ← Aθ + Bv for fleets in float on one thread, as twin-steps per second and bytes moved, against what the
 * memory gives in the same run: a triad, and an in-place scale of the same planes.
 */
final class RecurrenceBenchmark implements Benchmark {
    private static final int D = 512;
    private static final int INPUTS = 2;
    private static final int[] FLEETS = {1_000, 100_000};
    private static final int SEVERAL = 16;
    private static final int RANK = 8;
    private static final int DENSE_ROWS = 1_000;

    @Override
    public String name() {
        return "recurrence";
    }

    @Override
    public String about() {
        return "twin-steps/s of structured recurrences over fleets, D = 512, float, against the memory's own speed";
    }

    @Override
    public int size() {
        return 1 + 5 * FLEETS.length + 2;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        progress.accept("triad");
        cases.add(triad(clock));
        for (int n : FLEETS) {
            float[][] theta = planes(D, n);
            float[][] v = planes(INPUTS, n);
            float[][][] several = new float[SEVERAL][][];
            Arrays.setAll(several, s -> planes(INPUTS, n));
            progress.accept("scale, n = " + n);
            double scale = clock.nanos(() -> scale(theta));
            cases.add(fleetCase("scale in place", n, 1, scale, scale));
            for (Transition transition : List.of(diagonal(), blocks())) {
                FleetPlanes fleet = new FleetPlanes(recurrence(transition));
                String name = transition instanceof Diagonal ? "diagonal" : "2x2 blocks";
                progress.accept(name + ", n = " + n);
                cases.add(fleetCase(name, n, 1, clock.nanos(() -> fleet.step(theta, v, 0, n)), scale));
                progress.accept(name + ", several steps, n = " + n);
                cases.add(fleetCase(name, n, SEVERAL, clock.nanos(() -> fleet.steps(theta, several, 0, n)), scale));
            }
        }
        for (Transition transition : List.of(lowRank(), dense())) {
            String name = transition instanceof Dense ? "dense" : "low rank " + RANK;
            progress.accept(name);
            cases.add(rows(name, new FleetRows(recurrence(transition)), clock));
        }
        return cases;
    }

    private static Case triad(Stopwatch clock) {
        int n = 8_000_000;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] c = new double[n];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
        double nanos = clock.nanos(() -> {
            for (int i = 0; i < n; i++) {
                a[i] = b[i] + 3 * c[i];
            }
        });
        return Case.of("structure", "triad").with("n", n).measured("gb_per_s", 3.0 * Double.BYTES * n / nanos);
    }

    private static Case fleetCase(String structure, int n, int steps, double nanos, double scale) {
        return Case.of("structure", structure)
                .with("n", n)
                .with("d", D)
                .with("steps_at_once", steps)
                .measured("twin_steps_per_s", 1e9 * n * steps / nanos)
                .measured("gb_per_s", 2.0 * Float.BYTES * D * n / nanos)
                .measured("steps_per_scale", steps * scale / nanos);
    }

    private static Case rows(String structure, FleetRows fleet, Stopwatch clock) {
        float[] theta = planes(1, DENSE_ROWS * D)[0];
        float[] v = planes(1, DENSE_ROWS * INPUTS)[0];
        double nanos = clock.nanos(() -> fleet.step(theta, v, 0, DENSE_ROWS));
        return Case.of("structure", structure)
                .with("n", DENSE_ROWS)
                .with("d", D)
                .with("steps_at_once", 1)
                .measured("twin_steps_per_s", 1e9 * DENSE_ROWS / nanos);
    }

    private static void scale(float[][] planes) {
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] *= 0.999f;
            }
        }
    }

    private static float[][] planes(int count, int n) {
        Random random = new Random(count);
        float[][] planes = new float[count][n];
        for (float[] plane : planes) {
            for (int i = 0; i < n; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return planes;
    }

    private static LinearRecurrence recurrence(Transition transition) {
        return new LinearRecurrence(transition, RandomMatrices_DDRM.rectangle(D, INPUTS, new Random(1)));
    }

    // All stable: a recurrence that decays to denormals or grows to infinity would measure something else, and the
    // inputs
    // keep it from both.

    private static Transition diagonal() {
        double[] entries = new double[D];
        Arrays.setAll(entries, k -> 0.9 + 0.09 * k / D);
        return Diagonal.of(entries);
    }

    private static Transition blocks() {
        double[] entries = new double[2 * D];
        for (int k = 0; k < D / 2; k++) {
            double angle = 0.1 + 1.0 * k / D;
            entries[4 * k] = 0.95 * Math.cos(angle);
            entries[4 * k + 1] = -0.95 * Math.sin(angle);
            entries[4 * k + 2] = 0.95 * Math.sin(angle);
            entries[4 * k + 3] = 0.95 * Math.cos(angle);
        }
        return BlockDiagonal.of(entries);
    }

    private static Transition lowRank() {
        double[] diagonal = new double[D];
        Arrays.fill(diagonal, 0.9);
        DMatrixRMaj left = RandomMatrices_DDRM.rectangle(D, RANK, -0.01, 0.01, new Random(3));
        DMatrixRMaj right = RandomMatrices_DDRM.rectangle(D, RANK, -0.01, 0.01, new Random(4));
        return LowRankPlusDiagonal.of(diagonal, left, right);
    }

    private static Transition dense() {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(D, D, -0.5 / D, 0.5 / D, new Random(5));
        return Dense.of(matrix);
    }
}

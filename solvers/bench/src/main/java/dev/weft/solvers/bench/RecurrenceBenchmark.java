package dev.weft.solvers.bench;

import dev.weft.solvers.recurrence.Dense;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.PlaneStepper;
import dev.weft.solvers.recurrence.RowStepper;
import dev.weft.solvers.recurrence.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measure θ ← Aθ + Bv for fleets in float on one thread, as twin-steps per second and bytes moved, against what the
 * memory gives in the same run: a triad, and an in-place scale of the same planes.
 */
final class RecurrenceBenchmark implements Benchmark {
    private static final int D = FleetRecurrence.SIZE;
    private static final int INPUTS = FleetRecurrence.INPUTS;
    private static final int[] FLEETS = {1_000, 100_000};
    private static final int SEVERAL = 16;
    private static final int DENSE_ROWS = 1_000;

    private final int[] fleets;

    RecurrenceBenchmark() {
        this(FLEETS);
    }

    /** Measure other sizes, small ones in a test. */
    RecurrenceBenchmark(int... fleets) {
        this.fleets = fleets.clone();
    }

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
        return 1 + (1 + 4 * INPUTS) * fleets.length + 2;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        progress.accept("triad");
        cases.add(triad(clock));
        for (int n : fleets) {
            float[][] theta = planes(D, n);
            progress.accept("scale, n = " + n);
            double scale = clock.nanos(() -> scale(theta));
            cases.add(fleetCase("scale in place", 0, n, 1, scale, scale));
            for (int inputs = 1; inputs <= INPUTS; inputs++) {
                fleet(theta, inputs, scale, clock, progress, cases);
            }
        }
        for (Transition transition : List.of(FleetRecurrence.lowRank(), FleetRecurrence.dense())) {
            String name = transition instanceof Dense ? "dense" : "low rank " + FleetRecurrence.RANK;
            progress.accept(name);
            cases.add(rows(name, new RowStepper(FleetRecurrence.of(transition)), clock));
        }
        return cases;
    }

    private static void fleet(
            float[][] theta, int inputs, double scale, Stopwatch clock, Consumer<String> progress, List<Case> cases) {
        int n = theta[0].length;
        float[][] v = planes(inputs, n);
        float[][][] several = new float[SEVERAL][][];
        Arrays.setAll(several, s -> planes(inputs, n));
        for (Transition transition : List.of(FleetRecurrence.diagonal(), FleetRecurrence.blocks())) {
            PlaneStepper fleet = new PlaneStepper(FleetRecurrence.of(transition, inputs));
            String name = transition instanceof Diagonal ? "diagonal" : "2x2 blocks";
            progress.accept(name + ", n = " + n);
            double one = clock.nanos(() -> fleet.step(theta, v, 0, n));
            cases.add(fleetCase(name, inputs, n, 1, one, scale));
            progress.accept(name + ", several steps, n = " + n);
            double many = clock.nanos(() -> fleet.steps(theta, several, 0, n));
            cases.add(fleetCase(name, inputs, n, SEVERAL, many, scale));
        }
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

    private static Case fleetCase(String structure, int inputs, int n, int steps, double nanos, double scale) {
        Case base = Case.of("structure", structure).with("n", n).with("d", D);
        return (inputs > 0 ? base.with("inputs", inputs) : base)
                .with("steps_at_once", steps)
                .measured("twin_steps_per_s", 1e9 * n * steps / nanos)
                .measured("gb_per_s", 2.0 * Float.BYTES * D * n / nanos)
                .measured("steps_per_scale", steps * scale / nanos);
    }

    private static Case rows(String structure, RowStepper fleet, Stopwatch clock) {
        float[] theta = planes(1, DENSE_ROWS * D)[0];
        float[] v = planes(1, DENSE_ROWS * INPUTS)[0];
        double nanos = clock.nanos(() -> fleet.step(theta, v, 0, DENSE_ROWS));
        return Case.of("structure", structure)
                .with("n", DENSE_ROWS)
                .with("d", D)
                .with("inputs", INPUTS)
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
}

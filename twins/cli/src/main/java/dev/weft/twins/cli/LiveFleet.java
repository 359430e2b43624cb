package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.FleetVerdicts;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Simulate 100,000 oscillators, all alike but for their noise, and take the time of governed twins that follow them. One reading in a
 * thousand is an outlier or missing.
 */
final class LiveFleet {
    static final int TWINS = 100_000;
    static final double INTERVAL = 0.05;
    static final double LEAST_SECONDS = 6;

    private static final int NOISES = 1 << 20;
    private static final int ODD_ONE_IN = 1000;

    /** The first seconds are those of the JIT compiler, and each twin's first reading goes by itself. */
    private static final double WARM_UP_SECONDS = 12;

    private static final int WARM_UP_STEPS = 3;

    /** A longer run takes two readings of each twin a second, as a plant does: flat out it would fill the disk. */
    private static final double FLAT_OUT_SECONDS = 60;

    private static final double PACE_NANOS = 5e8;

    private final PhysicsPrior prior = new MassSpringDamper();
    private final PhysicsModel model = calibrated(prior);
    private final double[] noise = new double[NOISES];

    private final Sensors sensors;

    /** What the machines have for sensors. */
    enum Sensors {
        BOTH,
        /** Of the position only. */
        ONE,
        /** With steps of four standard deviations of their noise, and the machines at rest: most values repeat. */
        COARSE
    }

    LiveFleet(Sensors sensors) {
        this.sensors = sensors;
        Random random = new Random(1);
        Arrays.setAll(noise, i -> random.nextGaussian());
    }

    PhysicsModel model() {
        return model;
    }

    /** What calibrations know: parameters to 5 %, and a state that the first readings tell. */
    private static PhysicsModel calibrated(PhysicsPrior prior) {
        PhysicsModel nominal = PhysicsModel.nominal(prior, INTERVAL);
        GaussianEstimate start = nominal.start();
        int m = nominal.layout().parameterCount();
        for (int j = 0; j < m; j++) {
            start.covariance().set(j, j, 0.05 * 0.05);
        }
        return new PhysicsModel(prior, start, nominal.noise(), INTERVAL, nominal.card());
    }

    /** The course of the machines, all alike but for their noise. */
    private Trajectory course(int steps) {
        double[] physical = model.layout().toPhysical(model.start().mean());
        int m = model.layout().parameterCount();
        double[] times = new double[steps];
        double[][] forces = new double[steps][];
        for (int i = 0; i < steps; i++) {
            times[i] = i * INTERVAL;
            forces[i] = new double[] {force(i)};
        }
        return new Simulator(prior)
                .run(Arrays.copyOf(physical, m), Arrays.copyOfRange(physical, m, physical.length), times, forces);
    }

    double force(int step) {
        return sensors == Sensors.COARSE ? 0 : 30 * Math.sin(0.085 * step) + 20 * Math.sin(0.015 * step);
    }

    double value(Trajectory course, int step, int output, int twin) {
        if (sensors == Sensors.ONE && output == 1) {
            return Double.NaN;
        }
        int at = (step * 7_919 + twin * 104_729 + output * 15_485_863) & (NOISES - 1);
        double odd = (step + twin * 31) % ODD_ONE_IN != 0 ? 1 : twin % 2 == 0 ? 30 : Double.NaN;
        double deviation = model.noise().measurement(output);
        double value = course.outputs(step)[output] + odd * deviation * noise[at];
        return sensors == Sensors.COARSE ? 4 * deviation * Math.rint(value / (4 * deviation)) : value;
    }

    /** Does one step and returns how long it took, without getting it ready [ns]. */
    interface Step {
        long nanos(Trajectory course, int step);
    }

    record Times(double[] sorted, double sum) {
        double median() {
            return sorted[sorted.length / 2];
        }

        /** Nanoseconds an update. */
        double nanos() {
            return sum / sorted.length / TWINS;
        }

        double share(double of) {
            return sorted[(int) Math.min(sorted.length - 1, of * sorted.length)];
        }
    }

    Times timed(double seconds, Step step) {
        int chunk = 20_000;
        Trajectory course = course(chunk);
        double[] times = new double[1024];
        int count = 0;
        long begin = System.nanoTime();
        long measured = Long.MAX_VALUE;
        for (int i = 0; i < chunk && (count == 0 || System.nanoTime() - measured < 1e9 * seconds); i++) {
            double nanos = step.nanos(course, i);
            if (i < WARM_UP_STEPS || measured == Long.MAX_VALUE && System.nanoTime() - begin < 1e9 * WARM_UP_SECONDS) {
                continue;
            }
            measured = Math.min(measured, System.nanoTime());
            if (seconds > FLAT_OUT_SECONDS) {
                LockSupport.parkNanos((long) (measured + count * PACE_NANOS - System.nanoTime()));
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = nanos;
        }
        double[] kept = Arrays.copyOf(times, count);
        Arrays.sort(kept);
        return new Times(kept, Arrays.stream(kept).sum());
    }

    static List<String> ids() {
        return IntStream.range(0, TWINS).mapToObj(i -> "machine-" + i).toList();
    }

    /**
     * Tell what was measured of governed twins.
     *
     * @param accepted share of readings
     * @param heap bytes a twin
     */
    record Measured(Times times, double accepted, long heap) {
        /** Return it as a row, beside how many nanoseconds an update something else takes. */
        Case row(String what, String beside, double nanos) {
            return LiveFleet.row(what, times, beside, nanos)
                    .measured("accepted", accepted)
                    .with("heap_bytes_a_twin", heap);
        }
    }

    /** Return times of steps as a row, beside how many nanoseconds an update something else takes. */
    static Case row(String what, Times times, String beside, double nanos) {
        return row(what, times.nanos(), beside, nanos)
                .with("steps", times.sorted().length)
                .measured("step_p50_ms", times.share(0.5) / 1e6)
                .measured("step_p99_ms", times.share(0.99) / 1e6);
    }

    static Case row(String what, double nanosAnUpdate, String beside, double nanos) {
        return Case.of("case", what)
                .with("twins", TWINS)
                .measured("ns_an_update", nanosAnUpdate)
                .measured("updates_a_second", 1e9 / nanosAnUpdate)
                .measured(beside, nanosAnUpdate / nanos);
    }

    /** Follow the machines for some seconds. */
    Measured governed(TwinStore store, Policy policy, double seconds) {
        try (Fleet fleet = new Fleet(store)) {
            long before = used();
            List<Twin> twins = fleet.twins(ids(), Twin.of(model).guardedBy(policy));
            FleetReadings readings = fleet.readings(twins);
            long[] accepted = {0, 0};
            Times times = timed(seconds, (course, step) -> {
                fill(readings, course, step);
                long begin = System.nanoTime();
                FleetVerdicts verdicts = fleet.update(readings);
                long nanos = System.nanoTime() - begin;
                accepted[0] += verdicts.accepted();
                accepted[1] += verdicts.size();
                return nanos;
            });
            return new Measured(times, (double) accepted[0] / accepted[1], (used() - before) / TWINS);
        }
    }

    private void fill(FleetReadings readings, Trajectory course, int step) {
        Arrays.fill(readings.times(), step * INTERVAL);
        Arrays.fill(readings.inputs()[0], force(step));
        for (int k = 0; k < readings.outputs().length; k++) {
            for (int i = 0; i < TWINS; i++) {
                readings.outputs()[k][i] = value(course, step, k, i);
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Do something with an embedded store that is deleted afterwards. */
    static void withStore(Consumer<TwinStore> work) {
        inFolder(folder -> {
            try (TwinStore store = JdbcStore.openIn(folder)) {
                work.accept(store);
            }
        });
    }

    /** Do something in a folder that is deleted afterwards. */
    static void inFolder(Consumer<Path> work) {
        Path folder = folder();
        try {
            work.accept(folder);
        } finally {
            delete(folder);
        }
    }

    /** Return how many bytes the files of a folder have. */
    static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("weft-fleet-live");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

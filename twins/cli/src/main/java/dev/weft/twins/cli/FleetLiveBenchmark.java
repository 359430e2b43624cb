package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.bench.Benchmark;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.FleetVerdicts;
import dev.weft.twins.Ledger;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.TwinBuilder;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measure live twins with all that governs them: 100,000 oscillators, a reading each a step, gate, policy, ledger and embedded
 * store; beside the compiled filter alone. One reading in a thousand is an outlier or missing.
 */
final class FleetLiveBenchmark implements Benchmark {
    private static final int TWINS = 100_000;
    private static final double INTERVAL = 0.05;
    private static final int NOISES = 1 << 20;
    private static final int ODD_ONE_IN = 1000;

    /** The first seconds are those of the JIT compiler, and each twin's first reading goes by itself. */
    private static final double WARM_UP_SECONDS = 10;

    private static final int WARM_UP_STEPS = 3;

    private static final double LEAST_SECONDS = 8;

    /** A longer run takes two readings of each twin a second, as a plant does: flat out it would fill the disk. */
    private static final double FLAT_OUT_SECONDS = 60;

    private static final double PACE_NANOS = 5e8;
    private static final int LOOKED_UP = 50;

    private final PhysicsPrior prior = new MassSpringDamper();
    private final PhysicsModel model = calibrated(prior);
    private final double[] noise = new double[NOISES];

    @Override
    public String name() {
        return "fleet-live";
    }

    @Override
    public String about() {
        return "live twins with gate, policy, ledger and embedded store, 100,000 of them, beside the filter alone;"
                + " --seconds 600 runs ten minutes at two readings of each a second";
    }

    @Override
    public int size() {
        return 5;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        double seconds = Math.max(LEAST_SECONDS, clock.seconds());
        Random random = new Random(1);
        Arrays.setAll(noise, i -> random.nextGaussian());
        List<Case> cases = new ArrayList<>();
        progress.accept("filter alone");
        double bare = bare(LEAST_SECONDS);
        cases.add(row("filter alone", bare, bare));
        progress.accept("gate and policy");
        withStore(
                store -> cases.add(governed("gate and policy, nothing kept", discarding(store), bare, LEAST_SECONDS)));
        progress.accept("with the embedded store");
        Path folder = folder();
        try {
            try (TwinStore store = JdbcStore.openIn(folder)) {
                cases.add(governed("gate, policy, ledger, store", store, bare, seconds));
            }
            progress.accept("opened again");
            cases.add(reopened(folder));
        } finally {
            delete(folder);
        }
        progress.accept("readings one by one");
        withStore(store -> cases.add(listed(store, bare, LEAST_SECONDS)));
        return cases;
    }

    private static Case row(String what, double nanos, double bare) {
        return Case.of("case", what)
                .with("twins", TWINS)
                .measured("ns_an_update", nanos)
                .measured("updates_a_second", 1e9 / nanos)
                .measured("of_filter_alone", nanos / bare);
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

    private static double force(int step) {
        return 30 * Math.sin(0.085 * step) + 20 * Math.sin(0.015 * step);
    }

    private double value(Trajectory course, int step, int output, int twin) {
        int at = (step * 7_919 + twin * 104_729 + output * 15_485_863) & (NOISES - 1);
        double odd = (step + twin * 31) % ODD_ONE_IN != 0 ? 1 : twin % 2 == 0 ? 30 : Double.NaN;
        return course.outputs(step)[output] + odd * model.noise().measurement(output) * noise[at];
    }

    private double bare(double seconds) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (LanePool pool = new LanePool(threads)) {
            FleetFilter filter = new FleetFilter(
                    FleetModels.of(model, new double[] {0})
                            .withByLane(ByLane.NOISE)
                            .withFlowCheck(FleetModels.check(model, 1e-4)),
                    FilterMethod.EXTENDED,
                    pool);
            FilterPlanes now = FilterPlanes.allocate(filter.model(), TWINS);
            LaneList all = new LaneList(TWINS);
            for (int i = 0; i < TWINS; i++) {
                FleetModels.put(now, i, model);
                all.add(i);
            }
            FilterPlanes next = now.proposal();
            Arrays.fill(now.intervals(), INTERVAL);
            return timed(seconds, (course, step) -> {
                                for (int i = 0; i < TWINS; i++) {
                                    now.measured()[0][i] = value(course, step, 0, i);
                                    now.measured()[1][i] = value(course, step, 1, i);
                                    now.inputs()[0][i] = force(step - 1);
                                }
                                long begin = System.nanoTime();
                                filter.stepEach(now, next, all);
                                now.take(next, all);
                                return System.nanoTime() - begin;
                            })
                            .median()
                    / TWINS;
        }
    }

    /** Does one step and returns how long it took, without getting it ready [ns]. */
    private interface Step {
        long nanos(Trajectory course, int step);
    }

    private record Times(double[] sorted, double sum) {
        double median() {
            return sorted[sorted.length / 2];
        }

        double mean() {
            return sum / sorted.length;
        }

        double share(double of) {
            return sorted[(int) Math.min(sorted.length - 1, of * sorted.length)];
        }
    }

    private Times timed(double seconds, Step step) {
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

    private TwinBuilder builder() {
        return Twin.of(model);
    }

    private static List<String> ids() {
        return IntStream.range(0, TWINS).mapToObj(i -> "machine-" + i).toList();
    }

    private Case governed(String what, TwinStore store, double bare, double seconds) {
        try (Fleet fleet = new Fleet(store)) {
            long before = used();
            List<Twin> twins = fleet.twins(ids(), builder());
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
            return figures(row(what, times.mean() / TWINS, bare), times)
                    .measured("accepted", (double) accepted[0] / accepted[1])
                    .with("heap_bytes_a_twin", (used() - before) / TWINS);
        }
    }

    private static Case figures(Case row, Times times) {
        return row.with("steps", times.sorted().length)
                .measured("step_p50_ms", times.share(0.5) / 1e6)
                .measured("step_p99_ms", times.share(0.99) / 1e6);
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

    private Case listed(TwinStore store, double bare, double seconds) {
        try (Fleet fleet = new Fleet(store)) {
            List<String> ids = ids();
            fleet.twins(ids, builder());
            Times times = timed(seconds, (course, step) -> {
                List<Fleet.Item> batch = new ArrayList<>(TWINS);
                for (int i = 0; i < TWINS; i++) {
                    batch.add(new Fleet.Item(
                            ids.get(i), new Reading(step * INTERVAL, new double[] {force(step)}, new double[] {
                                value(course, step, 0, i), value(course, step, 1, i)
                            })));
                }
                long begin = System.nanoTime();
                fleet.update(batch);
                return System.nanoTime() - begin;
            });
            return figures(row("the same, readings as objects", times.mean() / TWINS, bare), times);
        }
    }

    /** What it takes to go on, and to look something up. */
    private static Case reopened(Path folder) {
        long begin = System.nanoTime();
        try (TwinStore store = JdbcStore.openIn(folder);
                Fleet fleet = new Fleet(store)) {
            double opened = (System.nanoTime() - begin) / 1e9;
            long newest = fleet.twins().get(0).version();
            Random random = new Random(2);
            double[] millis = new double[LOOKED_UP];
            for (int i = -LOOKED_UP; i < LOOKED_UP; i++) {
                String id = "machine-" + random.nextInt(TWINS);
                long version = 1 + (long) (random.nextDouble() * newest);
                long start = System.nanoTime();
                boolean found = Ledger.of(store).entry(id, version).isPresent();
                // The first ones are those of the JIT compiler.
                millis[Math.max(0, i)] = found ? (System.nanoTime() - start) / 1e6 : Double.NaN;
            }
            Arrays.sort(millis);
            return Case.of("case", "opened again")
                    .with("twins", TWINS)
                    .measured("opened_in_s", opened)
                    .measured("entry_found_in_ms", millis[millis.length / 2])
                    .measured("disk_bytes_an_update", (double) size(folder) / TWINS / newest);
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A store that forgets what is appended, so that what it costs is left out. */
    private static TwinStore discarding(TwinStore store) {
        return (TwinStore) Proxy.newProxyInstance(
                TwinStore.class.getClassLoader(), new Class<?>[] {TwinStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        return List.of();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void withStore(Consumer<TwinStore> work) {
        Path folder = folder();
        try (TwinStore store = JdbcStore.openIn(folder)) {
            work.accept(store);
        } finally {
            delete(folder);
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

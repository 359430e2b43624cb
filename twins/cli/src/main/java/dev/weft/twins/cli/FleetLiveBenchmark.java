package dev.weft.twins.cli;

import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.bench.Benchmark;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.cli.LiveFleet.Sensors;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measure live twins with all that governs them: 100,000 oscillators, a reading each a step, gate, policy, ledger and embedded
 * store; beside the compiled filter alone. One reading in a thousand is an outlier or missing.
 */
final class FleetLiveBenchmark implements Benchmark {
    private static final int LOOKED_UP = 50;
    private static final String OF_FILTER = "of_filter_alone";

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
        return 4;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        double seconds = Math.max(LiveFleet.LEAST_SECONDS, clock.seconds());
        LiveFleet machines = new LiveFleet(Sensors.BOTH);
        List<Case> cases = new ArrayList<>();
        progress.accept("filter alone");
        double bare = bare(machines, LiveFleet.LEAST_SECONDS);
        cases.add(LiveFleet.row("filter alone", bare, OF_FILTER, bare));
        progress.accept("gate and policy");
        LiveFleet.withStore(
                store -> cases.add(machines.governed(discarding(store), Policy.standard(), LiveFleet.LEAST_SECONDS)
                        .row("gate and policy, nothing kept", OF_FILTER, bare)));
        progress.accept("with the embedded store");
        LiveFleet.inFolder(folder -> {
            try (TwinStore store = JdbcStore.openIn(folder)) {
                cases.add(machines.governed(store, Policy.standard(), seconds)
                        .row("gate, policy, ledger, store", OF_FILTER, bare));
            }
            progress.accept("opened again");
            cases.add(reopened(folder));
        });
        return cases;
    }

    private static double bare(LiveFleet machines, double seconds) {
        PhysicsModel model = machines.model();
        int threads = Runtime.getRuntime().availableProcessors();
        try (LanePool pool = new LanePool(threads)) {
            FleetFilter filter = new FleetFilter(
                    FleetModels.of(model, new double[] {0})
                            .withByLane(ByLane.NOISE)
                            .withFlowCheck(FleetModels.check(model, 1e-4)),
                    FilterMethod.EXTENDED,
                    pool);
            FilterPlanes now = FilterPlanes.allocate(filter.model(), LiveFleet.TWINS);
            LaneList all = new LaneList(LiveFleet.TWINS);
            for (int i = 0; i < LiveFleet.TWINS; i++) {
                FleetModels.put(now, i, model);
                all.add(i);
            }
            FilterPlanes next = now.proposal();
            Arrays.fill(now.intervals(), LiveFleet.INTERVAL);
            return machines.timed(seconds, (course, step) -> {
                                for (int i = 0; i < LiveFleet.TWINS; i++) {
                                    now.measured()[0][i] = machines.value(course, step, 0, i);
                                    now.measured()[1][i] = machines.value(course, step, 1, i);
                                    now.inputs()[0][i] = machines.force(step - 1);
                                }
                                long begin = System.nanoTime();
                                filter.stepEach(now, next, all);
                                now.take(next, all);
                                return System.nanoTime() - begin;
                            })
                            .median()
                    / LiveFleet.TWINS;
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
                String id = "machine-" + random.nextInt(LiveFleet.TWINS);
                long version = 1 + (long) (random.nextDouble() * newest);
                long start = System.nanoTime();
                boolean found = Ledger.of(store).entry(id, version).isPresent();
                // The first ones are those of the JIT compiler.
                millis[Math.max(0, i)] = found ? (System.nanoTime() - start) / 1e6 : Double.NaN;
            }
            Arrays.sort(millis);
            return Case.of("case", "opened again")
                    .with("twins", LiveFleet.TWINS)
                    .measured("opened_in_s", opened)
                    .measured("entry_found_in_ms", millis[millis.length / 2])
                    .measured("disk_bytes_an_update", (double) LiveFleet.size(folder) / LiveFleet.TWINS / newest);
        }
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
}

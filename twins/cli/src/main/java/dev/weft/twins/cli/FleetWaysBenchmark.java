package dev.weft.twins.cli;

import dev.weft.solvers.bench.Benchmark;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import dev.weft.twins.Fleet;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.cli.LiveFleet.Sensors;
import dev.weft.twins.guard.Mode;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measure what live twins cost whose sensors, or whose policy, are not the simplest ones. */
final class FleetWaysBenchmark implements Benchmark {
    private record Way(String what, Sensors sensors, Policy policy) {}

    private static final Policy AUTO = Policy.standard();
    private static final Policy APPROVE = AUTO.withMode(Mode.APPROVE);

    private static final String OF_USUAL = "of_the_usual";

    private static final List<Way> WAYS = List.of(
            new Way("both sensors, weights serve that adapt", Sensors.BOTH, AUTO),
            new Way("one sensor", Sensors.ONE, AUTO),
            new Way("coarse sensors", Sensors.COARSE, AUTO),
            new Way("both sensors, approved weights serve", Sensors.BOTH, APPROVE),
            new Way("coarse sensors, approved weights serve", Sensors.COARSE, APPROVE));

    @Override
    public String name() {
        return "fleet-ways";
    }

    @Override
    public String about() {
        return "live twins with one sensor, with coarse sensors, with weights that wait for approval, and with readings as"
                + " objects, beside the usual ones; embedded store, 100,000 of them";
    }

    @Override
    public int size() {
        return WAYS.size() + 2;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        double seconds = Math.max(LiveFleet.LEAST_SECONDS, clock.seconds());
        List<Case> cases = new ArrayList<>();
        double[] usual = {Double.NaN};
        progress.accept("warming up");
        // The first fleet of a process pays for what the JIT compiler learns, and would look dear beside the others.
        LiveFleet.withStore(store -> new LiveFleet(Sensors.BOTH).governed(store, AUTO, seconds));
        for (Way way : WAYS) {
            progress.accept(way.what());
            LiveFleet.inFolder(folder -> {
                LiveFleet machines = new LiveFleet(way.sensors());
                try (TwinStore store = JdbcStore.openIn(folder)) {
                    LiveFleet.Measured measured = machines.governed(store, way.policy(), seconds);
                    usual[0] = cases.isEmpty() ? measured.times().nanos() : usual[0];
                    cases.add(measured.row(way.what(), OF_USUAL, usual[0])
                            .measured("disk_bytes_an_update", diskBytes(folder, store)));
                }
            });
        }
        progress.accept("readings as objects");
        LiveFleet.withStore(store -> cases.add(listed(new LiveFleet(Sensors.BOTH), store, usual[0], seconds)));
        return cases;
    }

    private static Case listed(LiveFleet machines, TwinStore store, double usual, double seconds) {
        try (Fleet fleet = new Fleet(store)) {
            List<String> ids = LiveFleet.ids();
            fleet.twins(ids, Twin.of(machines.model()));
            LiveFleet.Times times = machines.timed(seconds, (course, step) -> {
                List<Fleet.Item> batch = new ArrayList<>(LiveFleet.TWINS);
                for (int i = 0; i < LiveFleet.TWINS; i++) {
                    batch.add(new Fleet.Item(
                            ids.get(i),
                            new Reading(step * LiveFleet.INTERVAL, new double[] {machines.force(step)}, new double[] {
                                machines.value(course, step, 0, i), machines.value(course, step, 1, i)
                            })));
                }
                long begin = System.nanoTime();
                fleet.update(batch);
                return System.nanoTime() - begin;
            });
            return LiveFleet.row("both sensors, readings as objects", times, OF_USUAL, usual);
        }
    }

    private static double diskBytes(Path folder, TwinStore store) {
        return (double) LiveFleet.size(folder) / store.head().orElseThrow().sequence();
    }
}

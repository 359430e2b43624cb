package dev.weft.solvers.bench;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.Gate;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measure how many twins a second a fleet of oscillators updates from readings: 2 states, 3 parameters in logarithms, the
 * whole update, in place, in double. Every twin reads its own noisy oscillation, over and over.
 */
final class FleetFilterBenchmark implements Benchmark {
    static final double STEP = 0.1;
    static final double SENSOR = 0.05 * 0.05;
    static final double DRIFT = 1e-4;
    static final double NOISE = 1e-3;
    static final Gate GATE = new Gate(0.999);
    /** Readings in a period of the oscillation. */
    static final int READINGS = 16;

    private static final int LANES = 100_000;
    private static final int FEW_LANES = 1_000;
    private static final int MEMBERS = 20;

    private final int lanes;
    private final int fewLanes;
    private final boolean waits;

    FleetFilterBenchmark() {
        this(LANES, FEW_LANES, true);
    }

    /** Measure another size, and do not wait for compiled code, in a test. */
    FleetFilterBenchmark(int lanes) {
        this(lanes, lanes, false);
    }

    private FleetFilterBenchmark(int lanes, int fewLanes, boolean waits) {
        this.lanes = lanes;
        this.fewLanes = fewLanes;
        this.waits = waits;
    }

    @Override
    public String name() {
        return "fleet-filter";
    }

    @Override
    public String about() {
        return "updates/s of the Kalman filters of a fleet, 2 states and 3 parameters, against plain Java and EJML";
    }

    @Override
    public int size() {
        return 2 * (3 + 2 + 1 + 1) + FleetFilterVariants.size();
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int outputs : new int[] {2, 1}) {
            FilterModel model = model(outputs);
            for (int threads : cores > 1 ? new int[] {cores, 1} : new int[] {1}) {
                progress.accept(outputs + " outputs, kernels, " + threads + " threads");
                cases.add(ofKernels(model, FilterMethod.EXTENDED, "extended", threads, clock));
            }
            progress.accept(outputs + " outputs, unscented, " + cores + " threads");
            cases.add(ofKernels(model, FilterMethod.UNSCENTED, "unscented", cores, clock));
            progress.accept(outputs + " outputs, ensemble, 1 thread");
            cases.add(ofEnsemble(model, clock));
            progress.accept(outputs + " outputs, a plain loop");
            cases.add(of(outputs, fewLanes, 1, "extended", "plain java", clock, byHand(model)));
            progress.accept(outputs + " outputs, EJML");
            cases.add(of(outputs, fewLanes, 1, "extended", "ejml", clock, oneByOne(model)));
        }
        progress.accept("what governed twins ask for, 1 thread");
        cases.addAll(new FleetFilterVariants(model(2), lanes, waits).run(clock));
        return cases;
    }

    private Case ofKernels(FilterModel model, FilterMethod method, String name, int threads, Stopwatch clock) {
        List<FilterPlanes> fleet = fleet(model, lanes);
        try (LanePool pool = threads > 1 ? new LanePool(threads) : LanePool.single()) {
            FleetFilter filter = new FleetFilter(model, method, pool);
            if (waits) {
                filter.warmUp();
            }
            int outputs = model.outputVariances().size();
            return of(outputs, lanes, threads, name, kernels(), clock, new Round(fleet, f -> filter.step(f, STEP)));
        }
    }

    private Case ofEnsemble(FilterModel model, Stopwatch clock) {
        FleetFilter filter = new FleetFilter(model, FilterMethod.ensemble(MEMBERS, 1));
        if (waits) {
            filter.warmUp();
        }
        int outputs = model.outputVariances().size();
        List<FilterPlanes> readings = fleet(model, fewLanes);
        FilterPlanes one =
                FilterPlanes.of(model, readings.get(0).means(), readings.get(0).covariances());
        // Members belong to planes: one of them takes the readings of all, which costs next to nothing here.
        Consumer<FilterPlanes> update = given -> {
            for (int k = 0; k < outputs; k++) {
                System.arraycopy(given.measured()[k], 0, one.measured()[k], 0, fewLanes);
            }
            filter.step(one, STEP);
        };
        return of(outputs, fewLanes, 1, "ensemble of " + MEMBERS, kernels(), clock, new Round(readings, update));
    }

    /** Return what the kernels are made of. */
    static String kernels() {
        return "kernels, " + Peers.name(Generator.best());
    }

    static Case of(int outputs, int n, int threads, String filter, String by, Stopwatch clock, Runnable update) {
        double nanos = clock.nanos(update) / n;
        Case found = Case.of("outputs", outputs)
                .with("n", n)
                .with("threads", threads)
                .with("filter", filter)
                .with("implementation", by)
                .measured("ns_per_update", nanos)
                .measured("updates_per_second", 1e9 / nanos);
        return threads > 1 ? found : found.measured("processor_ns_per_update", processorNanos(update, clock) / n);
    }

    /** Return the processor's time for one call in this thread, which a busy neighbour prolongs far less than the clock's. */
    private static double processorNanos(Runnable update, Stopwatch clock) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long spent = 0;
        int calls = 0;
        while (spent <= 1e9 * clock.seconds()) {
            update.run();
            calls++;
            spent = threads.getCurrentThreadCpuTime() - start;
        }
        return (double) spent / calls;
    }

    private Runnable byHand(FilterModel model) {
        FilterByHand loop = newFilterByHand();
        return new Round(fleet(model, fewLanes), loop::step);
    }

    static FilterByHand newFilterByHand() {
        double[] thresholds = {GATE.threshold(1), GATE.threshold(2)};
        return new FilterByHand(thresholds, STEP, SENSOR, DRIFT * STEP, NOISE * STEP);
    }

    private Runnable oneByOne(FilterModel model) {
        List<FilterPlanes> fleet = fleet(model, fewLanes);
        FilterOneByOne twins = new FilterOneByOne(fleet.get(0), STEP, SENSOR, DRIFT * STEP, NOISE * STEP);
        return new Round(fleet, twins::step);
    }

    /** Take the readings of a period in turn. */
    private static final class Round implements Runnable {
        private final List<FilterPlanes> readings;
        private final Consumer<FilterPlanes> update;
        private int next;

        Round(List<FilterPlanes> readings, Consumer<FilterPlanes> update) {
            this.readings = readings;
            this.update = update;
        }

        @Override
        public void run() {
            update.accept(readings.get(next));
            next = (next + 1) % readings.size();
        }
    }

    /** s' = v, v' = −(k s + c v)/m; the position is read, or both. */
    static FilterModel model(int outputs) {
        Expr s = Expr.symbol("s");
        Expr v = Expr.symbol("v");
        Expr m = Expr.symbol("m");
        Expr k = Expr.symbol("k");
        Expr c = Expr.symbol("c");
        Expr force = k.times(s).plus(c.times(v)).negate();
        OdeSystem system = new OdeSystem(
                List.of(s, v),
                List.of(m, k, c),
                List.of(),
                List.of(v, force.over(m)),
                List.of(s, v).subList(0, outputs));
        return FilterModel.of(system, Collections.nCopies(outputs, SENSOR))
                .withCoordinates(Collections.nCopies(3, new Coordinate.Log(0)))
                .withDrifts(Collections.nCopies(3, Drift.walk(DRIFT)))
                .withStateNoise(List.of(NOISE, NOISE))
                .withGate(GATE);
    }

    /** Return planes of the same estimates for each reading of a period 2π/ω = 16 steps, with m = 1 and k = ω². */
    static List<FilterPlanes> fleet(FilterModel model, int lanes) {
        double omega = 2 * Math.PI / (READINGS * STEP);
        Random random = new Random(1);
        List<FilterPlanes> fleet = new ArrayList<>();
        FilterPlanes first = FilterPlanes.allocate(model, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            double[] mean = {
                0.1 * random.nextGaussian(), 2 * Math.log(omega) + 0.1 * random.nextGaussian(), Math.log(0.1), 1, 0
            };
            first.put(lane, GaussianEstimate.independent(mean, new double[] {0.1, 0.1, 0.5, 0.1, 0.1}));
        }
        for (int t = 1; t <= READINGS; t++) {
            FilterPlanes planes = FilterPlanes.of(model, first.means(), first.covariances());
            double angle = omega * STEP * t;
            for (int lane = 0; lane < lanes; lane++) {
                for (int k = 0; k < model.outputVariances().size(); k++) {
                    double exact = k == 0 ? Math.cos(angle) : -omega * Math.sin(angle);
                    planes.measured()[k][lane] = exact + Math.sqrt(SENSOR) * random.nextGaussian();
                }
            }
            fleet.add(planes);
        }
        return fleet;
    }
}

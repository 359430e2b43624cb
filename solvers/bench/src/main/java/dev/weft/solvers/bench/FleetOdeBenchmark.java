package dev.weft.solvers.bench;

import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.FloatKernel;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measure one step of the classical Runge–Kutta method for a fleet, in place, every twin with parameters of its own:
 * generated code against the same loop in C.
 */
final class FleetOdeBenchmark implements Benchmark {
    static final double STEP = 1e-3;
    private static final int[] FLEETS = {10_000, 1_000_000};
    private static final int LANES_A_BLOCK = 4096;

    private final int[] fleets;

    FleetOdeBenchmark() {
        this(FLEETS);
    }

    /** Measure other sizes, small ones in a test. */
    FleetOdeBenchmark(int... fleets) {
        this.fleets = fleets.clone();
    }

    @Override
    public String name() {
        return "fleet-ode";
    }

    @Override
    public String about() {
        return "one classical Runge-Kutta step of a fleet in place: generated code against gcc -O3 -march=native";
    }

    @Override
    public int size() {
        int threads = Runtime.getRuntime().availableProcessors() > 1 ? 2 : 1;
        return OdeModel.all().size() * 2 * fleets.length * Peers.generators().size() * threads + 1;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (OdeModel model : OdeModel.all()) {
            for (Precision precision : Precision.values()) {
                for (int n : fleets) {
                    Case base = Case.of("system", model.name())
                            .with("n", n)
                            .with("precision", precision.name().toLowerCase(Locale.ROOT));
                    for (Generator generator : Peers.generators()) {
                        for (int threads : cores > 1 ? new int[] {1, cores} : new int[] {1}) {
                            progress.accept(model.name() + ", n = " + n + ", " + precision + ", " + generator);
                            double nanos = measure(model, precision, n, generator, threads, clock);
                            cases.add(base.with("threads", threads)
                                    .with("generator", Peers.name(generator))
                                    .measured("ns_per_twin_step", nanos));
                        }
                    }
                }
            }
        }
        progress.accept("the same loops in C");
        new FleetOdeInC(fleets).measure(clock).forEach(cases::add);
        return cases;
    }

    private static double measure(
            OdeModel model, Precision precision, int n, Generator generator, int threads, Stopwatch clock) {
        Expr h = Expr.symbol("h");
        List<Expr> next = ExplicitRungeKutta.CLASSICAL_4.next(model.system(), h);
        int planes = model.symbols().size();
        try (LanePool pool = threads > 1 ? new LanePool(threads) : LanePool.single()) {
            Runnable step;
            if (precision == Precision.DOUBLE) {
                Kernel kernel =
                        Kernel.compile(next, model.symbols(), List.of(h)).with(generator);
                double[][] data = new double[planes][n];
                for (int k = 0; k < planes; k++) {
                    double value = model.value(k);
                    Arrays.setAll(data[k], i -> value * (1 + 1e-7 * i % 0.1));
                }
                double[] shared = {STEP};
                double[][] scratch = new double[pool.workers()][];
                Arrays.setAll(scratch, w -> kernel.newScratch());
                step = inBlocks(pool, n, (from, to, w) -> kernel.evaluate(data, shared, data, from, to, scratch[w]));
            } else {
                FloatKernel kernel =
                        FloatKernel.compile(next, model.symbols(), List.of(h)).with(generator);
                float[][] data = new float[planes][n];
                for (int k = 0; k < planes; k++) {
                    for (int i = 0; i < n; i++) {
                        data[k][i] = (float) (model.value(k) * (1 + 1e-7 * i % 0.1));
                    }
                }
                float[] shared = {(float) STEP};
                float[][] scratch = new float[pool.workers()][];
                Arrays.setAll(scratch, w -> kernel.newScratch());
                step = inBlocks(pool, n, (from, to, w) -> kernel.evaluate(data, shared, data, from, to, scratch[w]));
            }
            return clock.nanos(step) / n;
        }
    }

    private interface Block {
        void run(int from, int to, int worker);
    }

    private static Runnable inBlocks(LanePool pool, int n, Block block) {
        int blocks = (n + LANES_A_BLOCK - 1) / LANES_A_BLOCK;
        LanePool.BlockTask task = (b, w) -> block.run(b * LANES_A_BLOCK, Math.min(n, (b + 1) * LANES_A_BLOCK), w);
        return () -> pool.run(blocks, task);
    }
}

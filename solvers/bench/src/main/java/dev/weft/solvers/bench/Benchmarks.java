package dev.weft.solvers.bench;

import java.util.List;

/** List the benchmarks there are. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Return all benchmarks, in the order in which they explain themselves. */
    public static List<Benchmark> all() {
        return List.of(
                new KernelBenchmark(),
                new FleetOdeBenchmark(),
                new FleetFilterBenchmark(),
                new HipparchusBenchmark(),
                new StiffBenchmark(),
                new GemmBenchmark(),
                new RecurrenceBenchmark());
    }
}

package dev.weft.solvers.bench;

import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Measure what an operation costs in a kernel, from small graphs to such as must be split over many methods: there
 * should be no cliff.
 */
final class KernelBenchmark implements Benchmark {
    private static final int[] SIZES = {50, 100, 200, 500, 800, 1_000, 2_000, 5_000, 10_000, 20_000};
    private static final int LANES = 512;

    private final int[] sizes;

    KernelBenchmark() {
        this(SIZES);
    }

    /** Measure other sizes, small ones in a test. */
    KernelBenchmark(int... sizes) {
        this.sizes = sizes.clone();
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String about() {
        return "ns per operation and lane of compiled graphs of 50 to 20,000 operations";
    }

    @Override
    public int size() {
        return sizes.length * Peers.generators().size();
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        for (Generator generator : Peers.generators()) {
            for (int size : sizes) {
                String name = Peers.name(generator);
                progress.accept(name + ", " + size + " operations");
                // A graph of many methods takes the JIT compiler longer.
                Stopwatch patient = new Stopwatch(clock.warmUpSeconds() * (1 + size / 2_000.0), clock.seconds());
                cases.add(measure(OperationGraph.of(size), generator, patient).with("generator", name));
            }
        }
        return cases;
    }

    private static Case measure(OperationGraph graph, Generator generator, Stopwatch clock) {
        Kernel kernel = graph.compile().with(generator);
        double[][] in = new double[OperationGraph.WIDTH][LANES];
        double[][] out = new double[OperationGraph.WIDTH][LANES];
        Random random = new Random(2);
        for (double[] plane : in) {
            Arrays.setAll(plane, i -> random.nextDouble() - 0.5);
        }
        double[] none = {};
        double[] scratch = kernel.newScratch();
        double nanos = clock.nanos(() -> kernel.evaluate(in, none, out, 0, LANES, scratch));
        return Case.of("operations", kernel.operations())
                .measured("ns_per_operation_and_lane", nanos / LANES / kernel.operations());
    }
}

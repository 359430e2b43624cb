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
    private static final int FEW_LANES = 32;
    private static final double COMPILED_NANOS = 0.4;
    private static final long LONGEST_COMPILATION_NANOS = 20_000_000_000L;

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
                cases.add(measure(OperationGraph.of(size), generator, clock).with("generator", name));
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
        letCompile(() -> kernel.evaluate(in, none, out, 0, FEW_LANES, scratch), kernel.operations());
        double nanos = clock.nanos(() -> kernel.evaluate(in, none, out, 0, LANES, scratch));
        return Case.of("operations", kernel.operations())
                .measured("ns_per_operation_and_lane", nanos / LANES / kernel.operations());
    }

    /**
     * Call with few lanes until the code runs as compiled code does: the JIT compiler counts calls, and those of vector
     * code that it has not compiled are slow.
     */
    private static void letCompile(Runnable call, int operations) {
        long end = System.nanoTime() + LONGEST_COMPILATION_NANOS;
        double nanos = Double.POSITIVE_INFINITY;
        while (nanos > COMPILED_NANOS * operations * FEW_LANES && System.nanoTime() < end) {
            long start = System.nanoTime();
            call.run();
            nanos = System.nanoTime() - start;
        }
    }
}

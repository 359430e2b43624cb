package dev.weft.solvers.bench.jmh;

import dev.weft.solvers.bench.OperationGraph;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluate a compiled graph for 512 lanes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KernelEvaluation {
    private static final int LANES = 512;

    @Param({"100", "1000", "10000"})
    public int operations;

    @Param
    public Generator generator;

    private Kernel kernel;
    private double[][] in;
    private double[][] out;
    private double[] scratch;
    private final double[] shared = {};

    @Setup
    public void compile() {
        kernel = OperationGraph.of(operations).compile().with(generator);
        in = new double[OperationGraph.WIDTH][LANES];
        out = new double[OperationGraph.WIDTH][LANES];
        scratch = kernel.newScratch();
        Random random = new Random(2);
        for (double[] plane : in) {
            Arrays.setAll(plane, i -> random.nextDouble() - 0.5);
        }
    }

    @Benchmark
    public double[][] evaluate() {
        kernel.evaluate(in, shared, out, 0, LANES, scratch);
        return out;
    }
}

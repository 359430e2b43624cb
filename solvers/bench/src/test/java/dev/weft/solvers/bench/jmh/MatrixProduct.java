package dev.weft.solvers.bench.jmh;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.matrix.MatrixProducts;
import java.util.Arrays;
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

/** Multiply two square matrices on one thread; n = 2048 in µs makes 17.2e6 / time GFLOP/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MatrixProduct {
    @Param({"64", "512", "2048"})
    public int n;

    @Param
    public Precision precision;

    @Param({"ejml", "vector", "blas"})
    public String backend;

    private Runnable product;

    @Setup
    public void allocate() {
        MatrixProducts products = MatrixProducts.using(backend);
        int size = n;
        if (precision == Precision.DOUBLE) {
            double[] a = new double[n * n];
            double[] b = new double[n * n];
            double[] c = new double[n * n];
            Arrays.setAll(a, i -> Math.sin(i));
            Arrays.setAll(b, i -> Math.cos(i));
            product = () -> products.multiply(size, size, size, 1, a, 0, size, false, b, 0, size, false, 0, c, 0, size);
        } else {
            float[] a = new float[n * n];
            float[] b = new float[n * n];
            float[] c = new float[n * n];
            for (int i = 0; i < a.length; i++) {
                a[i] = (float) Math.sin(i);
                b[i] = (float) Math.cos(i);
            }
            product = () -> products.multiply(size, size, size, 1, a, 0, size, false, b, 0, size, false, 0, c, 0, size);
        }
    }

    @Benchmark
    public void multiply() {
        product.run();
    }
}

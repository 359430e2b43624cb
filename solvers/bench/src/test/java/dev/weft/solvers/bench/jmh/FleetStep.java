package dev.weft.solvers.bench.jmh;

import dev.weft.solvers.bench.OdeModel;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.kernel.FloatKernel;
import dev.weft.solvers.kernel.Generator;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Take one classical Runge–Kutta step in place with 10,000 twins; the time is that of a twin. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FleetStep {
    private static final int TWINS = 10_000;
    private static final double STEP = 1e-3;

    @Param({"lotka-volterra", "mass-spring-damper", "thermal-rc4"})
    public String system;

    @Param
    public Precision precision;

    @Param
    public Generator generator;

    private Runnable step;

    @Setup
    public void compile() {
        OdeModel model = OdeModel.all().stream()
                .filter(m -> m.name().equals(system))
                .findFirst()
                .orElseThrow();
        Expr h = Expr.symbol("h");
        List<Expr> next = ExplicitRungeKutta.CLASSICAL_4.next(model.system(), h);
        int planes = model.symbols().size();
        if (precision == Precision.DOUBLE) {
            Kernel kernel = Kernel.compile(next, model.symbols(), List.of(h)).with(generator);
            double[][] data = new double[planes][TWINS];
            for (int k = 0; k < planes; k++) {
                Arrays.fill(data[k], model.value(k));
            }
            double[] shared = {STEP};
            double[] scratch = kernel.newScratch();
            step = () -> kernel.evaluate(data, shared, data, 0, TWINS, scratch);
        } else {
            FloatKernel kernel =
                    FloatKernel.compile(next, model.symbols(), List.of(h)).with(generator);
            float[][] data = new float[planes][TWINS];
            for (int k = 0; k < planes; k++) {
                Arrays.fill(data[k], (float) model.value(k));
            }
            float[] shared = {(float) STEP};
            float[] scratch = kernel.newScratch();
            step = () -> kernel.evaluate(data, shared, data, 0, TWINS, scratch);
        }
    }

    @Benchmark
    @OperationsPerInvocation(TWINS)
    public void step() {
        step.run();
    }
}

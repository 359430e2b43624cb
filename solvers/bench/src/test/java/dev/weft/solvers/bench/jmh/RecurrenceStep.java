package dev.weft.solvers.bench.jmh;

import dev.weft.solvers.bench.FleetRecurrence;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.PlaneStepper;
import dev.weft.solvers.recurrence.RowStepper;
import java.util.Arrays;
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

/** Step 1,000 twins of 512 weights each in float; the time is that of a twin. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecurrenceStep {
    private static final int TWINS = 1_000;

    /** The structure of the transition. */
    public enum Structure {
        DIAGONAL,
        BLOCKS,
        LOW_RANK,
        DENSE
    }

    @Param
    public Structure structure;

    private Runnable step;

    @Setup
    public void allocate() {
        step = switch (structure) {
            case DIAGONAL -> planes(FleetRecurrence.of(FleetRecurrence.diagonal()));
            case BLOCKS -> planes(FleetRecurrence.of(FleetRecurrence.blocks()));
            case LOW_RANK -> rows(FleetRecurrence.of(FleetRecurrence.lowRank()));
            case DENSE -> rows(FleetRecurrence.of(FleetRecurrence.dense()));
        };
    }

    private static Runnable planes(LinearRecurrence recurrence) {
        PlaneStepper stepper = new PlaneStepper(recurrence);
        float[][] theta = new float[recurrence.size()][TWINS];
        float[][] v = new float[recurrence.inputs()][TWINS];
        for (float[] plane : v) {
            Arrays.fill(plane, 0.5f);
        }
        return () -> stepper.step(theta, v, 0, TWINS);
    }

    private static Runnable rows(LinearRecurrence recurrence) {
        RowStepper stepper = new RowStepper(recurrence);
        float[] theta = new float[TWINS * recurrence.size()];
        float[] v = new float[TWINS * recurrence.inputs()];
        Arrays.fill(v, 0.5f);
        return () -> stepper.step(theta, v, 0, TWINS);
    }

    @Benchmark
    @OperationsPerInvocation(TWINS)
    public void step() {
        step.run();
    }
}

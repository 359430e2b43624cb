package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.lanes.VectorModule;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluate a list of expressions for one lane or for many, in double arithmetic, by code generated for them.
 *
 * <p>Lanes lie in planes (structure of arrays): in[k][i] is input k of lane i. Shared inputs have one value for all
 * lanes. A shared subexpression is computed once. Large graphs are split over methods that the JIT compiler accepts.
 * A lane's result depends on its own inputs alone, not on its position or its neighbours.
 *
 * <p>Elementary functions are within 2 ulp of StrictMath; a product that is only added to something is fused with the
 * sum, so that results may differ from evaluation step by step in the last bits.
 *
 * <p>Cost: in the loop over lanes, some hundredths of a nanosecond an operation and lane once warm. Code is generated at
 * first use; a kernel begins with scalar code and goes over to vectors when the JIT compiler has seen them in a thread
 * beside it, unless {@link #with} chose otherwise. Immutable and thread-safe; the scratch array is the
 * caller's, one per thread. No call of generated code allocates, but for the one that starts the warm-up.
 */
public final class Kernel {
    /** Below it a loop over vectors is not worth its start. */
    private static final int FEWEST_LANES = 32;
    /** A number that few functions have trouble with. */
    private static final double USUAL = 1;

    private final KernelSource source;
    private final Generator generator;
    private final LazyCode code;
    private final @Nullable VectorWarmUp warmUp;

    private Kernel(KernelSource source, Generator generator, boolean startsScalar) {
        this.source = source;
        this.generator = generator;
        this.warmUp = startsScalar && generator == Generator.VECTOR ? new VectorWarmUp() : null;
        this.code = new LazyCode(source, Precision.DOUBLE, generator);
    }

    /**
     * Prepare a kernel all of whose inputs have a value in each lane.
     *
     * @param outputs the expressions to evaluate [O]
     * @param inputs the symbols whose values the caller gives, in the caller's order [I]
     * @throws IllegalArgumentException if an output contains a symbol that is not among the inputs, or an input occurs
     *     twice
     */
    public static Kernel compile(List<Expr> outputs, List<Expr> inputs) {
        return compile(outputs, inputs, List.of());
    }

    /**
     * Prepare a kernel, some of whose inputs have one value for all lanes.
     *
     * @param outputs the expressions to evaluate [O]
     * @param inputs the symbols with a value in each lane [I]
     * @param shared the symbols with one value for all lanes [S]
     * @throws IllegalArgumentException if an output contains a symbol that is in neither list, or a symbol occurs twice
     */
    public static Kernel compile(List<Expr> outputs, List<Expr> inputs, List<Expr> shared) {
        return new Kernel(new KernelSource(outputs, inputs, shared), Generator.best(), true);
    }

    /**
     * Return a kernel of the same expressions that runs in a chosen way from the first call on.
     *
     * @throws IllegalArgumentException if VECTOR is chosen and this JVM has no {@code jdk.incubator.vector}
     */
    public Kernel with(Generator chosen) {
        if (chosen == Generator.VECTOR && !VectorModule.present()) {
            throw new IllegalArgumentException("generator = VECTOR, expected SCALAR or INTERPRETER in a JVM without"
                    + " the vector module; start it with --add-modules=jdk.incubator.vector");
        }
        return new Kernel(source, chosen, false);
    }

    /** Return how lanes are evaluated. */
    public Generator generator() {
        return generator;
    }

    /** Return the number of inputs with a value in each lane, I. */
    public int inputs() {
        return source.inputs().size();
    }

    /** Return the number of inputs with one value for all lanes, S. */
    public int shared() {
        return source.shared().size();
    }

    /** Return the number of outputs, O. */
    public int outputs() {
        return source.outputs().size();
    }

    /** Return the number of operations of the graph that one evaluation performs, each elementary function one. */
    public int operations() {
        return source.operationsInOrder().size();
    }

    /** Allocate a scratch array for this kernel's calls; one per thread. */
    public double[] newScratch() {
        return new double[code.get().scratch()];
    }

    /**
     * Evaluate all outputs for one lane.
     *
     * @param in values of the inputs, then of the shared ones [I + S]. Not modified
     * @param out values of the outputs, from index 0 [at least O]. Modified; may be the same array as {@code in}
     * @param scratch an array from {@link #newScratch} of this kernel. Modified
     */
    public void evaluate(double[] in, double[] out, double[] scratch) {
        ((DoubleCode) code.get().code()).single(in, out, scratch);
    }

    /**
     * Evaluate all outputs for the lanes from ≤ i &lt; to.
     *
     * @param in planes of the inputs [I] of at least {@code to} values. Not modified
     * @param shared values of the shared inputs [S]. Not modified
     * @param out planes of the outputs [O] of at least {@code to} values; a plane may be one of {@code in}. Modified
     * @param scratch an array from {@link #newScratch} of this kernel. Modified
     * @throws IllegalArgumentException if there are fewer planes, shared values or lanes than needed
     */
    public void evaluate(double[][] in, double[] shared, double[][] out, int from, int to, double[] scratch) {
        if (in.length < inputs() || shared.length < shared() || out.length < outputs() || from < 0) {
            throw new IllegalArgumentException("planes in = " + in.length + ", shared = " + shared.length
                    + ", planes out = " + out.length + ", from = " + from + ", expected at least " + inputs() + ", "
                    + shared() + ", " + outputs() + " and 0");
        }
        check("in", in, inputs(), to);
        check("out", out, outputs(), to);
        LaneCode generated = code.get();
        DoubleCode lanes = (DoubleCode) generated.code();
        boolean few = to - from < FEWEST_LANES || !isWarm(generated, in, shared, from, to - from);
        int base = from;
        while (base < to) {
            int end = base + Math.min(generated.tile(), to - base);
            if (few) {
                lanes.fewLanes(in, shared, out, scratch, base, end, base);
            } else {
                lanes.lanes(in, shared, out, scratch, base, end, base);
            }
            base = end;
        }
    }

    /**
     * Run this kernel until its vector code is compiled and the faster one: for those who would rather wait now than run
     * slowly for a while. Returns at once where that is so already, or there is no vector code; where it never becomes so,
     * half a minute after nothing has become faster any more, and soon after the thread is interrupted, which it stays.
     * Several threads that call this share the work.
     */
    public void warmUp() {
        if (warmUp != null) {
            double[][] inputs = new double[inputs()][FEWEST_LANES];
            for (double[] plane : inputs) {
                Arrays.fill(plane, USUAL);
            }
            double[] values = new double[shared()];
            Arrays.fill(values, USUAL);
            compare(warmUp::run, code.get(), inputs, values);
        }
    }

    /** Tell whether vector code is the faster one by now; see to it that it will be. */
    private boolean isWarm(LaneCode generated, double[][] in, double[] shared, int from, int lanes) {
        if (warmUp == null || warmUp.isDone()) {
            return true;
        }
        if (warmUp.isDue((long) lanes * generated.operations())) {
            double[][] inputs = new double[inputs()][];
            Arrays.setAll(inputs, k -> Arrays.copyOfRange(in[k], from, from + FEWEST_LANES));
            compare(warmUp::start, generated, inputs, shared.clone());
        }
        return false;
    }

    private void compare(BiConsumer<Runnable, Runnable> how, LaneCode generated, double[][] inputs, double[] shared) {
        double[][] results = new double[outputs()][FEWEST_LANES];
        double[] scratch = newScratch();
        DoubleCode both = (DoubleCode) generated.code();
        how.accept(
                () -> both.lanes(inputs, shared, results, scratch, 0, FEWEST_LANES, 0),
                () -> both.fewLanes(inputs, shared, results, scratch, 0, FEWEST_LANES, 0));
    }

    private static void check(String name, double[][] planes, int count, int lanes) {
        for (int k = 0; k < count; k++) {
            if (planes[k].length < lanes) {
                throw new IllegalArgumentException(
                        "plane " + name + "[" + k + "] has " + planes[k].length + " lanes, expected at least " + lanes);
            }
        }
    }
}

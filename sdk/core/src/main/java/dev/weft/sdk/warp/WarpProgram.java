package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.ArrayKernel;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Hold what all batches of a model share: compiled kernels of the root network and its derivative, and the parameters in
 * the precision of the calculation.
 *
 * <p>Thread-safe between two calls of {@link #load}; each thread has its own {@link WarpBatch}.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public final class WarpProgram<A> {
    private final WarpSettings settings;
    private final ParameterLayout layout;
    private final RealArrays<A> arrays;
    private final ArrayKernel<A> value;
    private final ArrayKernel<A> derivative;
    private final BatchTransition<A> transition;
    private final InitialNetwork<A> initial;
    private final A constants;
    private double[] parameters;

    /** Compile a model. Kernels are generated when first used. */
    public WarpProgram(RealArrays<A> arrays, WarpSettings settings) {
        this.settings = settings;
        this.arrays = arrays;
        this.layout = ParameterLayout.of(settings);
        RootNetwork root = new RootNetwork(settings);
        List<Expr> inputs = new ArrayList<>(root.weights());
        inputs.addAll(root.inputs());
        this.value = arrays.compile(root.outputs(), inputs, root.constants());
        List<Expr> changes = IntStream.range(0, settings.rootOutputs())
                .mapToObj(i -> Expr.symbol("change" + i))
                .toList();
        List<Expr> variables = new ArrayList<>(root.weights());
        if (settings.root().previous()) {
            int from = settings.timeInputs();
            variables.addAll(
                    root.inputs().subList(from, from + settings.signals().size()));
        }
        variables.addAll(root.constants());
        inputs.addAll(changes);
        this.derivative = arrays.compile(
                Derivative.vectorJacobianProduct(root.outputs(), variables, changes), inputs, root.constants());
        this.transition = BatchTransition.of(
                arrays,
                settings.transition().start(settings.weights(), new SplittableRandom(0)),
                settings.transition().continuous());
        this.initial = new InitialNetwork<>(arrays, settings, layout);
        this.constants = arrays.allocate(root.constants().size());
        this.parameters = new double[layout.size()];
    }

    /**
     * Take the parameters of the next batches. No batch may be at work meanwhile.
     *
     * @param changed in the order of {@link ParameterLayout}. Not modified; copied
     * @throws IllegalArgumentException if there are more or fewer than the layout says
     */
    public void load(double[] changed) {
        if (changed.length != layout.size()) {
            throw new IllegalArgumentException(
                    "parameters = " + changed.length + ", expected " + layout.size() + " as the layout says");
        }
        parameters = changed.clone();
        transition.load(Arrays.copyOf(parameters, layout.transitionSize()));
        initial.load(parameters);
        Optional<ParameterLayout.Segment> last = layout.find("root.final");
        last.ifPresent(s -> arrays.fromDoubles(parameters, s.offset(), constants, 0, s.length()));
    }

    /**
     * Return room for N series of T steps, for one thread.
     *
     * @param lanes N, a multiple of {@link BatchTransition#LANES}
     * @param steps T, &gt;= 1
     */
    public WarpBatch<A> batch(int lanes, int steps) {
        return new WarpBatch<>(this, lanes, steps);
    }

    /**
     * Run the kernels until they are as fast as they will be: for a training that takes longer than that. Several threads
     * that call this share the work.
     */
    public void warmUp() {
        value.warmUp();
        derivative.warmUp();
    }

    /** Return how many operations of a kernel a step of one series takes, there and back. */
    public int operations() {
        return value.operations() + derivative.operations();
    }

    /** Return the settings. */
    public WarpSettings settings() {
        return settings;
    }

    /** Return the layout of the parameters. */
    public ParameterLayout layout() {
        return layout;
    }

    RealArrays<A> arrays() {
        return arrays;
    }

    ArrayKernel<A> value() {
        return value;
    }

    ArrayKernel<A> derivative() {
        return derivative;
    }

    BatchTransition<A> transition() {
        return transition;
    }

    InitialNetwork<A> initial() {
        return initial;
    }

    /** Return how many numbers are learned beside θ and shared by all lanes. */
    int constantCount() {
        return layout.find("root.final").map(ParameterLayout.Segment::length).orElse(0);
    }

    A constants() {
        return constants;
    }

    double parameter(int index) {
        return parameters[index];
    }
}

package dev.weft.solvers.kernel;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Evaluate a list of expressions for given values of their symbols.
 *
 * <p>The graph is flattened once into a program of registers: inputs first, then constants, then one
 * register a node in topological order, so a shared subexpression is computed once. Cost: one
 * interpreted instruction a node, some nanoseconds each. A kernel is immutable and thread-safe; the
 * scratch array is the caller's, one per thread.
 */
public final class Kernel {
    private final int inputCount;
    private final int sharedCount;
    private final int registerCount;
    private final double[] constants;
    private final Operation[] operations;
    private final int[] operands;
    private final int[] outputs;

    private Kernel(Builder b, int sharedCount, int[] outputs) {
        this.inputCount = b.inputCount;
        this.sharedCount = sharedCount;
        this.constants = b.constants.stream().mapToDouble(Expr::value).toArray();
        this.operations = b.operations.toArray(new Operation[0]);
        this.operands = b.operands.stream().mapToInt(Integer::intValue).toArray();
        this.registerCount = inputCount + constants.length + operations.length;
        this.outputs = outputs;
    }

    /**
     * Compile expressions into a kernel.
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
     * Compile expressions into a kernel, some of whose inputs have one value for all lanes.
     *
     * @param outputs the expressions to evaluate [O]
     * @param inputs the symbols with a value in each lane [I]
     * @param shared the symbols with one value for all lanes [S]
     * @throws IllegalArgumentException if an output contains a symbol that is in neither list, or a symbol occurs twice
     */
    public static Kernel compile(List<Expr> outputs, List<Expr> inputs, List<Expr> shared) {
        List<Expr> all = new ArrayList<>(inputs);
        all.addAll(shared);
        Builder builder = new Builder(all);
        outputs.forEach(builder::collectLeaves);
        if (!builder.unbound.isEmpty()) {
            throw new IllegalArgumentException("unbound symbols " + builder.unbound
                    + ", expected every symbol of the outputs among the " + all.size() + " inputs");
        }
        int[] registers = outputs.stream().mapToInt(builder::emit).toArray();
        return new Kernel(builder, shared.size(), registers);
    }

    /** Return the number of inputs with a value in each lane, I. */
    public int inputs() {
        return inputCount - sharedCount;
    }

    /** Return the number of inputs with one value for all lanes, S. */
    public int shared() {
        return sharedCount;
    }

    /** Return the number of outputs, O. */
    public int outputs() {
        return outputs.length;
    }

    /** Return the number of operations one evaluation performs. */
    public int operations() {
        return operations.length;
    }

    /** Allocate a scratch array for {@link #evaluate}; one per thread. */
    public double[] newScratch() {
        double[] scratch = new double[registerCount];
        System.arraycopy(constants, 0, scratch, inputCount, constants.length);
        return scratch;
    }

    /**
     * Evaluate all outputs for one lane.
     *
     * @param in values of the inputs, then of the shared ones [I + S]. Not modified
     * @param out values of the outputs, from index 0 [at least O]. Modified; may be the same array as {@code in}
     * @param scratch an array from {@link #newScratch} of this kernel. Modified
     */
    public void evaluate(double[] in, double[] out, double[] scratch) {
        System.arraycopy(in, 0, scratch, 0, inputCount);
        run(scratch);
        for (int i = 0; i < outputs.length; i++) {
            out[i] = scratch[outputs[i]];
        }
    }

    private void run(double[] scratch) {
        int target = inputCount + constants.length;
        for (int i = 0, o = 0; i < operations.length; i++, o += 3) {
            double a = scratch[operands[o]];
            double b = scratch[operands[o + 1]];
            scratch[target++] = switch (operations[i]) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
                case NEGATE -> -a;
                case SQRT -> Math.sqrt(a);
                default -> operations[i].apply(a, b, scratch[operands[o + 2]]);
            };
        }
    }

    /**
     * Evaluate all outputs for the lanes from ≤ i &lt; to, in planes: the value of input k in lane i is in[k][i].
     *
     * @param in planes of the inputs [I] of at least {@code to} values. Not modified
     * @param shared values of the shared inputs [S]. Not modified
     * @param out planes of the outputs [O] of at least {@code to} values; a plane may be one of {@code in}. Modified
     * @param scratch an array from {@link #newScratch} of this kernel. Modified
     */
    public void evaluate(double[][] in, double[] shared, double[][] out, int from, int to, double[] scratch) {
        System.arraycopy(shared, 0, scratch, inputs(), sharedCount);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < inputs(); k++) {
                scratch[k] = in[k][i];
            }
            run(scratch);
            for (int k = 0; k < outputs.length; k++) {
                out[k][i] = scratch[outputs[k]];
            }
        }
    }

    private static final class Builder {
        final int inputCount;
        final Map<Expr, Integer> registers = new IdentityHashMap<>();
        final Set<Expr> visited = new LinkedHashSet<>();
        final List<Expr> constants = new ArrayList<>();
        final List<Operation> operations = new ArrayList<>();
        final List<Integer> operands = new ArrayList<>();
        final Set<String> unbound = new LinkedHashSet<>();

        Builder(List<Expr> inputs) {
            this.inputCount = inputs.size();
            for (int i = 0; i < inputCount; i++) {
                if (registers.put(inputs.get(i), i) != null) {
                    throw new IllegalArgumentException(
                            "input " + inputs.get(i) + " is declared twice, expected each symbol once");
                }
            }
        }

        // Both walks keep a stack of their own: a long sum is a graph deeper than a thread's stack.

        void collectLeaves(Expr root) {
            Deque<Expr> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty()) {
                Expr expr = open.pop();
                if (!visited.add(expr) || registers.containsKey(expr)) {
                    continue;
                }
                if (expr.operation() == Operation.CONSTANT) {
                    registers.put(expr, inputCount + constants.size());
                    constants.add(expr);
                } else if (expr.operation() == Operation.SYMBOL) {
                    unbound.add(expr.name());
                }
                for (int i = expr.operands().size() - 1; i >= 0; i--) {
                    open.push(expr.operands().get(i));
                }
            }
        }

        int emit(Expr root) {
            Deque<Expr> open = new ArrayDeque<>();
            open.push(root);
            while (!open.isEmpty()) {
                Expr expr = open.peek();
                int before = open.size();
                if (!registers.containsKey(expr)) {
                    for (int i = expr.operands().size() - 1; i >= 0; i--) {
                        if (!registers.containsKey(expr.operands().get(i))) {
                            open.push(expr.operands().get(i));
                        }
                    }
                    if (open.size() > before) {
                        continue;
                    }
                    append(expr);
                }
                open.pop();
            }
            return register(root);
        }

        private void append(Expr expr) {
            int[] from = {0, 0, 0};
            for (int i = 0; i < expr.operands().size(); i++) {
                from[i] = register(expr.operands().get(i));
            }
            registers.put(expr, inputCount + constants.size() + operations.size());
            operations.add(expr.operation());
            for (int index : from) {
                operands.add(index);
            }
        }

        private int register(Expr expr) {
            return Objects.requireNonNull(registers.get(expr));
        }
    }
}

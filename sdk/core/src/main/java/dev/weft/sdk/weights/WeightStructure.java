package dev.weft.sdk.weights;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.ode.LinearFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Say which blocks of A and B the equations of a prior leave in θ_t = A θ_{t−1} + B (y_t − ŷ_t), θ = (parameters, states).
 *
 * <p>A: parameters depend on nothing but themselves, each by the fixed number 1 or e^{−Δt/τ}; a state depends on what its
 * equation names, and on what these depend on in turn, by the flow. B: a reading can move a weight only if the weight moves
 * an output, now or later; these entries are free, for a gain to fill. All other entries are zero.
 *
 * <p>That an entry is not zero here does not say that it is large, nor that the data at hand tell it. Immutable and
 * thread-safe. Cost: derivatives of the equations, once, and (N + M) N² operations.
 */
public final class WeightStructure {
    private final PhysicsPrior prior;
    private final boolean linear;
    private final int m;
    private final int n;
    private final boolean[][] flow;
    private final boolean[][] seen;

    private WeightStructure(PhysicsPrior prior) {
        OdeSystem system = prior.system();
        this.prior = prior;
        this.linear = LinearFlow.isLinear(system);
        this.m = system.parameterCount();
        this.n = system.stateCount();
        List<Expr> weights = new ArrayList<>(system.parameters());
        weights.addAll(system.states());
        this.flow = pattern(system.rateExpressions(), weights);
        for (int i = 0; i < n; i++) {
            flow[i][m + i] = true;
        }
        close();
        this.seen = pattern(system.outputExpressions(), weights);
        for (boolean[] output : seen) {
            boolean[] now = output.clone();
            for (int i = 0; i < n; i++) {
                if (now[m + i]) {
                    unite(output, flow[i]);
                }
            }
        }
    }

    /** Return the structure of a prior's weights. */
    public static WeightStructure of(PhysicsPrior prior) {
        return new WeightStructure(prior);
    }

    private static boolean[][] pattern(List<Expr> rows, List<Expr> columns) {
        List<Expr> slopes = Derivative.jacobian(rows, columns);
        boolean[][] pattern = new boolean[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                Expr slope = slopes.get(i * columns.size() + j);
                pattern[i][j] = !slope.isConstant(0.0) && !slope.isConstant(-0.0);
            }
        }
        return pattern;
    }

    /** Warshall's closure: what a state's equation names, these states' equations name, and so on. */
    private void close() {
        for (int via = 0; via < n; via++) {
            for (int i = 0; i < n; i++) {
                if (flow[i][m + via]) {
                    unite(flow[i], flow[via]);
                }
            }
        }
    }

    private static void unite(boolean[] into, boolean[] other) {
        for (int j = 0; j < into.length; j++) {
            into[j] |= other[j];
        }
    }

    /**
     * Tell whether an entry of A may differ from zero.
     *
     * @param row weight that depends, 0 … D−1
     * @param column weight it depends on, 0 … D−1
     */
    public boolean moves(int row, int column) {
        return row < m ? row == column : flow[row - m][column];
    }

    /**
     * Tell whether an entry of B may differ from zero: whether the output tells of the weight.
     *
     * @param weight 0 … D−1
     * @param output 0 … Q−1
     */
    public boolean learns(int weight, int output) {
        return seen[output][weight];
    }

    /** Return the paths of the weights that no output tells of, however it is driven. */
    public List<String> unseen() {
        List<String> paths = new ArrayList<>();
        List<WeightSlot> slots = WeightLayout.of(prior).slots();
        for (int i = 0; i < slots.size(); i++) {
            boolean any = false;
            for (boolean[] output : seen) {
                any |= output[i];
            }
            if (!any) {
                paths.add(slots.get(i).path());
            }
        }
        return paths;
    }

    /** Return the blocks: four of A, two of B. */
    public List<Block> blocks() {
        return List.of(
                new Block("A", "parameters", "parameters", "fixed", m, m * m, diagonal()),
                new Block("A", "parameters", "state", "zero", 0, m * n, ""),
                block("A", "state", "parameters", "physics", flow, 0, m, "the flow's slopes"),
                block(
                        "A",
                        "state",
                        "state",
                        "physics",
                        flow,
                        m,
                        m + n,
                        linear ? "exp(J Δt), exact for every Δt" : "the flow's slopes"),
                transposed("parameters", 0, m),
                transposed("state", m, m + n));
    }

    private String diagonal() {
        long returning = prior.parameters().stream()
                .map(Parameter::timeConstant)
                .filter(OptionalDouble::isPresent)
                .count();
        return returning == 0 ? "the identity" : "1, and e^(−Δt/τ) for " + returning;
    }

    private static Block block(
            String matrix, String rows, String columns, String kind, boolean[][] all, int from, int to, String words) {
        int count = 0;
        for (boolean[] row : all) {
            for (int j = from; j < to; j++) {
                count += row[j] ? 1 : 0;
            }
        }
        return new Block(matrix, rows, columns, count == 0 ? "zero" : kind, count, all.length * (to - from), words);
    }

    private Block transposed(String rows, int from, int to) {
        return block("B", rows, "outputs", "free", seen, from, to, "a gain: Kalman's, or one that is learned");
    }

    /**
     * Describe a block of A or B.
     *
     * @param matrix A or B
     * @param rows segment of θ that it moves
     * @param columns what moves it: a segment of θ, or the outputs
     * @param kind {@code fixed}, {@code physics}, {@code free} or {@code zero}
     * @param entries how many of its entries may differ from zero
     * @param all how many it has
     * @param words what they are
     */
    public record Block(String matrix, String rows, String columns, String kind, int entries, int all, String words) {}
}

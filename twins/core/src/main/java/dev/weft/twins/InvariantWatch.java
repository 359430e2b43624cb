package dev.weft.twins;

import dev.weft.priors.Invariant;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Tell whether what a twin believes breaks an invariant of its prior, g(x, p, u) ≥ 0, by more than its own uncertainty: where
 * g + 3 √(∇g P ∇gᵀ) &lt; 0. Holds scratch: one instance a thread.
 */
final class InvariantWatch {
    private static final double DEVIATIONS = 3;

    private final List<String> names;
    private final List<Coordinate> coordinates;
    private final int m;
    private final int n;
    private final Kernel kernel;
    private final double[] arguments;
    private final double[] values;
    private final double[] scratch;

    /** Twins of one prior share what was compiled. */
    private static final Map<OdeSystem, Kernel> COMPILED = Collections.synchronizedMap(new WeakHashMap<>());

    InvariantWatch(PhysicsPrior prior, WeightLayout layout) {
        this.names = prior.invariants().stream().map(Invariant::name).toList();
        this.coordinates = layout.parameterCoordinates();
        this.m = layout.parameterCount();
        this.n = layout.stateCount();
        this.kernel = COMPILED.computeIfAbsent(prior.system(), system -> compile(prior));
        this.arguments = new double[m + n + prior.inputs().size()];
        this.values = new double[names.size() * (1 + m + n)];
        this.scratch = kernel.newScratch();
    }

    /** Each invariant and its slopes by parameters and states. */
    private static Kernel compile(PhysicsPrior prior) {
        List<Expr> symbols = new ArrayList<>(prior.system().parameters());
        symbols.addAll(prior.system().states());
        List<Expr> told = new ArrayList<>();
        for (Invariant invariant : prior.invariants()) {
            Expr g = invariant.nonNegative().expr();
            told.add(g);
            told.addAll(Derivative.gradient(g, symbols));
        }
        List<Expr> all = new ArrayList<>(symbols);
        all.addAll(prior.system().inputs());
        return Kernel.compile(told, all);
    }

    /**
     * Name an invariant that is broken.
     *
     * @param estimate θ, P. Not modified
     * @param u inputs [K]. Not modified
     */
    Optional<String> broken(GaussianEstimate estimate, double[] u) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        double[] theta = estimate.mean();
        for (int j = 0; j < m; j++) {
            arguments[j] = coordinates.get(j).toValue(theta[j]);
        }
        System.arraycopy(theta, m, arguments, m, n);
        System.arraycopy(u, 0, arguments, m + n, u.length);
        kernel.evaluate(arguments, values, scratch);
        int d = m + n;
        for (int i = 0; i < names.size(); i++) {
            double g = values[i * (d + 1)];
            if (g < 0 && g + DEVIATIONS * Math.sqrt(variance(estimate, i * (d + 1) + 1, d)) < 0) {
                return Optional.of(names.get(i));
            }
        }
        return Optional.empty();
    }

    private double variance(GaussianEstimate estimate, int first, int d) {
        double[] slopes = new double[d];
        for (int i = 0; i < d; i++) {
            double inner = i < m ? coordinates.get(i).derivative(estimate.mean()[i]) : 1;
            slopes[i] = values[first + i] * inner;
        }
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                sum += slopes[i] * estimate.covariance().get(i, j) * slopes[j];
            }
        }
        return Math.max(0, sum);
    }
}

package dev.weft.twins;

import dev.weft.priors.Invariant;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
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

    /** Twins of one prior share what was compiled. */
    private static final Map<OdeSystem, Kernel> COMPILED = Collections.synchronizedMap(new WeakHashMap<>());

    private final List<String> names;
    private final UncertainFunctions functions;

    InvariantWatch(PhysicsPrior prior, WeightLayout layout) {
        this.names = prior.invariants().stream().map(Invariant::name).toList();
        Kernel kernel = COMPILED.computeIfAbsent(
                prior.system(),
                system -> UncertainFunctions.compile(
                        system,
                        prior.invariants().stream()
                                .map(invariant -> invariant.nonNegative().expr())
                                .toList()));
        this.functions = new UncertainFunctions(kernel, names.size(), prior, layout);
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
        functions.evaluate(estimate, u);
        for (int i = 0; i < names.size(); i++) {
            double g = functions.value(i);
            if (g < 0 && g + DEVIATIONS * functions.deviation(i, estimate) < 0) {
                return Optional.of(names.get(i));
            }
        }
        return Optional.empty();
    }
}

package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Evaluate the least of a prior's invariants g(x, p, u) ≥ 0 at the means of many lanes at once, as a compiled kernel. Where it
 * is negative {@link InvariantWatch} has to look how uncertain it is. Thread-safe; scratch is the caller's.
 */
final class LaneInvariants {
    private static final Map<OdeSystem, Optional<Kernel>> COMPILED = Collections.synchronizedMap(new WeakHashMap<>());

    private LaneInvariants() {}

    /** Return the kernel, from means and inputs [D + K] to the least invariant [1]; empty if the prior has none. */
    static Optional<Kernel> of(PhysicsModel model) {
        return COMPILED.computeIfAbsent(model.prior().system(), system -> compile(model, system));
    }

    private static Optional<Kernel> compile(PhysicsModel model, OdeSystem system) {
        List<Coordinate> coordinates = model.layout().parameterCoordinates();
        List<Expr> symbols = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        for (int j = 0; j < coordinates.size(); j++) {
            Expr z = Expr.symbol("z" + j);
            symbols.add(z);
            values.add(coordinates.get(j).toValue(z));
        }
        symbols.addAll(system.states());
        symbols.addAll(system.inputs());
        Substitution byCoordinates = Substitution.of(system.parameters(), values);
        List<Expr> invariants = byCoordinates.apply(model.prior().invariants().stream()
                .map(invariant -> invariant.nonNegative().expr())
                .toList());
        return invariants.stream().reduce(Expr::min).map(least -> Kernel.compile(List.of(least), symbols));
    }
}

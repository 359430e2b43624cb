package dev.weft.solvers.filter;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.List;

/** Write an output and its slopes in the weights, at a mean. */
final class OutputSlopes {
    private OutputSlopes() {}

    /** g_k at weights θ. */
    static Expr value(FilterSymbols symbols, List<Expr> weights, int output) {
        return at(symbols, weights)
                .apply(symbols.model.system().outputExpressions().get(output));
    }

    /** ∂g_k/∂θ at weights θ [D]. */
    static List<Expr> slopes(FilterSymbols symbols, List<Expr> weights, int output) {
        OdeSystem system = symbols.model.system();
        List<Expr> function = List.of(system.outputExpressions().get(output));
        Substitution here = at(symbols, weights);
        List<Expr> byParameters = here.apply(Derivative.jacobian(function, system.parameters()));
        List<Expr> slopes = new ArrayList<>();
        List<Expr> coordinates = symbols.slopes(weights.subList(0, symbols.m));
        for (int j = 0; j < symbols.m; j++) {
            slopes.add(Terms.times(byParameters.get(j), coordinates.get(j)));
        }
        slopes.addAll(here.apply(Derivative.jacobian(function, system.states())));
        return slopes;
    }

    private static Substitution at(FilterSymbols symbols, List<Expr> weights) {
        OdeSystem system = symbols.model.system();
        // Without symbols of its own no output depends on an input, and any will do.
        List<Expr> inputs = symbols.readingInputs.isEmpty() ? symbols.inputs : symbols.readingInputs;
        return Substitution.of(
                FilterSymbols.systemSymbols(system),
                FilterSymbols.concat(
                        weights.subList(symbols.m, symbols.d), symbols.values(weights.subList(0, symbols.m)), inputs));
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.List;

/** Write where the steps of the flow take the states of given weights. */
final class MovedStates {
    private MovedStates() {}

    /** x at the end of the interval [N], from weights θ [D] at its beginning. */
    static List<Expr> of(FilterSymbols s, List<Expr> weights) {
        OdeSystem system = s.model.system();
        List<Expr> next = s.model.method().next(system, s.step);
        List<Expr> p = s.values(weights.subList(0, s.m));
        List<Expr> x = weights.subList(s.m, s.d);
        for (int step = 0; step < s.model.substeps(); step++) {
            x = Substitution.of(FilterSymbols.systemSymbols(system), FilterSymbols.concat(x, p, s.inputs))
                    .apply(next);
        }
        return x;
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.fleet.EmbeddedMethod;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Write where the steps of the flow take the states of given weights, and by how much they may err.
 *
 * @param states x at the end of the interval [N]
 * @param errors the absolute errors that the method estimates, added up over the steps; zeros where nobody asks [N]
 */
record MovedStates(List<Expr> states, List<Expr> errors) {
    /** Write it for weights θ [D] at the beginning of the interval. */
    static MovedStates of(FilterSymbols s, List<Expr> weights) {
        OdeSystem system = s.model.system();
        List<Expr> next = s.model.method().next(system, s.step);
        List<Expr> error = stepErrors(s);
        List<Expr> p = s.values(weights.subList(0, s.m));
        List<Expr> x = weights.subList(s.m, s.d);
        List<Expr> sum = Collections.nCopies(s.n, Expr.ZERO);
        for (int step = 0; step < s.model.substeps(); step++) {
            Substitution here =
                    Substitution.of(FilterSymbols.systemSymbols(system), FilterSymbols.concat(x, p, s.inputs));
            sum = added(sum, here.apply(error));
            x = here.apply(next);
        }
        return new MovedStates(x, sum);
    }

    /** The absolute error of one step in terms of the symbols of the system, as the method estimates it; 0 if nobody asks. */
    static List<Expr> stepErrors(FilterSymbols s) {
        OdeSystem system = s.model.system();
        if (s.model.flowCheck() == null) {
            return Collections.nCopies(s.n, Expr.ZERO);
        }
        EmbeddedMethod pair = (EmbeddedMethod) s.model.method();
        return pair.step(system, system.rateExpressions(), s.step).error().stream()
                .map(Expr::abs)
                .toList();
    }

    /** Component by component a sum. */
    static List<Expr> added(List<Expr> a, List<Expr> b) {
        List<Expr> sum = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sum.add(Terms.plus(a.get(i), b.get(i)));
        }
        return sum;
    }
}

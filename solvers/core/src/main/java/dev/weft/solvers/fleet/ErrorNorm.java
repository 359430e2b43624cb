package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write ‖v/s‖² = (1/N) Σ (v_i/s_i)² with s_i = absolute + relative·max(|a_i|, |b_i|).
 *
 * @param absolute symbol of the absolute tolerance
 * @param relative symbol of the relative tolerance
 */
record ErrorNorm(Expr absolute, Expr relative) {
    Expr squared(List<Expr> v, List<Expr> a, List<Expr> b) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < v.size(); i++) {
            Expr size = a.get(i).abs().max(b.get(i).abs());
            Expr ratio = v.get(i).over(absolute.plus(relative.times(size)));
            terms.add(ratio.times(ratio));
        }
        return Expr.sum(terms).times(1.0 / v.size());
    }

    /**
     * Write the first step of {@link dev.weft.solvers.ode.StepSizeController#firstStep}, −1 where the state is within its
     * tolerance of zero but moves.
     */
    Expr firstStep(OdeSystem system, int errorOrder) {
        List<Expr> x = system.states();
        Expr state = squared(x, x, x);
        Expr rate = squared(system.rateExpressions(), x, x);
        Expr shortened = state.over(rate)
                .sqrt()
                .times(state.log().times(-0.5 / (errorOrder + 1)).exp());
        Expr nothing = Expr.select(rate.negate(), Expr.constant(Double.POSITIVE_INFINITY), Expr.constant(-1));
        return Expr.select(state.minus(Expr.ONE), shortened, nothing);
    }
}

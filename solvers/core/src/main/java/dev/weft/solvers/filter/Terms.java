package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.List;

/** Write sums and products without the terms that are structurally zero. */
final class Terms {
    private Terms() {}

    static boolean isZero(Expr e) {
        return e.operation() == Operation.CONSTANT && e.value() == 0.0;
    }

    static Expr plus(Expr a, Expr b) {
        if (isZero(a)) {
            return b;
        }
        return isZero(b) ? a : a.plus(b);
    }

    static Expr minus(Expr a, Expr b) {
        if (isZero(b)) {
            return a;
        }
        return isZero(a) ? b.negate() : a.minus(b);
    }

    static Expr times(Expr a, Expr b) {
        return isZero(a) || isZero(b) ? Expr.ZERO : a.times(b);
    }

    /** Σ a_i b_i. */
    static Expr dot(List<Expr> a, List<Expr> b) {
        Expr sum = Expr.ZERO;
        for (int i = 0; i < a.size(); i++) {
            sum = plus(sum, times(a.get(i), b.get(i)));
        }
        return sum;
    }

    /** Σ_k a_k for k from 0. */
    static Expr sum(List<Expr> terms) {
        return terms.stream().reduce(Expr.ZERO, Terms::plus);
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/** Write P = L Lᵀ, L lower triangular, as expressions. */
final class Cholesky {
    private Cholesky() {}

    /** L, zero above the diagonal [D×D]; where a pivot is not above 0, its column is 0. */
    static Expr[][] factor(Gaussian estimate) {
        return factor(estimate, 0);
    }

    /** L, zero above the diagonal [D×D]; where a pivot is not above a share of its variance, its column is 0. */
    static Expr[][] factor(Gaussian estimate, double share) {
        int d = estimate.size();
        Expr[][] l = new Expr[d][d];
        for (int j = 0; j < d; j++) {
            Expr pivot = estimate.covariance(j, j);
            for (int k = 0; k < j; k++) {
                pivot = pivot.minus(l[j][k].times(l[j][k]));
            }
            // A weight that is known exactly has a pivot of 0, or just below by rounding, and shares nothing with
            // others.
            pivot = share == 0
                    ? pivot.max(Expr.ZERO)
                    : Expr.select(pivot.minus(estimate.covariance(j, j).times(share)), pivot, Expr.ZERO);
            l[j][j] = pivot.sqrt();
            Expr inverse = Expr.select(pivot.negate(), Expr.ZERO, Expr.ONE.over(l[j][j]));
            for (int i = j + 1; i < d; i++) {
                l[j][i] = Expr.ZERO;
                Expr entry = estimate.covariance(i, j);
                for (int k = 0; k < j; k++) {
                    entry = entry.minus(l[i][k].times(l[j][k]));
                }
                l[i][j] = entry.times(inverse);
            }
        }
        return l;
    }

    /** L⁻¹ b, with 0 where a pivot is 0. */
    static List<Expr> solve(Expr[][] l, List<Expr> b) {
        Expr[] x = b.toArray(new Expr[0]);
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] = Terms.minus(x[i], Terms.times(l[i][k], x[k]));
            }
            x[i] = Terms.isZero(x[i]) ? x[i] : Expr.select(l[i][i].negate(), Expr.ZERO, x[i].over(l[i][i]));
        }
        return List.of(x);
    }

    /** L⁻ᵀ b, with 0 where a pivot is 0. */
    static List<Expr> solveTransposed(Expr[][] l, List<Expr> b) {
        Expr[] x = b.toArray(new Expr[0]);
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] = x[i].minus(l[k][i].times(x[k]));
            }
            x[i] = Expr.select(l[i][i].negate(), Expr.ZERO, x[i].over(l[i][i]));
        }
        return List.of(x);
    }
}

package dev.weft.solvers.fleet;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write out the solution of (d·I − J) k = r by elimination without pivoting, as expressions.
 *
 * <p>Entries of J that are structurally zero cost nothing: the elimination skips them and what they cannot fill.
 */
final class LinearSolution {
    private final int n;
    private final Expr[][] lu;
    private final Expr[] inversePivots;

    private LinearSolution(Expr[][] matrix) {
        this.n = matrix.length;
        this.lu = matrix;
        this.inversePivots = new Expr[n];
        for (int k = 0; k < n; k++) {
            inversePivots[k] = Expr.ONE.over(lu[k][k]);
            for (int i = k + 1; i < n; i++) {
                if (isZero(lu[i][k])) {
                    continue;
                }
                lu[i][k] = lu[i][k].times(inversePivots[k]);
                for (int j = k + 1; j < n; j++) {
                    lu[i][j] = minusProduct(lu[i][j], lu[i][k], lu[k][j]);
                }
            }
        }
    }

    /**
     * Factorise d·I − J.
     *
     * @param jacobian J, row-major [N·N]
     */
    static LinearSolution of(Expr diagonal, List<Expr> jacobian, int n) {
        Expr[][] matrix = new Expr[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Expr entry = jacobian.get(i * n + j);
                Expr negative = isZero(entry) ? Expr.ZERO : entry.negate();
                matrix[i][j] = i != j ? negative : isZero(entry) ? diagonal : diagonal.minus(entry);
            }
        }
        return new LinearSolution(matrix);
    }

    /** Solve for one right side [N]. */
    List<Expr> solve(List<Expr> right) {
        Expr[] x = right.toArray(new Expr[0]);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] = minusProduct(x[i], lu[i][j], x[j]);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] = minusProduct(x[i], lu[i][j], x[j]);
            }
            x[i] = x[i].times(inversePivots[i]);
        }
        return new ArrayList<>(List.of(x));
    }

    private static Expr minusProduct(Expr from, Expr a, Expr b) {
        if (isZero(a) || isZero(b)) {
            return from;
        }
        return isZero(from) ? a.times(b).negate() : from.minus(a.times(b));
    }

    private static boolean isZero(Expr e) {
        return e.isConstant(0.0) || e.isConstant(-0.0);
    }
}

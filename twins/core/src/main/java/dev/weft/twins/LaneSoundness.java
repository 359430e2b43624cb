package dev.weft.twins;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tell of many lanes at once what {@link Soundness} tells of one estimate: finite means, and a covariance without a direction
 * of negative variance. The smallest pivot of the correlations' decomposition, as a compiled kernel; more than 0 if all is
 * sound. Thread-safe; scratch is the caller's.
 */
final class LaneSoundness {
    private static final Map<Integer, Kernel> COMPILED = new HashMap<>();

    private LaneSoundness() {}

    /** Return the kernel for D weights: from means and lower triangles of covariances [D + D(D + 1)/2] to the pivot [1]. */
    static Kernel of(int weights) {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(weights, LaneSoundness::compile);
        }
    }

    private static Kernel compile(int d) {
        List<Expr> means = new ArrayList<>();
        List<Expr> packed = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            means.add(Expr.symbol("m" + i));
            for (int j = 0; j <= i; j++) {
                packed.add(Expr.symbol("p" + i + "_" + j));
            }
        }
        // Of a weight without variance nothing may be shared with others.
        List<Expr> inverses = new ArrayList<>();
        Expr worst = Expr.constant(1);
        for (int i = 0; i < d; i++) {
            Expr variance = packed.get(index(i, i));
            Expr known = variance.negate();
            inverses.add(Expr.select(known, Expr.ZERO, Expr.ONE.over(variance.sqrt())));
            // Negative variances, and what is not finite, end here: 0 · ∞ is not a number.
            worst = worst.min(Expr.select(variance, Expr.ONE, Expr.constant(-1)))
                    .plus(means.get(i).plus(variance).times(Expr.ZERO));
        }
        Expr[] pivots = new Expr[d];
        Expr[][] l = new Expr[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                Expr scale = inverses.get(i).times(inverses.get(j));
                Expr covariance = packed.get(index(i, j));
                worst = worst.min(Expr.select(
                        scale.negate(), covariance.abs().negate().plus(Expr.constant(Double.MIN_NORMAL)), Expr.ONE));
                l[i][j] = rest(covariance.times(scale), l, i, j).times(pivots[j]);
            }
            Expr square = rest(Expr.constant(1 + Soundness.ROUNDING), l, i, i);
            worst = worst.min(square);
            pivots[i] = Expr.ONE.over(square.sqrt());
        }
        List<Expr> all = new ArrayList<>(means);
        all.addAll(packed);
        return Kernel.compile(List.of(worst), all);
    }

    private static int index(int i, int j) {
        return i * (i + 1) / 2 + j;
    }

    private static Expr rest(Expr value, Expr[][] l, int i, int j) {
        Expr rest = value;
        for (int k = 0; k < j; k++) {
            rest = rest.minus(l[i][k].times(l[j][k]));
        }
        return rest;
    }
}

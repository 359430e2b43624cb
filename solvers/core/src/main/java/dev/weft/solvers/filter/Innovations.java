package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write what a reading has to tell, before anything is corrected: the innovations one after the other, each given those
 * before it, and their sum of squares, from the covariance H P Hᵀ + R of all outputs together.
 *
 * <p>Elimination: s_k = C_kk, ν_j ← ν_j − C_jk ν_k/s_k, C_ij ← C_ij − C_ik C_jk/s_k. So the gate knows νᵀS⁻¹ν before a weight
 * moves. A missing output has 1/s_k = 0 and takes part in nothing.
 */
final class Innovations {
    /** ŷ_k [Q]. */
    final List<Expr> expected = new ArrayList<>();
    /** S_kk [Q]. */
    final List<Expr> variances = new ArrayList<>();
    /** ν_k given the outputs before it, 0 where missing [Q]. */
    final List<Expr> successive = new ArrayList<>();
    /** 1/s_k, 0 where missing [Q]. */
    final List<Expr> inverses = new ArrayList<>();
    /** νᵀS⁻¹ν. */
    final Expr surprise;
    /** How many outputs were read. */
    final Expr count;

    Innovations(Gaussian predicted, List<Expr> measured, List<GaussianMethod.Expectation> outputs, List<Expr> noise) {
        int q = measured.size();
        Expr[][] c = new Expr[q][q];
        Expr[] given = new Expr[q];
        for (int k = 0; k < q; k++) {
            List<Expr> ph = predicted.times(outputs.get(k).slopes());
            for (int j = k; j < q; j++) {
                Expr shared = Terms.dot(outputs.get(j).slopes(), ph);
                c[j][k] = j == k ? Terms.plus(shared, noise.get(k)) : shared;
            }
            expected.add(outputs.get(k).value());
            // y_k − ŷ_k, NaN where missing.
            given[k] = measured.get(k).minus(outputs.get(k).value());
            variances.add(c[k][k]);
        }
        List<Expr> alone = List.of(given.clone());
        Expr sum = Expr.ZERO;
        Expr present = Expr.ZERO;
        for (int k = 0; k < q; k++) {
            // 0·ν is 0, or NaN where ν is not finite.
            Expr finite = alone.get(k).times(Expr.ZERO);
            Expr nu = Expr.select(finite, given[k], Expr.ZERO);
            Expr inverse = Expr.select(finite, Expr.ONE.over(c[k][k]), Expr.ZERO);
            successive.add(nu);
            inverses.add(inverse);
            Expr scaled = nu.times(inverse);
            sum = Terms.plus(sum, scaled.times(nu));
            present = Terms.plus(present, Expr.select(finite, Expr.ONE, Expr.ZERO));
            for (int j = k + 1; j < q; j++) {
                given[j] = Terms.minus(given[j], Terms.times(c[j][k], scaled));
                for (int i = j; i < q; i++) {
                    c[i][j] = Terms.minus(c[i][j], Terms.times(Terms.times(c[i][k], inverse), c[j][k]));
                }
            }
        }
        this.surprise = sum;
        this.count = present;
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write the correction of a {@link Gaussian} by one scalar reading, in Joseph's form.
 *
 * <p>K = P hᵀ/S, m ← m + K ν, P ← (I − K h) P (I − K h)ᵀ + K r Kᵀ. Joseph's form is a sum of two positive semi-definite
 * matrices whatever K is: an error of K by a part ε changes P by ε² only, where the short form P − K h P changes by ε, and
 * with 1/S taken as 0 nothing changes at all. What rounding of the sums themselves may take is about an ulp of the entries.
 *
 * <p>Source: D. Simon, "Optimal State Estimation", 2006, equation 5.19.
 */
final class ScalarUpdate {
    private ScalarUpdate() {}

    /**
     * Write the correction.
     *
     * @param h the row of sensitivities [D]
     * @param innovation ν
     * @param inverse 1/S; 0 where the reading shall change nothing
     * @param variance r &gt; 0
     */
    static Gaussian of(Gaussian estimate, List<Expr> h, Expr innovation, Expr inverse, Expr variance) {
        int d = estimate.size();
        List<Expr> ph = estimate.times(h);
        List<Expr> gain = ph.stream().map(x -> Terms.times(x, inverse)).toList();
        List<Expr> mean = new ArrayList<>();
        List<Expr> packed = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            mean.add(Terms.plus(estimate.mean().get(i), Terms.times(gain.get(i), innovation)));
            // M = (I − K h) P, and what is left of K r − M hᵀ: 0 but for rounding.
            Expr mh = Expr.ZERO;
            for (int j = 0; j < d; j++) {
                if (!Terms.isZero(h.get(j))) {
                    mh = Terms.plus(mh, Terms.times(left(estimate, gain, ph, i, j), h.get(j)));
                }
            }
            Expr rest = Terms.minus(Terms.times(gain.get(i), variance), mh);
            for (int j = 0; j <= i; j++) {
                packed.add(Terms.plus(left(estimate, gain, ph, i, j), Terms.times(rest, gain.get(j))));
            }
        }
        return new Gaussian(mean, packed);
    }

    /** M_ij = P_ij − K_i (P hᵀ)_j. */
    private static Expr left(Gaussian estimate, List<Expr> gain, List<Expr> ph, int i, int j) {
        return Terms.minus(estimate.covariance(i, j), Terms.times(gain.get(i), ph.get(j)));
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write what is left of a correction where the parameters are considered, not estimated: the filter of Schmidt and Kalman.
 *
 * <p>Its gain is that of the Kalman filter with 0 in the rows of the parameters, K = (0, K_x). In P⁺ = (I − K H) P (I − K H)ᵀ
 * + K R Kᵀ then P_xx⁺ = P_xx − K_x S K_xᵀ and P_xp⁺ = P_xp − K_x H P_·p, which is what the full gain leaves of them, and
 * P_pp⁺ = P_pp. So means and covariances of the parameters are put back, and all else is taken as it is. What is put back
 * exceeds what was there by C_py S⁻¹ C_yp ≥ 0, and the rest is in Joseph's form: the covariance stays one. For several outputs
 * it is the gain for all of them together; one scalar after the other, each with 0 in these rows, would be another filter.
 *
 * <p>Sources: S. F. Schmidt, "Application of state-space methods to navigation problems", 1966; G. J. Bierman,
 * "Factorization Methods for Discrete Sequential Estimation", 1977, on consider parameters.
 */
final class Consideration {
    private static final Expr HALF = Expr.constant(0.5);

    private Consideration() {}

    /** Where parameters are considered, θ_p and P_pp as they were before. */
    static Gaussian of(FilterSymbols symbols, Gaussian before, Gaussian corrected) {
        if (!symbols.model.byLane().considered()) {
            return corrected;
        }
        List<Expr> mean = new ArrayList<>(corrected.mean());
        List<Expr> packed = new ArrayList<>(corrected.packed());
        for (int i = 0; i < symbols.m; i++) {
            mean.set(i, choose(symbols, before.mean().get(i), mean.get(i)));
            for (int j = 0; j <= i; j++) {
                int place = Gaussian.index(i, j);
                packed.set(place, choose(symbols, before.packed().get(place), packed.get(place)));
            }
        }
        return new Gaussian(mean, packed);
    }

    /** One expression where parameters are considered, also where the mark is no number, and another elsewhere. */
    static Expr choose(FilterSymbols symbols, Expr considered, Expr estimated) {
        return symbols.model.byLane().considered()
                ? Expr.select(HALF.minus(symbols.considered), estimated, considered)
                : estimated;
    }
}

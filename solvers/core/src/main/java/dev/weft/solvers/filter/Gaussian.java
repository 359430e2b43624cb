package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Hold a mean and a covariance as expressions. Of the covariance there is only the lower triangle, so it is symmetric
 * whatever rounding does.
 *
 * @param mean [D]
 * @param packed P_ij with i ≥ j, row by row [D(D+1)/2]
 */
record Gaussian(List<Expr> mean, List<Expr> packed) {
    Gaussian {
        mean = List.copyOf(mean);
        packed = List.copyOf(packed);
    }

    /** The number of weights, D. */
    int size() {
        return mean.size();
    }

    /** P_ij. */
    Expr covariance(int i, int j) {
        return packed.get(index(i, j));
    }

    /** The place of P_ij in packed order. */
    static int index(int i, int j) {
        int row = Math.max(i, j);
        return row * (row + 1) / 2 + Math.min(i, j);
    }

    static int packedSize(int d) {
        return d * (d + 1) / 2;
    }

    /** P hᵀ [D]. */
    List<Expr> times(List<Expr> h) {
        List<Expr> product = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            Expr sum = Expr.ZERO;
            for (int j = 0; j < size(); j++) {
                sum = Terms.plus(sum, Terms.times(covariance(i, j), h.get(j)));
            }
            product.add(sum);
        }
        return product;
    }

    /** Mean and covariance in one list. */
    List<Expr> all() {
        List<Expr> both = new ArrayList<>(mean);
        both.addAll(packed);
        return both;
    }

    /** Take apart what {@link #all} put together. */
    static Gaussian of(List<Expr> all, int d) {
        return new Gaussian(all.subList(0, d), all.subList(d, all.size()));
    }
}

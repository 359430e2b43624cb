package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Write one interval of the backward pass of Rauch, Tung and Striebel. With X = cov(θ, θ⁺), the prediction m⁻, P⁻ and what
 * was smoothed behind it, s⁺, S⁺:
 *
 * <pre>
 *   G = X (P⁻)⁻¹,   s = m + G (s⁺ − m⁻),   S = (P − X (P⁻)⁻¹ Xᵀ) + G S⁺ Gᵀ.
 * </pre>
 *
 * <p>The bracket is the covariance of θ given θ⁺. P⁻ may be singular: a direction that is known exactly tells nothing.
 */
final class SmootherEquations {
    /** A variance less than this part of what it was before others were known is rounding. */
    private static final double NOTHING = 1e-14;

    private final FilterSymbols symbols;
    private final List<Expr> shared;
    private final Gaussian predicted;
    private final Gaussian behind;
    private final List<Expr> smoothed;

    SmootherEquations(FilterSymbols symbols) {
        this.symbols = symbols;
        this.shared = named("shared", symbols.d * symbols.n);
        this.predicted = estimate("predicted");
        this.behind = estimate("behind");
        this.smoothed = SharedReciprocals.of(smooth());
    }

    private static List<Expr> named(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    private Gaussian estimate(String name) {
        return new Gaussian(named(name, symbols.d), named(name + " P", Gaussian.packedSize(symbols.d)));
    }

    private List<Expr> smooth() {
        int d = symbols.d;
        Expr[][] l = Cholesky.factor(predicted, NOTHING);
        List<List<Expr>> halves = new ArrayList<>();
        List<List<Expr>> gains = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            List<Expr> half = Cholesky.solve(l, row(i));
            halves.add(half);
            gains.add(Cholesky.solveTransposed(l, half));
        }
        List<Expr> surprise = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            surprise.add(behind.mean().get(j).minus(predicted.mean().get(j)));
        }
        List<Expr> mean = new ArrayList<>();
        List<Expr> packed = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            mean.add(symbols.before.mean().get(i).plus(Terms.dot(gains.get(i), surprise)));
            List<Expr> spread = behind.times(gains.get(i));
            for (int j = 0; j <= i; j++) {
                Expr given = Terms.minus(symbols.before.covariance(i, j), Terms.dot(halves.get(i), halves.get(j)));
                packed.add(Terms.plus(given, Terms.dot(spread, gains.get(j))));
            }
        }
        return FilterSymbols.concat(mean, packed);
    }

    /** Row i of X: with the coordinates of the parameters, which only drift, then with the states. */
    private List<Expr> row(int i) {
        List<Expr> row = new ArrayList<>();
        for (int j = 0; j < symbols.m; j++) {
            row.add(symbols.before.covariance(i, j).times(symbols.decays.get(j)));
        }
        row.addAll(shared.subList(i * symbols.n, (i + 1) * symbols.n));
        return row;
    }

    /** What stands for the covariance with the states at the end [D×N]. */
    List<Expr> shared() {
        return shared;
    }

    Gaussian predicted() {
        return predicted;
    }

    Gaussian behind() {
        return behind;
    }

    /** s and S, by θ, P, interval, {@link #shared}, {@link #predicted} and {@link #behind}. */
    List<Expr> smoothed() {
        return smoothed;
    }
}

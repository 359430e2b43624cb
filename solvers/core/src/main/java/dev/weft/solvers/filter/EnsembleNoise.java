package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Write how process noise reaches the members of an ensemble.
 *
 * <p>Process noise is drawn: ξ with mean 0 and covariance I over the members. Some of it repeats by chance what the members
 * knew, with covariance c = cov(ξ, δ) of the order 1/√E, and a filter that took it would soon be too sure of itself. So of ξ
 * only that part counts of which the members know nothing, made as large as all of it was:
 *
 * <pre>
 *   ξ' = L⁻¹ (ξ − c P⁻¹ δ),   L Lᵀ = I − c P⁻¹ cᵀ,      δ ← δ + √Q ξ',   P ← P + Q exactly.
 * </pre>
 */
final class EnsembleNoise {
    /** A direction in which members differ by less than this part of a variance is rounding. */
    private static final double NOTHING = 1e-12;

    private final FilterSymbols symbols;
    private final List<Expr> deviation;
    private final List<Integer> noisy;
    private final List<Expr> noise;
    private final List<Expr> repeated;
    private final List<Expr> spread;
    private final List<Expr> spreading;
    private final List<Expr> disturbed;

    /** Write it for members that deviate by {@code deviation}, δ [D]. */
    EnsembleNoise(FilterSymbols symbols, List<Expr> deviation) {
        int d = symbols.d;
        this.symbols = symbols;
        this.deviation = deviation;
        this.noisy = IntStream.range(0, d)
                .filter(i -> !Terms.isZero(symbols.added.get(i)))
                .boxed()
                .toList();
        int n = noisy.size();
        this.noise = EnsembleEquations.named("noise", n);
        this.repeated = EnsembleEquations.named("repeated", n * d);
        this.spread = SharedReciprocals.of(writeSpread());
        this.spreading = EnsembleEquations.named("spreading", n * d + Gaussian.packedSize(n));
        this.disturbed = disturb();
    }

    /** P_ii + q_i of the noisy weights, then −√Q L⁻¹ c P⁻¹ [n×D] and √Q L⁻¹ [n(n + 1)/2], row by row. */
    private List<Expr> writeSpread() {
        int d = symbols.d;
        int n = noisy.size();
        Expr[][] members = Cholesky.factor(symbols.before, NOTHING);
        List<List<Expr>> known = new ArrayList<>();
        List<Expr> left = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            known.add(Cholesky.solve(members, repeated.subList(k * d, (k + 1) * d)));
            for (int l = 0; l <= k; l++) {
                left.add((l == k ? Expr.ONE : Expr.ZERO).minus(Terms.dot(known.get(k), known.get(l))));
            }
        }
        Expr[][] factor = Cholesky.factor(new Gaussian(Collections.nCopies(n, Expr.ZERO), left));
        List<List<Expr>> inverse = new ArrayList<>();
        for (int l = 0; l < n; l++) {
            List<Expr> unit = new ArrayList<>(Collections.nCopies(n, Expr.ZERO));
            unit.set(l, Expr.ONE);
            inverse.add(Cholesky.solve(factor, unit));
        }
        List<List<Expr>> slopes =
                known.stream().map(y -> Cholesky.solveTransposed(members, y)).toList();
        List<Expr> variances = new ArrayList<>();
        List<Expr> byMember = new ArrayList<>();
        List<Expr> byNoise = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            Expr added = symbols.added.get(noisy.get(k));
            Expr root = added.sqrt();
            variances.add(symbols.before.covariance(noisy.get(k), noisy.get(k)).plus(added));
            for (int j = 0; j < d; j++) {
                Expr sum = Expr.ZERO;
                for (int l = 0; l <= k; l++) {
                    sum = Terms.plus(
                            sum,
                            Terms.times(inverse.get(l).get(k), slopes.get(l).get(j)));
                }
                byMember.add(root.times(sum).negate());
            }
            for (int l = 0; l <= k; l++) {
                byNoise.add(root.times(inverse.get(l).get(k)));
            }
        }
        return FilterSymbols.concat(variances, byMember, byNoise);
    }

    private List<Expr> disturb() {
        int d = symbols.d;
        int n = noisy.size();
        List<Expr> next = new ArrayList<>(deviation);
        for (int k = 0; k < n; k++) {
            Expr sum = Terms.dot(spreading.subList(k * d, (k + 1) * d), deviation);
            for (int l = 0; l <= k; l++) {
                sum = sum.plus(spreading.get(n * d + Gaussian.index(k, l)).times(noise.get(l)));
            }
            next.set(noisy.get(k), deviation.get(noisy.get(k)).plus(sum));
        }
        return next;
    }

    /** The weights that process noise moves [n]. */
    List<Integer> noisy() {
        return noisy;
    }

    /** What the spread of a lane reads beside settings: P, c row by row [n×D], densities. */
    List<Expr> spreadInputs() {
        return FilterSymbols.concat(symbols.before.packed(), repeated, symbols.densities);
    }

    /** The variances of noisy weights, and how much of members and noise they take, in terms of {@link #spreadInputs}. */
    List<Expr> spread() {
        return spread;
    }

    /** What the disturbance of a member reads beside {@link #noise}: the end of {@link #spread}, and δ. */
    List<Expr> disturbedInputs() {
        return FilterSymbols.concat(spreading, deviation);
    }

    /** What is drawn for a member [n]. */
    List<Expr> noise() {
        return noise;
    }

    /** A member's deviation with noise, in terms of {@link #disturbedInputs} and {@link #noise}. */
    List<Expr> disturbed() {
        return disturbed;
    }
}

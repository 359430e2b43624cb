package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Write the ensemble Kalman filter, one member or one lane at a time. A member is its deviation δ from the mean.
 *
 * <p>Process noise is drawn: ξ with mean 0 and covariance I over the members. Some of it repeats by chance what the members
 * knew, with covariance c = cov(ξ, δ) of the order 1/√E, and a filter that took it would soon be too sure of itself. So of ξ
 * only that part counts of which the members know nothing, made as large as all of it was:
 *
 * <pre>
 *   ξ' = L⁻¹ (ξ − c P⁻¹ δ),   L Lᵀ = I − c P⁻¹ cᵀ,      δ ← δ + √Q ξ',   P ← P + Q exactly.
 * </pre>
 *
 * <p>Weights and expected outputs are corrected as one vector a = (θ, y) of which readings see the last Q. For each output
 * with s = P_kk, noise r: K = P_·k/(s + r), the mean moves by K ν and every member by
 *
 * <pre>
 *   δa ← δa − α K δa_k,      α = 1/(1 + √(r/(s + r))),
 * </pre>
 *
 * after which the covariance of the members is (I − K e_kᵀ) P. All of it together is linear in the members' outputs,
 * δθ ← δθ − T δy, and T [D×Q] follows from the covariance alone: once a lane, not once a member.
 */
final class EnsembleEquations {
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
    private final List<Expr> advanced;
    private final List<Expr> outputs;
    private final List<Expr> outputMeans;
    private final List<Expr> outputCovariances;
    private final List<Expr> outputDeviation;
    private final List<Expr> transform;
    private final List<Expr> correction;
    private final List<Expr> corrected;

    EnsembleEquations(FilterModel model) {
        this.symbols = new FilterSymbols(model);
        int d = symbols.d;
        int q = symbols.q;
        this.deviation = named("deviation", d);
        this.noisy = IntStream.range(0, d)
                .filter(i -> !Terms.isZero(symbols.added.get(i)))
                .boxed()
                .toList();
        int n = noisy.size();
        this.noise = named("noise", n);
        this.repeated = named("repeated", n * d);
        this.spread = SharedReciprocals.of(writeSpread());
        this.spreading = named("spreading", n * d + Gaussian.packedSize(n));
        this.disturbed = disturb();
        List<Expr> member = member();
        this.advanced = SharedReciprocals.of(
                FilterSymbols.concat(symbols.driftedCoordinates(member), MovedStates.of(symbols, member)));
        this.outputs = SharedReciprocals.of(IntStream.range(0, q)
                .mapToObj(k -> OutputSlopes.value(symbols, member, k))
                .toList());
        this.outputMeans = named("expected", q);
        this.outputCovariances = named("shared", q * d + Gaussian.packedSize(q));
        this.outputDeviation = named("output", q);
        this.transform = named("transform", d * q);
        this.correction = SharedReciprocals.of(correct());
        this.corrected = correctMember();
    }

    private static List<Expr> named(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    private List<Expr> member() {
        return IntStream.range(0, symbols.d)
                .mapToObj(i -> symbols.before.mean().get(i).plus(deviation.get(i)))
                .toList();
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

    /** θ, P, the verdict, innovations, their variances, the surprise; then T row by row. */
    private List<Expr> correct() {
        int d = symbols.d;
        int q = symbols.q;
        Gaussian both = joint();
        List<GaussianMethod.Expectation> expected = new ArrayList<>();
        List<Expr> variances = new ArrayList<>();
        for (int k = 0; k < q; k++) {
            List<Expr> row = new ArrayList<>(Collections.nCopies(d + q, Expr.ZERO));
            row.set(d + k, Expr.ONE);
            expected.add(new GaussianMethod.Expectation(outputMeans.get(k), row, Expr.ZERO));
            variances.add(Expr.constant(symbols.model.outputVariances().get(k)));
        }
        Innovations told = new Innovations(both, symbols.measured, expected, variances);
        Expr passes = UpdateEquations.passes(symbols.model.gate(), q, told.surprise, told.count);
        Expr accepted = passes.plus(symbols.verdict.sqrt().times(Expr.ZERO));
        Expr[][] t = new Expr[d + q][q];
        for (Expr[] row : t) {
            Arrays.fill(row, Expr.ZERO);
        }
        for (int k = 0; k < q; k++) {
            Expr inverse = Expr.select(accepted, told.inverses.get(k), Expr.ZERO);
            Expr innovation = Expr.select(accepted, told.successive.get(k), Expr.ZERO);
            Expr alpha =
                    Expr.ONE.over(Expr.ONE.plus(variances.get(k).times(inverse).sqrt()));
            Expr share = inverse.times(alpha);
            // δa_k so far in terms of what the members' outputs were: e_k − row k of T.
            List<Expr> current = new ArrayList<>();
            for (int l = 0; l < q; l++) {
                current.add(Terms.minus(l == k ? Expr.ONE : Expr.ZERO, t[d + k][l]));
            }
            for (int j = 0; j < d + q; j++) {
                Expr pull = both.covariance(j, d + k).times(share);
                for (int l = 0; l < q; l++) {
                    t[j][l] = Terms.plus(t[j][l], Terms.times(pull, current.get(l)));
                }
            }
            both = ScalarUpdate.of(both, expected.get(k).slopes(), innovation, inverse, variances.get(k));
        }
        List<Expr> all = new ArrayList<>(both.mean().subList(0, d));
        all.addAll(both.packed().subList(0, Gaussian.packedSize(d)));
        all.add(Expr.select(accepted, told.count, symbols.verdict.plus(Expr.ZERO)));
        all.addAll(told.alone);
        all.addAll(told.variances);
        all.add(told.surprise);
        for (int i = 0; i < d; i++) {
            all.addAll(List.of(t[i]));
        }
        return all;
    }

    /** θ and y as one estimate; an output that is not finite for all members shares nothing, and counts as missing. */
    private Gaussian joint() {
        int d = symbols.d;
        List<Expr> packed = new ArrayList<>(symbols.before.packed());
        int at = 0;
        for (int k = 0; k < symbols.q; k++) {
            for (int j = 0; j < d + k + 1; j++) {
                Expr finite = outputMeans.get(k).times(Expr.ZERO);
                if (j >= d) {
                    finite = finite.plus(outputMeans.get(j - d).times(Expr.ZERO));
                }
                packed.add(Expr.select(finite, outputCovariances.get(at++), Expr.ZERO));
            }
        }
        return new Gaussian(FilterSymbols.concat(symbols.before.mean(), outputMeans), packed);
    }

    private List<Expr> correctMember() {
        List<Expr> all = new ArrayList<>();
        for (int i = 0; i < symbols.d; i++) {
            Expr moved = deviation.get(i);
            for (int k = 0; k < symbols.q; k++) {
                Expr own = outputDeviation.get(k);
                Expr finite = Expr.select(own.times(Expr.ZERO), own, Expr.ZERO);
                moved = moved.minus(transform.get(i * symbols.q + k).times(finite));
            }
            all.add(moved);
        }
        return all;
    }

    FilterSymbols symbols() {
        return symbols;
    }

    /** δ [D]. */
    List<Expr> deviation() {
        return deviation;
    }

    /** The weights that process noise moves [n]. */
    List<Integer> noisy() {
        return noisy;
    }

    /** A member after the interval without noise, in terms of {@link FilterSymbols#moving}, δ and settings. */
    List<Expr> advanced() {
        return advanced;
    }

    /** What the spread of a lane reads beside settings: P, and c row by row [n×D]. */
    List<Expr> spreadInputs() {
        return FilterSymbols.concat(symbols.before.packed(), repeated);
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

    /** What a member expects to read, in terms of θ, inputs at the reading and δ. */
    List<Expr> outputs() {
        return outputs;
    }

    /** What a correction reads: θ, P, verdict, inputs at the reading, readings; then means and covariances of outputs. */
    List<Expr> correctionInputs() {
        return FilterSymbols.concat(symbols.reading(), outputMeans, outputCovariances);
    }

    /** The correction of a lane, in terms of {@link #correctionInputs}. */
    List<Expr> correction() {
        return correction;
    }

    /** What the correction of a member reads: T, δ, δy. */
    List<Expr> memberInputs() {
        return FilterSymbols.concat(transform, deviation, outputDeviation);
    }

    /** A member's deviation after the reading, in terms of {@link #memberInputs}. */
    List<Expr> corrected() {
        return corrected;
    }
}

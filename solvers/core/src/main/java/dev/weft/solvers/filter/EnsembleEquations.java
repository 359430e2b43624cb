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
    private final FilterSymbols symbols;
    private final List<Expr> deviation;
    private final EnsembleNoise noise;
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
        this.noise = new EnsembleNoise(symbols, deviation);
        List<Expr> member = member();
        this.advanced = SharedReciprocals.of(FilterSymbols.concat(
                symbols.driftedCoordinates(member),
                MovedStates.of(symbols, member).states()));
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

    static List<Expr> named(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> Expr.symbol(name + i)).toList();
    }

    private List<Expr> member() {
        return IntStream.range(0, symbols.d)
                .mapToObj(i -> symbols.before.mean().get(i).plus(deviation.get(i)))
                .toList();
    }

    /** θ, P, the verdict, what was expected, variances of innovations, the surprise; then T row by row. */
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
            variances.add(SensorNoise.usable(symbols, k));
        }
        Innovations told = new Innovations(both, symbols.measured, expected, variances);
        Expr passes = UpdateEquations.passes(symbols.model.gate(), q, told.surprise, told.count);
        Expr accepted = Terms.plus(passes.plus(symbols.verdict.sqrt().times(Expr.ZERO)), SensorNoise.sound(symbols));
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
        all.addAll(told.expected);
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

    /** How noise reaches the members. */
    EnsembleNoise noise() {
        return noise;
    }

    /** A member after the interval without noise, in terms of {@link FilterSymbols#moving}, δ and settings. */
    List<Expr> advanced() {
        return advanced;
    }

    /** What a member expects to read, in terms of θ, inputs at the reading and δ. */
    List<Expr> outputs() {
        return outputs;
    }

    /** What a correction reads: {@link FilterSymbols#reading}; then means and covariances of outputs. */
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

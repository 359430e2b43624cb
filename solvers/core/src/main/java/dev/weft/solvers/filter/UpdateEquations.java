package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Write the parts of an update, without a branch: preparation, flow, prediction, correction. Each reads what the one before it has
 * computed, and each is small enough for the JIT compiler to keep all its values in registers.
 */
final class UpdateEquations {
    private final FilterSymbols symbols;
    private final Stage preparation;
    private final Stage flow;
    private final GaussianMethod method;
    private final List<Expr> prediction;
    private final List<Expr> correction;

    /** Values that one kernel hands to the next: those that are no constants or symbols, and what stands for them. */
    private static final class Stage {
        final List<Expr> values = new ArrayList<>();
        final List<Expr> symbols = new ArrayList<>();
        final List<Expr> standIns = new ArrayList<>();

        Stage(String name, List<Expr> all) {
            for (Expr value : SharedReciprocals.of(all)) {
                if (value.operation().arity() == 0) {
                    standIns.add(value);
                } else {
                    int known = values.indexOf(value);
                    if (known < 0) {
                        known = values.size();
                        values.add(value);
                        symbols.add(Expr.symbol(name + known));
                    }
                    standIns.add(symbols.get(known));
                }
            }
        }
    }

    UpdateEquations(FilterModel model, GaussianMethod method) {
        this.symbols = new FilterSymbols(model);
        this.method = method;
        this.preparation = new Stage("prepared", method.prepare(symbols));
        this.flow = new Stage("flow", method.flow(symbols, preparation.standIns));
        this.prediction = SharedReciprocals.of(predict(method));
        this.correction = SharedReciprocals.of(correct(method));
    }

    /** θ, P, and 0 where all of it is finite and the step is not negative, NaN elsewhere; what {@link FlowCheck} asks for. */
    private List<Expr> predict(GaussianMethod method) {
        Gaussian predicted = method.predict(symbols, preparation.standIns, flow.standIns);
        List<Expr> all = new ArrayList<>(predicted.all());
        Expr sound = Expr.sum(all).plus(symbols.step.sqrt());
        // A root is NaN of what is negative.
        Expr least = symbols.densities.stream().reduce(Expr.ZERO, Expr::min);
        all.add(Terms.plus(sound, Terms.isZero(least) ? least : least.sqrt()).times(Expr.ZERO));
        FlowCheck check = symbols.model.flowCheck();
        if (check != null) {
            all.add(flowError(check, predicted.mean().subList(symbols.m, symbols.d)));
        }
        return all;
    }

    /** max_i e_i/(tolerance (|x_i| + spread_i)). */
    private Expr flowError(FlowCheck check, List<Expr> states) {
        int first = flow.standIns.size() - symbols.n;
        Expr most = Expr.ZERO;
        for (int i = 0; i < symbols.n; i++) {
            Expr size = states.get(i).abs().plus(Expr.constant(check.spreads().get(i)));
            most = most.max(flow.standIns.get(first + i).over(size.times(check.tolerance())));
        }
        return most;
    }

    /**
     * θ, P, the verdict: how many outputs corrected the lane, or −1 as it was; then what was expected, ŷ_k, the variances
     * S_kk of the innovations at the prediction, and the normalised innovation squared.
     */
    private List<Expr> correct(GaussianMethod method) {
        Gaussian estimate = symbols.before;
        List<GaussianMethod.Expectation> expected = new ArrayList<>();
        List<Expr> noise = new ArrayList<>();
        for (int k = 0; k < symbols.q; k++) {
            expected.add(method.expect(symbols, k));
            noise.add(Terms.plus(expected.get(k).excess(), SensorNoise.usable(symbols, k)));
        }
        Innovations told = new Innovations(estimate, symbols.measured, expected, noise);
        Expr passes = passes(symbols.model.gate(), symbols.q, told.surprise, told.count);
        // The root is NaN where the prediction failed.
        Expr accepted = Terms.plus(passes.plus(symbols.verdict.sqrt().times(Expr.ZERO)), SensorNoise.sound(symbols));
        for (int k = 0; k < symbols.q; k++) {
            Expr inverse = Expr.select(accepted, told.inverses.get(k), Expr.ZERO);
            Expr innovation = Expr.select(accepted, told.successive.get(k), Expr.ZERO);
            estimate = ScalarUpdate.of(estimate, expected.get(k).slopes(), innovation, inverse, noise.get(k));
        }
        List<Expr> all = new ArrayList<>(
                Consideration.of(symbols, symbols.before, estimate).all());
        // With 0 added a zero has no sign.
        all.add(Expr.select(accepted, told.count, symbols.verdict.plus(Expr.ZERO)));
        all.addAll(told.expected);
        all.addAll(told.variances);
        all.add(told.surprise);
        return all;
    }

    /**
     * At least 0 where the reading passes the gate; each number of outputs has its own threshold. Written as a sum: of two
     * constants to choose from C2 kept one as an object.
     */
    static Expr passes(Gate gate, int outputs, Expr surprise, Expr count) {
        if (gate.probability() == 1) {
            // Finite it has to be.
            return surprise.times(Expr.ZERO);
        }
        Expr threshold = Expr.constant(gate.threshold(1));
        for (int k = 2; k <= outputs; k++) {
            Expr atLeast = count.minus(Expr.constant(k - 1)).max(Expr.ZERO).min(Expr.ONE);
            double more = gate.threshold(k) - gate.threshold(k - 1);
            threshold = threshold.plus(atLeast.times(more));
        }
        return threshold.minus(surprise);
    }

    FilterSymbols symbols() {
        return symbols;
    }

    /** What the flow starts from, in terms of {@link FilterSymbols#moving}; may be nothing. */
    List<Expr> preparation() {
        return preparation.values;
    }

    /** The flow in terms of {@link FilterSymbols#moving}, {@link #preparedSymbols} and settings. */
    List<Expr> flow() {
        return flow.values;
    }

    /** What the preparation has computed. */
    List<Expr> preparedSymbols() {
        return preparation.symbols;
    }

    /** The prediction in terms of {@link FilterSymbols#moving}, {@link #preparedSymbols}, {@link #flowSymbols} and settings. */
    List<Expr> prediction() {
        return prediction;
    }

    /** The covariance of the weights before with the states after, in the same terms [D×N]. */
    List<Expr> shared() {
        return SharedReciprocals.of(method.shared(symbols, preparation.standIns, flow.standIns));
    }

    /** What the flow has computed. */
    List<Expr> flowSymbols() {
        return flow.symbols;
    }

    /** The correction in terms of {@link FilterSymbols#reading}. */
    List<Expr> correction() {
        return correction;
    }
}

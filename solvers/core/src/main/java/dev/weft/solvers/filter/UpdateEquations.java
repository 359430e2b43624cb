package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.List;

/**
 * Write the three parts of an update, without a branch: flow, prediction, correction. Each reads what the one before it has
 * computed, and each is small enough for the JIT compiler to keep all its values in registers.
 */
final class UpdateEquations {
    private static final Expr NOT_A_NUMBER = Expr.constant(Double.NaN);

    private final FilterSymbols symbols;
    /** Values of the flow that are no constants, and the symbols that stand for them. */
    private final List<Expr> flow = new ArrayList<>();

    private final List<Expr> flowSymbols = new ArrayList<>();
    private final List<Expr> prediction;
    private final List<Expr> correction;

    UpdateEquations(FilterModel model, FilterMethod method) {
        this.symbols = new FilterSymbols(model);
        List<Expr> standIns = new ArrayList<>();
        for (Expr value : SharedReciprocals.of(method.flow(symbols))) {
            standIns.add(value.operation() == Operation.CONSTANT ? value : standIn(value));
        }
        this.prediction = SharedReciprocals.of(predict(method, standIns));
        this.correction = SharedReciprocals.of(correct(method));
    }

    private Expr standIn(Expr value) {
        int known = flow.indexOf(value);
        if (known >= 0) {
            return flowSymbols.get(known);
        }
        flow.add(value);
        flowSymbols.add(Expr.symbol("flow" + flow.size()));
        return flowSymbols.get(flow.size() - 1);
    }

    /** θ, P, and 0 where all of it is finite and the step is not negative, NaN elsewhere. */
    private List<Expr> predict(FilterMethod method, List<Expr> standIns) {
        List<Expr> all = method.predict(symbols, standIns).all();
        all.add(Expr.select(symbols.step, Expr.sum(all).times(Expr.ZERO), NOT_A_NUMBER));
        return all;
    }

    /**
     * θ, P, the verdict: how many outputs corrected the lane, or −1 as it was; then the innovations ν_k = y_k − ŷ_k, their
     * variances S_kk at the prediction, and the normalised innovation squared.
     */
    private List<Expr> correct(FilterMethod method) {
        Gaussian estimate = symbols.before;
        List<FilterMethod.Expectation> expected = new ArrayList<>();
        List<Expr> noise = new ArrayList<>();
        for (int k = 0; k < symbols.q; k++) {
            expected.add(method.expect(symbols, k));
            Expr sensor = Expr.constant(symbols.model.outputVariances().get(k));
            noise.add(Terms.plus(expected.get(k).excess(), sensor));
        }
        Innovations told = new Innovations(estimate, symbols.measured, expected, noise);
        Expr passes = passes(symbols.model.gate(), symbols.q, told.surprise, told.count);
        Expr accepted = Expr.select(symbols.verdict, passes, NOT_A_NUMBER);
        for (int k = 0; k < symbols.q; k++) {
            Expr inverse = Expr.select(accepted, told.inverses.get(k), Expr.ZERO);
            Expr innovation = Expr.select(accepted, told.successive.get(k), Expr.ZERO);
            estimate = ScalarUpdate.of(estimate, expected.get(k).slopes(), innovation, inverse, noise.get(k));
        }
        List<Expr> all = new ArrayList<>(estimate.all());
        // The prediction's zero may be a negative one.
        Expr asItWas = Expr.select(symbols.verdict, Expr.ZERO, symbols.verdict);
        all.add(Expr.select(accepted, told.count, asItWas));
        all.addAll(told.alone);
        all.addAll(told.variances);
        all.add(told.surprise);
        return all;
    }

    /** At least 0 where the reading passes the gate; each number of outputs has its own threshold. */
    private static Expr passes(Gate gate, int outputs, Expr surprise, Expr count) {
        if (gate.probability() == 1) {
            // Finite it has to be.
            return surprise.times(Expr.ZERO);
        }
        Expr threshold = Expr.constant(gate.threshold(1));
        for (int k = 2; k <= outputs; k++) {
            threshold = Expr.select(count.minus(Expr.constant(k)), Expr.constant(gate.threshold(k)), threshold);
        }
        return threshold.minus(surprise);
    }

    FilterSymbols symbols() {
        return symbols;
    }

    /** The flow in terms of {@link FilterSymbols#moving} and settings. */
    List<Expr> flow() {
        return flow;
    }

    List<Expr> flowSymbols() {
        return flowSymbols;
    }

    /** The prediction in terms of the same and {@link #flowSymbols}. */
    List<Expr> prediction() {
        return prediction;
    }

    /** Expressions with the settings replaced by what they are of the interval. */
    List<Expr> byInterval(List<Expr> expressions) {
        return Substitution.of(symbols.settings, symbols.settingValues).apply(expressions);
    }

    /** The correction in terms of {@link FilterSymbols#reading}. */
    List<Expr> correction() {
        return correction;
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.List;

/**
 * Write the two halves of an update, without a branch. Both work in place: the second reads as the estimate what the first
 * has written.
 */
final class UpdateEquations {
    private static final Expr NOT_A_NUMBER = Expr.constant(Double.NaN);

    private final FilterSymbols symbols;
    private final List<Expr> prediction;
    private final List<Expr> correction;

    UpdateEquations(FilterModel model, FilterMethod method) {
        this.symbols = new FilterSymbols(model);
        this.prediction = SharedReciprocals.of(predict(method));
        this.correction = SharedReciprocals.of(correct(method));
    }

    /** θ, P, and 0 where all of it is finite and the step is not negative, NaN elsewhere. */
    private List<Expr> predict(FilterMethod method) {
        List<Expr> all = method.predict(symbols).all();
        all.add(Expr.select(symbols.step, Expr.sum(all).times(Expr.ZERO), NOT_A_NUMBER));
        return all;
    }

    /**
     * θ, P, the innovations ν_k = y_k − ŷ_k and their variances S_kk at the prediction, the normalised innovation squared,
     * and the verdict: how many outputs corrected the lane, or −1 as it was.
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
        all.addAll(told.alone);
        all.addAll(told.variances);
        all.add(told.surprise);
        all.add(Expr.select(accepted, told.count, symbols.verdict));
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

    /** The prediction in terms of {@link FilterSymbols#predicted} and settings. */
    List<Expr> prediction() {
        return prediction;
    }

    /** The prediction in terms of the same and the interval. */
    List<Expr> predictionByInterval() {
        return Substitution.of(symbols.settings, symbols.settingValues).apply(prediction);
    }

    /** The correction in terms of {@link FilterSymbols#corrected}. */
    List<Expr> correction() {
        return correction;
    }
}

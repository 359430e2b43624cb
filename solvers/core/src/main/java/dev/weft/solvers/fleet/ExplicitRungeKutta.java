package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.ButcherTableau;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Substitution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Step by an explicit Runge–Kutta method given by its tableau.
 *
 * <p>Cost: one evaluation of f a stage; a stage that nothing depends on is dropped, so a fixed step of Dormand–Prince
 * 5(4) takes 6. Stable for h|λ| below about 2.8 (classical) and 3.3 (Dormand–Prince) on the negative axis.
 */
public final class ExplicitRungeKutta implements EmbeddedMethod {
    /** The classical method of order 4. */
    public static final ExplicitRungeKutta CLASSICAL_4 = new ExplicitRungeKutta(ButcherTableau.CLASSICAL_4);

    /** Zonneveld's pair of orders 4 and 3: the steps of {@link #CLASSICAL_4}, with an estimate of their error. */
    public static final ExplicitRungeKutta ZONNEVELD_43 = new ExplicitRungeKutta(ButcherTableau.ZONNEVELD_43);

    /** Dormand and Prince's pair of orders 5 and 4. */
    public static final ExplicitRungeKutta DORMAND_PRINCE_54 = new ExplicitRungeKutta(ButcherTableau.DORMAND_PRINCE_54);

    private final ButcherTableau tableau;

    /** Take the method of a tableau. */
    public ExplicitRungeKutta(ButcherTableau tableau) {
        this.tableau = tableau;
    }

    @Override
    public String name() {
        return tableau.name();
    }

    @Override
    public int order() {
        return tableau.order();
    }

    /** Tell whether {@link #step} is possible: whether the tableau is of an embedded pair. */
    public boolean hasErrorEstimate() {
        return tableau.hasErrorEstimate();
    }

    @Override
    public int errorOrder() {
        return tableau.order() - 1;
    }

    @Override
    public List<Expr> next(OdeSystem system, Expr h) {
        List<List<Expr>> k = stages(system, system.rateExpressions(), h);
        List<Expr> next = new ArrayList<>();
        for (int i = 0; i < system.stateCount(); i++) {
            next.add(system.states().get(i).plus(increment(k, i, weights(), h)));
        }
        return next;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the tableau has no error estimate
     */
    @Override
    public Step step(OdeSystem system, List<Expr> rates, Expr h) {
        if (!tableau.hasErrorEstimate()) {
            throw new IllegalStateException(
                    name() + " has no error estimate, expected an embedded pair such as Dormand-Prince 5(4)");
        }
        List<List<Expr>> k = stages(system, rates, h);
        List<Expr> next = new ArrayList<>();
        List<Expr> error = new ArrayList<>();
        double[] errorWeights = new double[tableau.stages()];
        for (int j = 0; j < errorWeights.length; j++) {
            errorWeights[j] = tableau.error(j);
        }
        for (int i = 0; i < system.stateCount(); i++) {
            next.add(system.states().get(i).plus(increment(k, i, weights(), h)));
            error.add(increment(k, i, errorWeights, h));
        }
        List<Expr> nextRates = tableau.firstSameAsLast()
                ? k.get(k.size() - 1)
                : Substitution.of(system.states(), next).apply(system.rateExpressions());
        return new Step(next, error, nextRates);
    }

    private double[] weights() {
        double[] b = new double[tableau.stages()];
        for (int j = 0; j < b.length; j++) {
            b[j] = tableau.b(j);
        }
        return b;
    }

    private List<List<Expr>> stages(OdeSystem system, List<Expr> first, Expr h) {
        List<List<Expr>> k = new ArrayList<>();
        k.add(first);
        for (int s = 1; s < tableau.stages(); s++) {
            double[] row = new double[s];
            for (int j = 0; j < s; j++) {
                row[j] = tableau.a(s, j);
            }
            List<Expr> argument = new ArrayList<>();
            for (int i = 0; i < system.stateCount(); i++) {
                argument.add(system.states().get(i).plus(increment(k, i, row, h)));
            }
            k.add(Substitution.of(system.states(), argument).apply(system.rateExpressions()));
        }
        return k;
    }

    /** h w (Σ (w_j/w) k_j) with the first weight w, stages of the same weight summed first: h w is the same in all lanes. */
    private static Expr increment(List<List<Expr>> k, int component, double[] weights, Expr h) {
        Map<Double, Expr> sums = new LinkedHashMap<>();
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] != 0) {
                sums.merge(weights[j], k.get(j).get(component), Expr::plus);
            }
        }
        double first = sums.keySet().iterator().next();
        List<Expr> terms = new ArrayList<>();
        sums.forEach((weight, sum) -> terms.add(sum.times(weight / first)));
        return h.times(first).times(Expr.sum(terms));
    }
}

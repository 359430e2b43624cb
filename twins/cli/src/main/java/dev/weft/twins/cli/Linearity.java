package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.solvers.symbolic.Derivative;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.Locale;

/** List what the slopes of a prior's equations by its states depend on. */
enum Linearity {
    /** On parameters and inputs only: the flow is a matrix exponential. */
    STATES("Linear in the states: over an interval they follow exp(JΔt), whatever Δt."),
    /** On the states: there is no closed flow. */
    NONE("Not linear in the states: they are integrated with error control.");

    private final String text;

    Linearity(String text) {
        this.text = text;
    }

    static Linearity of(PhysicsPrior prior) {
        List<Expr> rates =
                prior.states().stream().map(s -> prior.rateOf(s).expr()).toList();
        List<Expr> states = prior.states().stream().map(Quantity::expr).toList();
        return Derivative.isLinearIn(rates, states) ? STATES : NONE;
    }

    String text() {
        return text;
    }

    /** Return the name in JSON. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

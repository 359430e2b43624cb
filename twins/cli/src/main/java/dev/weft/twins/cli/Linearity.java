package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Derivative;
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
        OdeSystem system = prior.system();
        return Derivative.isLinearIn(system.rateExpressions(), system.states()) ? STATES : NONE;
    }

    String text() {
        return text;
    }

    /** Return the name in JSON. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

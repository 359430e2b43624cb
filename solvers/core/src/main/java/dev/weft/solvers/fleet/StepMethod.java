package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * Write one step of a one-step method for ẋ = f(x, p, u), p and u constant, as expressions.
 *
 * <p>The whole step becomes one graph, so subexpressions that stages share, or that do not contain the state, are
 * computed once, and no intermediate value is stored. Implementations are immutable and thread-safe.
 */
public interface StepMethod {
    /** Return the name of the method with its orders. */
    String name();

    /** Return the order of x⁺: the error after a fixed time falls as h to this power. */
    int order();

    /**
     * Write x(t + h) in terms of the symbols of the system and of h.
     *
     * @param system the system
     * @param h the step [time unit of the system]
     * @return x⁺ [N]
     */
    List<Expr> next(OdeSystem system, Expr h);
}

package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/** Write a step together with an estimate of its local error: what error control needs. */
public interface EmbeddedMethod extends StepMethod {
    /** Return the order of the error estimate in h less one: the estimate falls as h to this power plus one. */
    int errorOrder();

    /**
     * Write one step and its error.
     *
     * @param system the system
     * @param rates symbols for f(x, p, u) at the beginning of the step, which the integrator has at hand [N]
     * @param h the step
     */
    Step step(OdeSystem system, List<Expr> rates, Expr h);

    /**
     * The expressions of one step.
     *
     * @param next x⁺ [N]
     * @param error the estimate of the local error of x⁺ [N]
     * @param nextRates f(x⁺, p, u) [N]
     */
    record Step(List<Expr> next, List<Expr> error, List<Expr> nextRates) {
        /** Copy the lists. */
        public Step {
            next = List.copyOf(next);
            error = List.copyOf(error);
            nextRates = List.copyOf(nextRates);
        }
    }
}

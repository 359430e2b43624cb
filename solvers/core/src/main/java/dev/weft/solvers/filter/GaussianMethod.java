package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * Write an update of a mean and a covariance as expressions: where the interval takes them, and what they expect to read.
 */
abstract sealed class GaussianMethod extends FilterMethod permits ExtendedKalman, UnscentedKalman {
    /** Write what {@link #flow} starts from; a kernel of its own computes it. */
    abstract List<Expr> prepare(FilterSymbols symbols);

    /**
     * Write what the flow has to say of the interval, for {@link #predict}; again a kernel of its own. Where the model asks
     * for a check, the last N values are the errors of the states.
     *
     * @param prepared what stands for the values of {@link #prepare}: symbols, or constants
     */
    abstract List<Expr> flow(FilterSymbols symbols, List<Expr> prepared);

    /** The values of a flow, with the errors at their end where the model asks for them. */
    static List<Expr> withErrors(FilterSymbols symbols, List<Expr> values, List<Expr> errors) {
        return symbols.model.flowCheck() == null ? values : FilterSymbols.concat(values, errors);
    }

    /**
     * Write the estimate at the end of the interval, before the reading.
     *
     * @param prepared what stands for the values of {@link #prepare}
     * @param flow what stands for the values of {@link #flow}
     */
    abstract Gaussian predict(FilterSymbols symbols, List<Expr> prepared, List<Expr> flow);

    /**
     * Write the covariance of the weights at the beginning of the interval with the states at its end, row by row [D×N].
     *
     * @param prepared what stands for the values of {@link #prepare}
     * @param flow what stands for the values of {@link #flow}
     */
    abstract List<Expr> shared(FilterSymbols symbols, List<Expr> prepared, List<Expr> flow);

    /** Write what one output is expected to read, by {@link FilterSymbols#before} as the estimate before the reading. */
    abstract Expectation expect(FilterSymbols symbols, int output);

    /**
     * What is expected of an output.
     *
     * @param value ŷ
     * @param slopes h, the row of sensitivities [D]
     * @param excess variance of ŷ beyond h P hᵀ, which a line does not explain
     */
    record Expectation(Expr value, List<Expr> slopes, Expr excess) {}
}

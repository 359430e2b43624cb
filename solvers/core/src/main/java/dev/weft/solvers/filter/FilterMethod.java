package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * Write an update as expressions: where the interval takes an estimate, and what it expects to read.
 * The gain, the gate and the masks are the same for all methods. Immutable and thread-safe.
 */
public abstract sealed class FilterMethod permits ExtendedKalman, UnscentedKalman {
    /**
     * The extended Kalman filter: slopes at the mean.
     *
     * <p>Cost: one evaluation of the flow and its Jacobian. Errs in second order of what the estimate does not know.
     */
    public static final FilterMethod EXTENDED = new ExtendedKalman();

    /**
     * The unscented Kalman filter with κ = 0, which is the cubature filter: all its 2D points have the same weight.
     *
     * <p>Cost: 2D + 1 evaluations of the flow, no Jacobian, and a Cholesky factor of P an interval and an output that is
     * not linear. Exact to third order in what the estimate does not know.
     */
    public static final FilterMethod UNSCENTED = new UnscentedKalman(0);

    FilterMethod() {}

    /**
     * Return an unscented Kalman filter with another spread of its points: √(D + κ) standard deviations.
     *
     * @param kappa κ, at least 0, so that no weight is negative and every covariance is a sum of squares
     * @throws IllegalArgumentException if {@code kappa} is negative or not finite
     */
    public static FilterMethod unscented(double kappa) {
        return new UnscentedKalman(kappa);
    }

    /** Return the name of the method. */
    public abstract String name();

    /** Write what {@link #flow} starts from; a kernel of its own computes it. */
    abstract List<Expr> prepare(FilterSymbols symbols);

    /**
     * Write what the flow has to say of the interval, for {@link #predict}; again a kernel of its own.
     *
     * @param prepared what stands for the values of {@link #prepare}: symbols, or constants
     */
    abstract List<Expr> flow(FilterSymbols symbols, List<Expr> prepared);

    /**
     * Write the estimate at the end of the interval, before the reading.
     *
     * @param prepared what stands for the values of {@link #prepare}
     * @param flow what stands for the values of {@link #flow}
     */
    abstract Gaussian predict(FilterSymbols symbols, List<Expr> prepared, List<Expr> flow);

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

package dev.weft.solvers.filter;

/**
 * Choose what a filter remembers of a twin, and how it moves that over an interval. The gain, the gate and the masks are
 * the same for all methods. Immutable and thread-safe.
 */
public abstract sealed class FilterMethod permits GaussianMethod, EnsembleKalman {
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

    /**
     * Return an ensemble Kalman filter: E members, each a set of weights that the flow takes along, stand for mean and
     * covariance. Members are corrected by a square root, without drawing noise for the readings, so that mean and
     * covariance of a correction are exactly those of the Kalman filter for the covariance of the members.
     *
     * <p>What is drawn: the members about the estimate at the beginning, with exactly its mean and covariance, and the
     * process noise of every step, of which only that part counts that is uncorrelated with what the members know. So for
     * linear models the filter is the Kalman filter whatever E is; for others errors of the higher moments shrink as 1/√E.
     * Draws follow from the seed and the number of the step of the {@link FilterPlanes}, and are the same for all lanes.
     * There is no inflation and no localisation: E is to be a few times D.
     *
     * <p>Cost: E evaluations of the flow and of the outputs, no Jacobian, and E D numbers a lane.
     *
     * @param members E, 2 … 10,000; a {@link FleetFilter} asks for more than D plus the number of
     *     weights that process noise moves
     * @param seed of all draws; the same seed gives the same bits
     * @throws IllegalArgumentException if {@code members} is outside of its bounds
     */
    public static FilterMethod ensemble(int members, long seed) {
        return new EnsembleKalman(members, seed);
    }

    /** Return the name of the method. */
    public abstract String name();
}

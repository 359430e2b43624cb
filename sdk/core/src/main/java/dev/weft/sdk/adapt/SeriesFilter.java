package dev.weft.sdk.adapt;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;

/**
 * Follow one machine along a series: what is known of θ goes from sample to sample and is corrected by readings, however far
 * apart they are, with inputs as they run in between and outputs that may be missing.
 *
 * <p>The filters differ in how they carry what is not known through equations that bend: by slopes ({@link #extended}), by 2D
 * points ({@link #unscented}), or by members that go their own ways ({@link #ensemble}). Where nothing bends they agree.
 *
 * <p>Use: {@link #begin}, then for each sample {@link #expect} and {@link #correct}, and {@link #propagate} to the next. Holds
 * what is known, so one series at a time; not thread-safe.
 */
public sealed interface SeriesFilter permits ExtendedSeriesFilter, UnscentedSeriesFilter, EnsembleSeriesFilter {
    /**
     * Return an extended Kalman filter: {@link WeightFilter} with secants.
     *
     * <p>Cost of an interval: one integration with sensitivities, and two without for each uncertain state.
     */
    static SeriesFilter extended(PhysicsModel model) {
        return new ExtendedSeriesFilter(model);
    }

    /**
     * Return an unscented Kalman filter with κ = 0: 2r points, r the number of weights that are uncertain.
     *
     * <p>Cost of an interval: 2r integrations.
     */
    static SeriesFilter unscented(PhysicsModel model) {
        return new UnscentedSeriesFilter(model);
    }

    /**
     * Return an ensemble Kalman filter, corrected by a square root.
     *
     * <p>Cost of an interval: an integration a member.
     *
     * @param members E, more than the uncertain weights and those with noise together; better several times as many
     * @param seed the same seed gives the same bits
     * @throws IllegalArgumentException if there are fewer than 2 members; too few for an estimate are refused by {@link
     *     #begin}
     */
    static SeriesFilter ensemble(PhysicsModel model, int members, long seed) {
        return new EnsembleSeriesFilter(model, members, seed);
    }

    /**
     * Begin with what is known of θ at the first sample, or forget what was known and go on from here.
     *
     * @param estimate θ, P. Not modified
     */
    void begin(GaussianEstimate estimate);

    /**
     * Go from a sample of a series to the next.
     *
     * @param from the sample to begin at
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the interval
     */
    void propagate(MeasuredSeries series, int from);

    /**
     * Return what is expected to be read here: a buffer, overwritten by the next call.
     *
     * @param u inputs at the time of the reading [K]. Not modified
     */
    Expectation expect(double[] u);

    /**
     * Learn from a reading, whose expectation was asked for last.
     *
     * @param measured the reading, NaN where an output is missing [Q]. Not modified
     * @return the normalised innovation squared, χ² with as many degrees of freedom as outputs were read
     */
    double correct(double[] measured);

    /** Return a copy of what is known now. */
    GaussianEstimate estimate();
}

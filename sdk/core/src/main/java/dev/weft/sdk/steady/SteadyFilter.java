package dev.weft.sdk.steady;

import dev.weft.sdk.adapt.WeightFlow;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;

/**
 * Let the weights of a {@link SteadyModel} follow its machine: the flow between readings, B times the surprise at each.
 *
 * <p>No covariance, no sensitivities, no gradient: a reading costs one integration of the states and D·Q products. It cannot
 * tell how sure it is, and learns as fast from the first reading as from the thousandth. Holds scratch but no weights: one a
 * thread may serve many twins of one model.
 */
public final class SteadyFilter {
    private final SteadyModel model;
    private final WeightFlow flow;
    private final int m;

    /** Prepare a filter. */
    public SteadyFilter(SteadyModel model) {
        this.model = model;
        this.flow = new WeightFlow(model.physics());
        this.m = model.physics().layout().parameterCount();
    }

    /**
     * Propagate the weights over an interval with its input held.
     *
     * @param theta weights [D]. Modified; unchanged if an exception is thrown
     * @param t start of the interval in seconds, for reports
     * @param dt length of the interval in seconds, &gt;= 0
     * @param u inputs [K]. Not modified
     * @throws IntegrationException if the equations have no solution over the interval
     */
    public void propagate(double[] theta, double t, double dt, double[] u) {
        flow.moveStates(theta, t, dt, u);
        for (int j = 0; j < m; j++) {
            theta[j] = flow.drifted(j, theta[j], dt);
        }
    }

    /**
     * Propagate the weights from a sample of a series to the next, with the inputs as they run between them.
     *
     * @param theta weights [D]. Modified; changed in part if an exception is thrown within an interval of several pieces
     * @param from the sample to begin at
     * @throws IntegrationException if the equations have no solution over the interval
     */
    public void propagate(double[] theta, MeasuredSeries series, int from) {
        series.forEachPiece(from, (t, dt, u) -> propagate(theta, t, dt, u));
    }

    /**
     * Compute what the weights expect to read.
     *
     * @param theta weights [D]. Not modified
     * @param u inputs at the time of the reading [K]. Not modified
     * @param expected receives ŷ [Q]. Modified
     */
    public void expect(double[] theta, double[] u, double[] expected) {
        flow.read(theta, u, expected);
    }

    /**
     * Correct the weights by a reading.
     *
     * @param theta weights [D]. Modified
     * @param expected what {@link #expect} gave for them [Q]. Not modified
     * @param measured the reading, NaN where an output is missing [Q]. Not modified
     */
    public void correct(double[] theta, double[] expected, double[] measured) {
        for (int k = 0; k < measured.length; k++) {
            double surprise = measured[k] - expected[k];
            if (!Double.isNaN(surprise)) {
                for (int i = 0; i < theta.length; i++) {
                    theta[i] += model.gain(i, k) * surprise;
                }
            }
        }
    }
}

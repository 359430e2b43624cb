package dev.weft.sdk.steady;

import dev.weft.priors.Parameter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;

/**
 * Let the weights of a {@link SteadyModel} follow its machine: the flow between readings, B times the surprise at each.
 *
 * <p>No covariance, no sensitivities, no gradient: a reading costs one integration of the states and D·Q products. It cannot
 * tell how sure it is, and learns as fast from the first reading as from the thousandth. Holds scratch but no weights: one a thread may serve many twins of one model.
 */
public final class SteadyFilter {
    private final SteadyModel model;
    private final OdeSystem system;
    private final OdeFlow flow;
    private final List<Coordinate> coordinates;
    private final double[] homes;
    private final double[] timeConstants;
    private final double[] p;
    private final double[] x;
    private final double[] arguments;
    private final double[] scratch;

    /** Prepare a filter. */
    public SteadyFilter(SteadyModel model) {
        PhysicsModel physics = model.physics();
        this.model = model;
        this.system = physics.prior().system();
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.coordinates = physics.layout().parameterCoordinates();
        int m = coordinates.size();
        this.homes = Arrays.copyOf(physics.start().mean(), m);
        this.timeConstants = timeConstants(physics);
        this.p = new double[m];
        this.x = new double[system.stateCount()];
        this.arguments = new double[x.length + m + system.inputCount()];
        this.scratch = system.outputValues().newScratch();
    }

    /** In what time each parameter is drawn back to its home [M], infinite where it is not. */
    static double[] timeConstants(PhysicsModel model) {
        return model.prior().parameters().stream()
                .map(Parameter::timeConstant)
                .mapToDouble(tau -> tau.orElse(Double.POSITIVE_INFINITY))
                .toArray();
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
        read(theta);
        flow.advance(t, dt, x, p, u);
        for (int j = 0; j < p.length; j++) {
            if (timeConstants[j] < Double.POSITIVE_INFINITY) {
                theta[j] = homes[j] + Math.exp(-dt / timeConstants[j]) * (theta[j] - homes[j]);
            }
        }
        System.arraycopy(x, 0, theta, p.length, x.length);
    }

    /**
     * Propagate the weights from a sample of a series to the next, with the inputs as they run between them.
     *
     * @param theta weights [D]. Modified; changed in part if an exception is thrown within an interval of several pieces
     * @param from the sample to begin at
     * @throws IntegrationException if the equations have no solution over the interval
     */
    public void propagate(double[] theta, MeasuredSeries series, int from) {
        int pieces = series.pieces();
        double t = series.time(from);
        double dt = (series.time(from + 1) - t) / pieces;
        for (int piece = 0; piece < pieces; piece++) {
            propagate(theta, t + piece * dt, dt, series.inputs(from, piece));
        }
    }

    /**
     * Compute what the weights expect to read.
     *
     * @param theta weights [D]. Not modified
     * @param u inputs at the time of the reading [K]. Not modified
     * @param expected receives ŷ [Q]. Modified
     */
    public void expect(double[] theta, double[] u, double[] expected) {
        read(theta);
        System.arraycopy(x, 0, arguments, 0, x.length);
        System.arraycopy(p, 0, arguments, x.length, p.length);
        System.arraycopy(u, 0, arguments, x.length + p.length, u.length);
        system.outputValues().evaluate(arguments, expected, scratch);
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

    private void read(double[] theta) {
        for (int j = 0; j < p.length; j++) {
            p[j] = coordinates.get(j).toValue(theta[j]);
        }
        System.arraycopy(theta, p.length, x, 0, x.length);
    }
}

package dev.weft.sdk.adapt;

import dev.weft.priors.Parameter;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.KalmanUpdate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.LinearFlow;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Let the weights of a physics model follow its machine, reading by reading: an extended Kalman filter over
 * θ = (parameters, states).
 *
 * <p>propagate: θ ← F_Δt(θ, u), P ← F P Fᵀ + Q, with the slopes F of the flow by {@link Linearisation};<br>
 * correct: θ ← θ + G (y − ŷ), the gain G following from P. No gradient goes through time.
 *
 * <p>A parameter with a home (see {@link Parameter#returnsWithin}) is drawn back to where the model starts.
 *
 * <p>Where the equations are linear in the states the flow is {@link LinearFlow}, a matrix exponential, exact for every Δt.
 *
 * <p>Cost: one integration of the states with their sensitivities and some D³ operations a reading. Holds
 * scratch but no estimate: one filter a thread may serve many twins of one model.
 *
 * <p>Source: A. H. Jazwinski, "Stochastic Processes and Filtering Theory", 1970, section 8.3, with the
 * parameters as additional states; for the secants M. Nørgaard, N. K. Poulsen, O. Ravn, "New developments in state
 * estimation for nonlinear systems", 2000.
 */
public final class WeightFilter {
    /** A reading within so many standard deviations of its sensor agrees with a saturated expectation. */
    private static final double AGREEMENT = 3;

    /** Secants reach so many standard deviations either way: the best choice where errors are Gaussian. */
    private static final double SECANT_REACH = Math.sqrt(3);

    /**
     * Far from where a machine can be equations may cost any number of steps, and what they say there is worth none: a secant
     * may cost so many times what the estimate itself did, and a little more.
     */
    private static final int SECANT_COST = 10;

    private static final int LEAST_SECANT_EVALUATIONS = 100;

    private final Linearisation linearisation;
    private final OdeSystem system;
    private final OdeFlow flow;
    private final OdeFlow secants;
    private final @Nullable LinearFlow linear;
    private final NoiseModel noise;
    private final List<Coordinate> coordinates;
    private final KalmanUpdate kalman;
    private final int d;
    private final int m;
    private final int n;
    private final int q;
    private final double[] p;
    private final double[] slope;
    private final double[] x;
    private final double[] above;
    private final double[] below;
    private final double[] phi;
    private final double[] psi;
    private final DMatrixRMaj transition;
    private final List<Drift> drifts;
    private final double[] homes;
    private final double[] processVariances;
    private final double[] measurementVariances;
    private final double[] arguments;
    private final double[] values;
    private final double[] valuesScratch;
    private final double[] outputsScratch;

    /** Prepare a filter for a model's prior and noise, with secants. */
    public WeightFilter(PhysicsModel model) {
        this(model, Linearisation.SECANT);
    }

    /** Prepare a filter that takes the slopes of the flow in a chosen way. */
    public WeightFilter(PhysicsModel model, Linearisation linearisation) {
        this.system = model.prior().system();
        this.linear = LinearFlow.isLinear(system) ? new LinearFlow(system) : null;
        // Of equations that are linear in the states secants are tangents, at five times the price.
        this.linearisation = linear != null ? Linearisation.TANGENT : linearisation;
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.secants = new OdeFlow(system, Tolerances.STANDARD);
        this.noise = model.noise();
        this.coordinates = model.layout().parameterCoordinates();
        this.d = model.layout().size();
        this.m = model.layout().parameterCount();
        this.n = model.layout().stateCount();
        this.q = system.outputCount();
        this.kalman = new KalmanUpdate(d);
        this.p = new double[m];
        this.slope = new double[m];
        this.x = new double[n];
        this.above = new double[n];
        this.below = new double[n];
        this.phi = new double[n * n];
        this.psi = new double[n * m];
        this.transition = new DMatrixRMaj(d, d);
        this.drifts = ParameterDrifts.of(model);
        this.homes = Arrays.copyOf(model.start().mean(), m);
        this.processVariances = new double[d];
        this.measurementVariances = new double[q];
        for (int k = 0; k < q; k++) {
            measurementVariances[k] = noise.measurement(k) * noise.measurement(k);
        }
        this.arguments = new double[n + m + system.inputCount()];
        this.values = new double[q + q * n + q * m];
        this.valuesScratch = system.outputsAndJacobians().newScratch();
        this.outputsScratch = system.outputValues().newScratch();
    }

    /**
     * Propagate an estimate over an interval with its input held.
     *
     * @param estimate θ, P. Modified; unchanged if an exception is thrown
     * @param t start of the interval in seconds
     * @param dt length of the interval in seconds, &gt;= 0
     * @param u inputs [K]. Not modified
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the interval
     */
    public void propagate(GaussianEstimate estimate, double t, double dt, double[] u) {
        double[] theta = estimate.mean();
        read(theta);
        requireFinite(estimate, t, dt);
        if (linear == null || !linear.advance(dt, x, p, u, phi, psi)) {
            flow.advance(t, dt, x, p, u, phi, psi);
        }
        if (linearisation == Linearisation.SECANT) {
            replaceBySecants(estimate, t, dt, u);
        }
        transition.zero();
        for (int j = 0; j < m; j++) {
            drift(theta, j, dt);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                transition.set(m + i, j, psi[i * m + j] * slope[j]);
            }
            for (int k = 0; k < n; k++) {
                transition.set(m + i, m + k, phi[i * n + k]);
            }
            processVariances[m + i] = noise.state(i) * noise.state(i) * dt;
            theta[m + i] = x[i];
        }
        kalman.propagate(estimate.covariance(), transition, processVariances);
    }

    /**
     * Propagate an estimate from a sample of a series to the next, with the inputs as they run between them.
     *
     * @param estimate θ, P. Modified; changed in part if an exception is thrown within an interval of several pieces
     * @param from the sample to begin at
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the interval
     */
    public void propagate(GaussianEstimate estimate, MeasuredSeries series, int from) {
        int pieces = series.pieces();
        double t = series.time(from);
        double dt = (series.time(from + 1) - t) / pieces;
        propagate(estimate, t, dt, series.inputs(from, 0));
        for (int piece = 1; piece < pieces; piece++) {
            DMatrixRMaj before = transition.copy();
            propagate(estimate, t + piece * dt, dt, series.inputs(from, piece));
            CommonOps_DDRM.mult(transition.copy(), before, transition);
        }
    }

    /** An estimate that has run away is no wrong use of the filter: it has no solution from here on. */
    void requireFinite(GaussianEstimate estimate, double t, double dt) {
        for (int i = 0; i < d; i++) {
            String name = i < m ? system.parameterName(i) : system.stateName(i - m);
            requireFinite(name, "is ", estimate.mean()[i], t, dt);
            requireFinite(name, "has the variance ", estimate.covariance().get(i, i), t, dt);
        }
    }

    /** The same of a single point's states. */
    static void requireFinite(OdeSystem system, double[] x, double t, double dt) {
        for (int i = 0; i < x.length; i++) {
            requireFinite(system.stateName(i), "is ", x[i], t, dt);
        }
    }

    private static void requireFinite(String name, String words, double value, double t, double dt) {
        if (!Double.isFinite(value)) {
            throw new IntegrationException(
                    t,
                    name,
                    dt,
                    IntegrationException.Cause.NON_FINITE,
                    words + value + " before the interval: the estimate has run away",
                    null);
        }
    }

    /** z walks at random, or is drawn back to its home, which keeps its variance finite: exact for every Δt. */
    private void drift(double[] theta, int j, double dt) {
        Drift drift = drifts.get(j);
        double kept = drift.kept(dt);
        transition.set(j, j, kept);
        processVariances[j] = drift.gained(dt);
        if (drift.hasHome()) {
            theta[j] = homes[j] + kept * (theta[j] - homes[j]);
        }
    }

    /** Replace ∂x(t+Δt)/∂x(t) by the slopes between √3 standard deviations below and above. */
    private void replaceBySecants(GaussianEstimate estimate, double t, double dt, double[] u) {
        secants.giveUpAfter(LEAST_SECANT_EVALUATIONS + SECANT_COST * flow.evaluations());
        for (int i = 0; i < n; i++) {
            double reach = SECANT_REACH * estimate.standardDeviation(m + i);
            if (reach > 0) {
                System.arraycopy(estimate.mean(), m, above, 0, n);
                System.arraycopy(estimate.mean(), m, below, 0, n);
                above[i] += reach;
                below[i] -= reach;
                try {
                    secants.advance(t, dt, above, p, u);
                    secants.advance(t, dt, below, p, u);
                } catch (IntegrationException e) {
                    // The equations do not reach that far: the tangent is all there is.
                    continue;
                }
                for (int k = 0; k < n; k++) {
                    phi[k * n + i] = (above[k] - below[k]) / (2 * reach);
                }
            }
        }
    }

    /** The transition F [D×D] of the last {@link #propagate}: the live matrix. */
    DMatrixRMaj transition() {
        return transition;
    }

    /** The variances r of the sensors [Q]: the live array. */
    double[] measurementVariances() {
        return measurementVariances;
    }

    /** Return a buffer for {@link #expect}. */
    public Expectation newExpectation() {
        return new Expectation(q, d);
    }

    /**
     * Compute what the estimate expects to read.
     *
     * @param estimate θ, P. Not modified
     * @param u inputs at the time of the reading [K]. Not modified
     * @param expectation receives ŷ, its standard deviation and ∂ŷ/∂θ. Modified
     */
    public void expect(GaussianEstimate estimate, double[] u, Expectation expectation) {
        read(estimate.mean());
        System.arraycopy(x, 0, arguments, 0, n);
        System.arraycopy(p, 0, arguments, n, m);
        System.arraycopy(u, 0, arguments, n + m, u.length);
        system.outputsAndJacobians().evaluate(arguments, values, valuesScratch);
        double[] h = expectation.sensitivities;
        for (int k = 0; k < q; k++) {
            expectation.outputs[k] = values[k];
            for (int j = 0; j < m; j++) {
                h[k * d + j] = values[q + q * n + k * m + j] * slope[j];
            }
            System.arraycopy(values, q + k * n, h, k * d + m, n);
            if (!expectation.dependsOnWeights(k)) {
                fillSecants(estimate, k, expectation);
            }
            double variance = measurementVariances[k] + kalman.projectedVariance(estimate.covariance(), h, k * d);
            expectation.standardDeviations[k] = Math.sqrt(variance);
        }
    }

    /**
     * Correct an estimate by a reading.
     *
     * <p>Where an output does not depend on any weight, as that of a saturated sensor, its reading changes nothing if
     * it agrees with the expectation. If it does not, the sensor has left saturation, and the slope over two standard
     * deviations either way takes the place of the derivative.
     *
     * @param estimate θ, P. Modified
     * @param expectation what {@link #expect} gave for this estimate. Not modified
     * @param measured the reading, NaN where an output is missing [Q]. Not modified
     * @return the normalised innovation squared, χ² with as many degrees of freedom as outputs were read
     */
    public double correct(GaussianEstimate estimate, Expectation expectation, double[] measured) {
        return correct(estimate, expectation, measured, 0);
    }

    /**
     * Correct the states of an estimate by a reading: parameters stay where they are, and their uncertainty counts. For what
     * serves with approved parameters and may only follow its machine's state.
     *
     * <p>Source: G. J. Bierman, "Factorization Methods for Discrete Sequential Estimation", 1977, chapter VIII, consider
     * parameters.
     *
     * @param estimate θ, P. Modified
     * @param expectation what {@link #expect} gave for this estimate. Not modified
     * @param measured the reading, NaN where an output is missing [Q]. Not modified
     * @return the normalised innovation squared, χ² with as many degrees of freedom as outputs were read
     */
    public double correctStates(GaussianEstimate estimate, Expectation expectation, double[] measured) {
        return correct(estimate, expectation, measured, m);
    }

    private double correct(GaussianEstimate estimate, Expectation expectation, double[] measured, int considered) {
        double[] innovations = new double[q];
        double[] h = expectation.sensitivities;
        for (int k = 0; k < q; k++) {
            innovations[k] = measured[k] - expectation.outputs[k];
            boolean disagrees = Math.abs(innovations[k]) > AGREEMENT * noise.measurement(k);
            if (disagrees && !expectation.dependsOnWeights(k)) {
                h = h == expectation.sensitivities ? h.clone() : h;
                System.arraycopy(expectation.secants, k * d, h, k * d, d);
            }
        }
        return kalman.correct(estimate, h, innovations, measurementVariances, considered);
    }

    private void fillSecants(GaussianEstimate estimate, int k, Expectation expectation) {
        double[] theta = estimate.mean().clone();
        double[] y = new double[q];
        for (int i = 0; i < d; i++) {
            double reach = 2 * estimate.standardDeviation(i);
            double slope = 0;
            if (reach > 0) {
                slope = (outputAt(theta, i, reach, y, k) - outputAt(theta, i, -reach, y, k)) / (2 * reach);
            }
            expectation.secants[k * d + i] = slope;
        }
        read(estimate.mean());
    }

    /** Output {@code k} with weight {@code i} moved; inputs as the last {@link #expect} left them. */
    private double outputAt(double[] theta, int i, double move, double[] y, int k) {
        double before = theta[i];
        theta[i] = before + move;
        read(theta);
        theta[i] = before;
        System.arraycopy(x, 0, arguments, 0, n);
        System.arraycopy(p, 0, arguments, n, m);
        system.outputValues().evaluate(arguments, y, outputsScratch);
        return y[k];
    }

    private void read(double[] theta) {
        for (int j = 0; j < m; j++) {
            p[j] = coordinates.get(j).toValue(theta[j]);
            slope[j] = coordinates.get(j).derivative(theta[j]);
        }
        System.arraycopy(theta, m, x, 0, n);
    }
}

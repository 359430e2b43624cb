package dev.weft.sdk.adapt;

import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Move single points of weight space by a model's equations and read them out, without slopes.
 *
 * <p>Cost: one integration an interval. Holds scratch: one instance a thread.
 */
public final class WeightFlow {
    /** Length of θ. */
    final int d;
    /** Number of parameters, which come first. */
    final int m;
    /** Number of outputs. */
    final int q;

    private final OdeSystem system;
    private final OdeFlow flow;
    private final NoiseModel noise;
    private final List<Coordinate> coordinates;
    private final List<Drift> drifts;
    private final double[] homes;
    private final double[] p;
    private final double[] x;
    private final double[] arguments;
    private final double[] scratch;

    /** Prepare to move points of a model's weight space. */
    public WeightFlow(PhysicsModel model) {
        this.system = model.prior().system();
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.noise = model.noise();
        this.coordinates = model.layout().parameterCoordinates();
        this.drifts = ParameterDrifts.of(model);
        this.d = model.layout().size();
        this.m = model.layout().parameterCount();
        this.q = system.outputCount();
        this.homes = Arrays.copyOf(model.start().mean(), m);
        this.p = new double[m];
        this.x = new double[d - m];
        this.arguments = new double[d + system.inputCount()];
        this.scratch = system.outputValues().newScratch();
    }

    /**
     * Move the states of a point; its parameters stay.
     *
     * @param theta [D]. Modified; unchanged if an exception is thrown
     * @param t start of the interval in seconds, for reports
     * @param dt length of the interval in seconds, &gt;= 0
     * @param u inputs, held over the interval [K]. Not modified
     * @throws IntegrationException if the equations have no solution over the interval
     */
    public void moveStates(double[] theta, double t, double dt, double[] u) {
        read(theta);
        WeightFilter.requireFinite(system, x, t, dt);
        flow.advance(t, dt, x, p, u);
        System.arraycopy(x, 0, theta, m, x.length);
    }

    /** Move the states of a point; return why there is no solution from it, null if there is. */
    @Nullable
    IntegrationException tryMove(double[] theta, double t, double dt, double[] u) {
        try {
            moveStates(theta, t, dt, u);
            return null;
        } catch (IntegrationException e) {
            return e;
        }
    }

    /**
     * Read a point out.
     *
     * @param theta [D]. Not modified
     * @param u inputs at the time of the reading [K]. Not modified
     * @param outputs receives what is expected to be read [Q]. Modified
     */
    public void read(double[] theta, double[] u, double[] outputs) {
        read(theta);
        System.arraycopy(x, 0, arguments, 0, x.length);
        System.arraycopy(p, 0, arguments, x.length, m);
        System.arraycopy(u, 0, arguments, d, u.length);
        system.outputValues().evaluate(arguments, outputs, scratch);
    }

    /** Return where coordinate {@code j} of a parameter drifts to: towards its home, if it has one. */
    public double drifted(int j, double z, double dt) {
        Drift drift = drifts.get(j);
        return drift.hasHome() ? homes[j] + drift.kept(dt) * (z - homes[j]) : z;
    }

    /** Return which part of a deviation of weight {@code i} is left by drift alone; 1 of states. */
    public double kept(int i, double dt) {
        return i < m ? drifts.get(i).kept(dt) : 1;
    }

    /** Return the variance that weight {@code i} gains by itself. */
    double gained(int i, double dt) {
        return i < m ? drifts.get(i).gained(dt) : noise.state(i - m) * noise.state(i - m) * dt;
    }

    /** Return the variance of the sensor of output {@code k}. */
    double sensor(int k) {
        return noise.measurement(k) * noise.measurement(k);
    }

    private void read(double[] theta) {
        for (int j = 0; j < m; j++) {
            p[j] = coordinates.get(j).toValue(theta[j]);
        }
        System.arraycopy(theta, m, x, 0, x.length);
    }
}

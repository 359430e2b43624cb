package dev.weft.sdk.validation;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Sampling;
import dev.weft.priors.State;
import dev.weft.sdk.simulation.Excitation;
import dev.weft.sdk.simulation.SamplingGuess;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Make machines of a prior's kind and records of them.
 *
 * <p>Parameters lie about the nominal ones in their coordinates, so within their bounds; a record begins somewhere about
 * the usual start. Holds scratch: for one thread.
 */
final class TestStand {
    private static final int TRIES = 20;
    /** Starts differ by this share of the declared spread, which is a standard deviation and not a usual start. */
    static final double USUAL_START = 0.5;

    private final PhysicsPrior prior;
    private final OdeSystem system;
    private final OdeFlow flow;
    private final List<Coordinate> coordinates;
    private final Sampling sampling;
    private final Excitation excitation;
    private final double spread;
    private final double noise;
    private final double[] scratch;

    TestStand(PhysicsPrior prior, TrialSettings settings) {
        this.prior = prior;
        this.system = prior.system();
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.coordinates = WeightLayout.of(prior).parameterCoordinates();
        this.sampling = SamplingGuess.of(prior);
        this.excitation = new Excitation(prior);
        this.spread = settings.spread();
        this.noise = settings.noise();
        this.scratch = system.outputValues().newScratch();
    }

    Sampling sampling() {
        return sampling;
    }

    /** Return the standard deviation of an output's sensor. */
    double noise(int output) {
        return noise * prior.outputs().get(output).noise();
    }

    /** Draw a machine. */
    Machine machine(RandomGenerator random) {
        double[] z = new double[coordinates.size()];
        for (int j = 0; j < z.length; j++) {
            z[j] = coordinates.get(j).toCoordinate(prior.parameters().get(j).nominal())
                    + spread * random.nextGaussian();
        }
        return at(z);
    }

    /** Return the machine at these coordinates. */
    Machine at(double[] z) {
        double[] p = new double[z.length];
        for (int j = 0; j < p.length; j++) {
            p[j] = coordinates.get(j).toValue(z[j]);
        }
        return new Machine(z, p);
    }

    /** Record a machine that stays as it is. */
    MachineRecord record(Machine machine, int samples, RandomGenerator random) {
        return record(machine, samples, Drift.NONE, 0, USUAL_START, random);
    }

    /**
     * Record a machine.
     *
     * @param drift how its parameters move meanwhile
     * @param kick standard deviation of what pushes each state from sample to sample, as a share of its spread
     * @param start standard deviation of where it begins, as a share of the states' spread
     * @throws IntegrationException if the equations have no solution for any of some starts
     */
    MachineRecord record(Machine machine, int samples, Drift drift, double kick, double start, RandomGenerator random) {
        IntegrationException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return attempt(machine, samples, drift, kick, start, random);
            } catch (IntegrationException unlucky) {
                last = unlucky;
            }
        }
        throw last == null ? new IllegalStateException("no attempt was made") : last;
    }

    private MachineRecord attempt(
            Machine machine, int samples, Drift drift, double kick, double start, RandomGenerator random) {
        double[][] inputs = excitation.draw(samples, random);
        double[] x = new double[system.stateCount()];
        for (int i = 0; i < x.length; i++) {
            State state = prior.states().get(i);
            x[i] = state.start() + start * state.spread() * random.nextGaussian();
        }
        double[] times = new double[samples];
        double[][] states = new double[samples][];
        double[][] outputs = new double[samples][];
        double[][] readings = new double[samples][];
        for (int t = 0; t < samples; t++) {
            times[t] = t * sampling.step();
            double[] p =
                    at(drift.coordinates(machine.coordinates(), t, samples)).values();
            if (t > 0) {
                flow.advance(times[t - 1], sampling.step(), x, p, inputs[t - 1]);
                for (int i = 0; kick > 0 && i < x.length; i++) {
                    x[i] += kick * prior.states().get(i).spread() * random.nextGaussian();
                }
            }
            states[t] = x.clone();
            outputs[t] = outputs(x, p, inputs[t]);
            readings[t] = noisy(outputs[t], random);
        }
        return new MachineRecord(machine, new MeasuredSeries("record", times, inputs, readings), states, outputs);
    }

    private double[] noisy(double[] outputs, RandomGenerator random) {
        double[] readings = outputs.clone();
        for (int k = 0; k < readings.length; k++) {
            readings[k] += noise(k) * random.nextGaussian();
        }
        return readings;
    }

    private double[] outputs(double[] x, double[] p, double[] u) {
        double[] arguments = new double[x.length + p.length + u.length];
        System.arraycopy(x, 0, arguments, 0, x.length);
        System.arraycopy(p, 0, arguments, x.length, p.length);
        System.arraycopy(u, 0, arguments, x.length + p.length, u.length);
        double[] y = new double[system.outputCount()];
        system.outputValues().evaluate(arguments, y, scratch);
        return y;
    }

    /** Return the names of the outputs. */
    List<String> outputNames() {
        return prior.outputs().stream().map(Output::name).toList();
    }
}

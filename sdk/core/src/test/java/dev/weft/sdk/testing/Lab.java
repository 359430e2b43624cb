package dev.weft.sdk.testing;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Random;

/** Measures simulated machines. */
public final class Lab {
    private Lab() {}

    /** Return {@code count} times a step apart, from 0. */
    public static double[] times(int count, double step) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = i * step;
        }
        return times;
    }

    /** Return inputs [count×K] that jump to a new value between the bounds every {@code hold} samples. */
    public static double[][] jumps(int count, int hold, long seed, double[]... bounds) {
        Random random = new Random(seed);
        double[][] inputs = new double[count][bounds.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < bounds.length; k++) {
                double share = random.nextDouble();
                inputs[i][k] = i % hold == 0 ? bounds[k][0] + share * (bounds[k][1] - bounds[k][0]) : inputs[i - 1][k];
            }
        }
        return inputs;
    }

    /**
     * Simulate a machine and read its sensors.
     *
     * @param noise standard deviation of each sensor [Q]; 0 for a perfect one
     */
    public static MeasuredSeries measure(
            PhysicsPrior prior, double[] p, double[] x0, double[] times, double[][] inputs, double[] noise, long seed) {
        Trajectory truth = new Simulator(prior).run(p, x0, times, inputs);
        Random random = new Random(seed);
        double[][] outputs = new double[times.length][];
        for (int i = 0; i < times.length; i++) {
            outputs[i] = truth.outputs(i).clone();
            for (int k = 0; k < noise.length; k++) {
                outputs[i][k] += noise[k] * random.nextGaussian();
            }
        }
        return new MeasuredSeries("lab", times, inputs, outputs);
    }
}

package dev.weft.examples;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Stand in for a machine, so that the examples need no data of yours: a prior's equations, and noise on its sensors. */
final class Simulated {
    private Simulated() {}

    /**
     * Simulate readings.
     *
     * @param parameters physical values by name; the others are nominal
     * @param step time between two readings in seconds
     * @param inputs what drives the machine [T×K]. Not modified
     * @param noise standard deviation of a reading of each output [Q]. Not modified
     */
    static MeasuredSeries readings(
            PhysicsPrior prior,
            Map<String, Double> parameters,
            double step,
            double[][] inputs,
            double[] noise,
            long seed) {
        double[] values = prior.parameters().stream()
                .mapToDouble(p -> parameters.getOrDefault(p.name(), p.nominal()))
                .toArray();
        double[] times = new double[inputs.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = step * i;
        }
        double[] start = prior.states().stream().mapToDouble(State::start).toArray();
        Trajectory run = new Simulator(prior).run(values, start, times, inputs);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[][] outputs = new double[times.length][noise.length];
        for (int i = 0; i < times.length; i++) {
            for (int k = 0; k < noise.length; k++) {
                outputs[i][k] = run.outputs(i)[k] + noise[k] * random.nextGaussian();
            }
        }
        return new MeasuredSeries("1", times, inputs, outputs);
    }

    /** Return levels between two bounds that hold for 25 samples each, one column [T×1]. */
    static double[][] levels(int rows, double low, double high, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[][] levels = new double[rows][1];
        for (int i = 0; i < rows; i++) {
            levels[i][0] = i % 25 == 0 ? low + (high - low) * random.nextDouble() : levels[i - 1][0];
        }
        return levels;
    }
}

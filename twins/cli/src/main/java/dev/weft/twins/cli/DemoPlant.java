package dev.weft.twins.cli;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Simulate machines of one prior, each a little different, with noise, an input that moves in steps, and the faults
 * that are asked for. The same seed gives the same plant.
 */
final class DemoPlant {
    /** How much the parameters differ from machine to machine, about relative. */
    static final double SPREAD = 0.1;

    private final PhysicsPrior prior;
    private final Map<String, Double> known;
    private final double step;
    private final DoubleUnaryOperator inputLevel;
    private final double[] noise;
    private final long seed;

    /** Change what one machine measures. */
    interface Fault {
        double at(int row, double measured);
    }

    /** Change a parameter of one machine while it runs: a factor at each row. */
    record Drift(String parameter, IntToDoubleFunction factor) {}

    /** One machine's data, and the parameters it had at the end. */
    record Machine(MeasuredSeries series, double[] parametersAtEnd) {}

    /**
     * Describe the plant.
     *
     * @param known values of the parameters that are the same at all machines
     * @param step time between readings in seconds
     * @param inputLevel maps a uniform random number to a level of the input
     * @param noise standard deviation of each output
     */
    DemoPlant(
            PhysicsPrior prior,
            Map<String, Double> known,
            double step,
            DoubleUnaryOperator inputLevel,
            double[] noise,
            long seed) {
        this.prior = prior;
        this.known = Map.copyOf(known);
        this.step = step;
        this.inputLevel = inputLevel;
        this.noise = noise.clone();
        this.seed = seed;
    }

    Map<String, Double> known() {
        return known;
    }

    Machine simulate(String name, int rows, Drift drift, Fault fault) {
        RandomGenerator random = new Well19937c(new int[] {(int) seed, name.hashCode()});
        double[] own = new double[prior.parameters().size()];
        int drifting = -1;
        for (int j = 0; j < own.length; j++) {
            Parameter p = prior.parameters().get(j);
            double typical = p.coordinate().toCoordinate(p.nominal()) + SPREAD * random.nextGaussian();
            own[j] = known.getOrDefault(p.name(), p.coordinate().toValue(typical));
            drifting = p.name().equals(drift.parameter()) ? j : drifting;
        }
        double[] times = new double[rows];
        double[][] inputs = inputs(rows, random);
        double[][] outputs = new double[rows][];
        double[] parameters = own.clone();
        double[] state = prior.states().stream().mapToDouble(State::start).toArray();
        Simulator simulator = new Simulator(prior);
        for (int i = 0; i < rows; i++) {
            times[i] = i * step;
            if (drifting >= 0) {
                parameters[drifting] = own[drifting] * drift.factor().applyAsDouble(i);
            }
            double[] interval = {times[i], times[i] + step};
            Trajectory next = simulator.run(parameters, state, interval, new double[][] {inputs[i], inputs[i]});
            outputs[i] = next.outputs(0);
            for (int k = 0; k < noise.length; k++) {
                outputs[i][k] = fault.at(i, outputs[i][k] + noise[k] * random.nextGaussian());
            }
            state = next.states(1);
        }
        return new Machine(new MeasuredSeries(name, times, inputs, outputs), parameters);
    }

    /** Levels that last some tens of readings each. */
    private double[][] inputs(int rows, RandomGenerator random) {
        double[][] inputs = new double[rows][];
        double level = inputLevel.applyAsDouble(random.nextDouble());
        int until = 0;
        for (int i = 0; i < rows; i++) {
            if (i >= until) {
                level = inputLevel.applyAsDouble(random.nextDouble());
                until = i + 10 + random.nextInt(40);
            }
            inputs[i] = new double[] {level};
        }
        return inputs;
    }

    /** A sensor that shows one value from a row to another. */
    static Fault stuck(int from, int to) {
        List<Double> shown = new ArrayList<>();
        return (row, measured) -> {
            if (row < from || row >= to) {
                return measured;
            }
            shown.add(measured);
            return shown.get(0);
        };
    }

    /** A gateway that sends its mark for nothing, from a row to another. */
    static Fault garbled(int from, int to) {
        return (row, measured) -> row < from || row >= to ? measured : -9999;
    }

    /** A burst of wild values from a row to another, alternately far above and far below. */
    static Fault outliers(int from, int to, double size) {
        return (row, measured) -> row < from || row >= to ? measured : measured + (row % 2 == 0 ? size : -size);
    }
}

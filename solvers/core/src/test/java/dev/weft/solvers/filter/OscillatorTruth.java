package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Machines that obey {@link FilterCases#OSCILLATOR} to the letter, noise and drift included. */
final class OscillatorTruth {
    private final Kernel flow;
    private final double[] scratch;
    private final Random random;
    private final double[][] weights;

    /** Draw machines from what is known of them at the start. */
    OscillatorTruth(int lanes, long seed) {
        OdeSystem system = FilterCases.OSCILLATOR.system();
        Expr h = Expr.symbol("h");
        List<Expr> symbols = new ArrayList<>(system.states());
        symbols.addAll(system.parameters());
        symbols.addAll(system.inputs());
        this.flow = Kernel.compile(ExplicitRungeKutta.CLASSICAL_4.next(system, h), symbols, List.of(h));
        this.scratch = flow.newScratch();
        this.random = new Random(seed);
        GaussianEstimate start = FilterCases.oscillatorStart();
        this.weights = new double[lanes][5];
        for (double[] real : weights) {
            for (int i = 0; i < 5; i++) {
                real[i] = start.mean()[i] + start.standardDeviation(i) * random.nextGaussian();
            }
        }
    }

    /** Return what the weights are now [L×D], a copy. */
    double[][] weights() {
        double[][] copy = weights.clone();
        for (int lane = 0; lane < copy.length; lane++) {
            copy[lane] = weights[lane].clone();
        }
        return copy;
    }

    /** Add to the coordinate of a parameter, or to a state. */
    void jump(int lane, int weight, double by) {
        weights[lane][weight] += by;
    }

    /** Go on by an interval, and write inputs and readings into the planes of a fleet. */
    void move(FilterPlanes fleet, int reading, double dt) {
        for (int lane = 0; lane < weights.length; lane++) {
            double[] w = weights[lane];
            fleet.inputs()[0][lane] = Math.sin(0.3 * reading + lane);
            double[] arguments = {
                w[3], w[4], Math.exp(w[0]), Math.exp(w[1]), Math.exp(w[2]), fleet.inputs()[0][lane], dt
            };
            flow.evaluate(arguments, arguments, scratch);
            for (int j = 0; j < 3; j++) {
                w[j] += Math.sqrt(1e-4 * dt) * random.nextGaussian();
            }
            w[3] = arguments[0] + Math.sqrt(1e-4 * dt) * random.nextGaussian();
            w[4] = arguments[1] + Math.sqrt(1e-3 * dt) * random.nextGaussian();
            fleet.measured()[0][lane] = w[3] + 1e-2 * random.nextGaussian();
            fleet.measured()[1][lane] = w[4] + 2e-2 * random.nextGaussian();
        }
    }
}

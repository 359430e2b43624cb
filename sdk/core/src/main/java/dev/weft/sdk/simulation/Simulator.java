package dev.weft.sdk.simulation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.OdeFlow;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.ode.Tolerances;

/**
 * Solve a prior's equations on a time grid with given parameters, initial state and inputs.
 *
 * <p>Inputs are held from each sample to the next, or run as a measured series says. One instance a thread.
 */
public final class Simulator {
    private final OdeSystem system;
    private final OdeFlow flow;
    private final double[] arguments;
    private final double[] scratch;
    private boolean wentStiff;

    /** Prepare simulations of a prior. */
    public Simulator(PhysicsPrior prior) {
        this.system = prior.system();
        this.flow = new OdeFlow(system, Tolerances.STANDARD);
        this.arguments = new double[system.stateCount() + system.parameterCount() + system.inputCount()];
        this.scratch = system.outputValues().newScratch();
    }

    /**
     * Simulate one series.
     *
     * @param parameters physical values [M]. Not modified
     * @param initialState state at the first time [N]. Not modified
     * @param times seconds, strictly increasing [T]. Not modified
     * @param inputs [T×K]. Not modified
     * @return states [T×N] and outputs [T×Q]
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the grid
     */
    public Trajectory run(double[] parameters, double[] initialState, double[] times, double[][] inputs) {
        if (times.length == 0) {
            return new Trajectory(times, new double[0][], new double[0][]);
        }
        return run(
                parameters, initialState, new MeasuredSeries("simulated", times, inputs, new double[times.length][]));
    }

    /**
     * Simulate what drives a measured series, on its times.
     *
     * @param parameters physical values [M]. Not modified
     * @param initialState state at the first time [N]. Not modified
     * @param series times and inputs; its outputs are not looked at
     * @return states [T×N] and outputs [T×Q]
     * @throws dev.weft.solvers.ode.IntegrationException if the equations have no solution over the series
     */
    public Trajectory run(double[] parameters, double[] initialState, MeasuredSeries series) {
        int rows = series.length();
        double[] times = new double[rows];
        double[][] states = new double[rows][];
        double[][] outputs = new double[rows][];
        double[] x = initialState.clone();
        wentStiff = false;
        for (int i = 0; i < rows; i++) {
            times[i] = series.time(i);
            if (i > 0) {
                double dt = (times[i] - times[i - 1]) / series.pieces();
                for (int piece = 0; piece < series.pieces(); piece++) {
                    flow.advance(times[i - 1] + piece * dt, dt, x, parameters, series.inputs(i - 1, piece));
                    wentStiff |= flow.wentStiff();
                }
            }
            states[i] = x.clone();
            outputs[i] = outputs(x, parameters, series.inputs(i));
        }
        return new Trajectory(times, states, outputs);
    }

    /** Tell whether the last run needed the stiff method in any interval. */
    boolean wentStiff() {
        return wentStiff;
    }

    private double[] outputs(double[] x, double[] p, double[] u) {
        System.arraycopy(x, 0, arguments, 0, x.length);
        System.arraycopy(p, 0, arguments, x.length, p.length);
        System.arraycopy(u, 0, arguments, x.length + p.length, u.length);
        double[] y = new double[system.outputCount()];
        system.outputValues().evaluate(arguments, y, scratch);
        return y;
    }
}

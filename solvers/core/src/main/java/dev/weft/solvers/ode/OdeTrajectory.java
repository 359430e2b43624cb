package dev.weft.solvers.ode;

import dev.weft.solvers.ode.stiff.IntegrationReport;
import java.util.List;

/** Hold the states of one trajectory on a grid of times, with sensitivities where they were asked for. Immutable. */
public final class OdeTrajectory {
    private final double[] times;
    private final List<double[]> states;
    private final List<double[]> sensitivities;
    private final double end;
    private final double[] endState;
    private final int evaluations;
    private final List<IntegrationReport> reports;

    OdeTrajectory(
            double[] times,
            List<double[]> states,
            List<double[]> sensitivities,
            double end,
            double[] endState,
            int evaluations,
            List<IntegrationReport> reports) {
        this.times = times.clone();
        this.states = List.copyOf(states);
        this.sensitivities = List.copyOf(sensitivities);
        this.end = end;
        this.endState = endState.clone();
        this.evaluations = evaluations;
        this.reports = List.copyOf(reports);
    }

    /** Return how many times of the grid were reached: all, unless an event stopped the integration. */
    public int size() {
        return states.size();
    }

    /** Tell whether the whole grid was reached. */
    public boolean complete() {
        return size() == times.length;
    }

    /** Return time {@code i} of the grid. */
    public double time(int i) {
        return times[i];
    }

    /** Return a copy of the state at time {@code i} [N]. */
    public double[] state(int i) {
        return states.get(i).clone();
    }

    /**
     * Return a copy of [∂x/∂x₀ ∂x/∂p] at time {@code i}, row-major [N×(N+M)].
     *
     * @throws IllegalStateException if the trajectory was solved without sensitivities
     */
    public double[] sensitivities(int i) {
        if (sensitivities.isEmpty()) {
            throw new IllegalStateException(
                    "this trajectory has no sensitivities, expected one from solveWithSensitivities");
        }
        return sensitivities.get(i).clone();
    }

    /** Return the time the integration ended at: that of the event which stopped it, or the last of the grid. */
    public double end() {
        return end;
    }

    /** Return a copy of the state at the end [N]. */
    public double[] endState() {
        return endState.clone();
    }

    /** Return how often f was evaluated. */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Return what the integrator tells of itself, one report for each piece of the inputs, in the order of time: methods
     * used, where it changed them, their cost. Empty for integrators that make none: those of {@code ode.stiff} do.
     */
    public List<IntegrationReport> reports() {
        return reports;
    }
}

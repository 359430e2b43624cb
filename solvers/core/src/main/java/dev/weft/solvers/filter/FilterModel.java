package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.fleet.EmbeddedMethod;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.StepMethod;
import dev.weft.solvers.ode.OdeSystem;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describe what a {@link FleetFilter} estimates: the weights θ = (z, x) of a system ẋ = f(x, p, u), y = g(x, p, u) + noise,
 * where p_j is the value of the unconstrained coordinate z_j.
 *
 * <p>D = M + N weights, the coordinates of the parameters first. Over an interval Δt a state gains the variance
 * {@code stateNoise}·Δt, a coordinate what its {@link Drift} says; the noise of a reading is independent of that of every
 * other. The flow takes {@code substeps} equal steps of {@code method} an interval, all of them written out, so that the
 * kernel grows with their number. Numbers of the noise are constants of the kernels, unless {@link ByLane} says that each
 * lane has its own; then these are what lanes begin with. Immutable.
 *
 * @param system the equations: N states, M parameters, K inputs, Q outputs
 * @param coordinates of the parameters [M]
 * @param drifts of the coordinates [M]
 * @param stateNoise variance that a state gains in a unit of time, each at least 0 [N]
 * @param outputVariances variance of a reading, each greater than 0 [Q]
 * @param method the step of the flow
 * @param substeps equal steps of the flow an interval, at least 1
 * @param gate what to refuse
 * @param byLane what each lane has a number of its own for
 * @param flowCheck when the steps of the flow are not enough; null where nobody asks
 */
public record FilterModel(
        OdeSystem system,
        List<Coordinate> coordinates,
        List<Drift> drifts,
        List<Double> stateNoise,
        List<Double> outputVariances,
        StepMethod method,
        int substeps,
        Gate gate,
        ByLane byLane,
        @Nullable FlowCheck flowCheck) {
    private static final int MOST_SUBSTEPS = 64;

    /**
     * Check the parts against each other.
     *
     * @throws IllegalArgumentException if a list has another length than the system asks for, a variance is out of its
     *     bounds, the system has no output, the substeps are not 1 … 64, or the flow shall be checked and its method has no
     *     error estimate
     */
    public FilterModel {
        coordinates = List.copyOf(coordinates);
        drifts = List.copyOf(drifts);
        stateNoise = List.copyOf(stateNoise);
        outputVariances = List.copyOf(outputVariances);
        requireSize("coordinates", coordinates.size(), "parameters", system.parameterCount());
        requireSize("drifts", drifts.size(), "parameters", system.parameterCount());
        requireSize("state noise", stateNoise.size(), "states", system.stateCount());
        requireSize("output variances", outputVariances.size(), "outputs", system.outputCount());
        if (outputVariances.isEmpty()) {
            throw new IllegalArgumentException("outputs = 0, expected 1 or more: a filter needs something to read");
        }
        for (int i = 0; i < stateNoise.size(); i++) {
            if (!(stateNoise.get(i) >= 0) || stateNoise.get(i).isInfinite()) {
                throw new IllegalArgumentException("state noise of " + system.stateName(i) + " = " + stateNoise.get(i)
                        + ", expected a finite number >= 0");
            }
        }
        for (int k = 0; k < outputVariances.size(); k++) {
            if (!(outputVariances.get(k) > 0) || outputVariances.get(k).isInfinite()) {
                throw new IllegalArgumentException(
                        "variance of output " + k + " = " + outputVariances.get(k) + ", expected a finite number > 0");
            }
        }
        if (substeps < 1 || substeps > MOST_SUBSTEPS) {
            throw new IllegalArgumentException("substeps = " + substeps + ", expected 1 … " + MOST_SUBSTEPS
                    + "; for longer intervals step several times with no reading");
        }
        if (flowCheck != null) {
            requireSize("spreads", flowCheck.spreads().size(), "states", system.stateCount());
            requirePair(method);
        }
    }

    private static void requirePair(StepMethod method) {
        boolean estimates = method instanceof ExplicitRungeKutta explicit
                ? explicit.hasErrorEstimate()
                : method instanceof EmbeddedMethod;
        if (!estimates) {
            throw new IllegalArgumentException("method of a flow that is checked = " + method.name()
                    + ", expected an embedded pair; Zonneveld 4(3) takes the steps of the classical method");
        }
    }

    private static void requireSize(String what, int size, String of, int expected) {
        if (size != expected) {
            throw new IllegalArgumentException(
                    what + " = " + size + ", expected one for each of the " + expected + " " + of);
        }
    }

    /**
     * Describe a filter for free parameters that do not drift: one classical Runge–Kutta step an interval, no state noise,
     * no gate.
     *
     * @param outputVariances variance of a reading, each greater than 0 [Q]
     * @throws IllegalArgumentException as the constructor does
     */
    public static FilterModel of(OdeSystem system, List<Double> outputVariances) {
        return new FilterModel(
                system,
                Collections.nCopies(system.parameterCount(), new Coordinate.Identity()),
                Collections.nCopies(system.parameterCount(), Drift.NONE),
                Collections.nCopies(system.stateCount(), 0.0),
                outputVariances,
                ExplicitRungeKutta.CLASSICAL_4,
                1,
                Gate.OPEN,
                ByLane.NOTHING,
                null);
    }

    /** Return this model with other coordinates of the parameters. */
    public FilterModel withCoordinates(List<Coordinate> others) {
        return new FilterModel(
                system, others, drifts, stateNoise, outputVariances, method, substeps, gate, byLane, flowCheck);
    }

    /** Return this model with other drifts of the parameters. */
    public FilterModel withDrifts(List<Drift> others) {
        return new FilterModel(
                system, coordinates, others, stateNoise, outputVariances, method, substeps, gate, byLane, flowCheck);
    }

    /** Return this model with other state noise. */
    public FilterModel withStateNoise(List<Double> others) {
        return new FilterModel(
                system, coordinates, drifts, others, outputVariances, method, substeps, gate, byLane, flowCheck);
    }

    /** Return this model with another step of the flow. */
    public FilterModel withFlow(StepMethod other, int steps) {
        return new FilterModel(
                system, coordinates, drifts, stateNoise, outputVariances, other, steps, gate, byLane, flowCheck);
    }

    /** Return this model with another gate. */
    public FilterModel withGate(Gate other) {
        return new FilterModel(
                system, coordinates, drifts, stateNoise, outputVariances, method, substeps, other, byLane, flowCheck);
    }

    /** Return this model with other variances of readings. */
    public FilterModel withOutputVariances(List<Double> others) {
        return new FilterModel(
                system, coordinates, drifts, stateNoise, others, method, substeps, gate, byLane, flowCheck);
    }

    /** Return this model with other numbers of each lane's own. */
    public FilterModel withByLane(ByLane other) {
        return new FilterModel(
                system, coordinates, drifts, stateNoise, outputVariances, method, substeps, gate, other, flowCheck);
    }

    /** Return this model with a check of its flow; the method of the flow must be an embedded pair. */
    public FilterModel withFlowCheck(FlowCheck other) {
        return new FilterModel(
                system, coordinates, drifts, stateNoise, outputVariances, method, substeps, gate, byLane, other);
    }

    /** Return D = M + N, the number of weights. */
    public int weights() {
        return system.parameterCount() + system.stateCount();
    }
}

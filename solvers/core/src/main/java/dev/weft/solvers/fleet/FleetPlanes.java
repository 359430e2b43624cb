package dev.weft.solvers.fleet;

import dev.weft.solvers.ode.OdeSystem;
import java.util.List;

/**
 * Hold the states, parameters and inputs of L twins of one system in planes: the value of state k of lane i is
 * {@code states()[k][i]}.
 *
 * <p>The planes are the data themselves, not copies: write into them between calls. Inputs are either per lane [K×L] or
 * shared by all lanes [K]. A frozen lane is one that failed; integrators leave it as it is until {@link #revive}.
 *
 * <p>Not thread-safe; an integrator divides the lanes among its threads by itself.
 */
public final class FleetPlanes {
    private final OdeSystem system;
    private final int lanes;
    private final double[][] states;
    private final double[][] parameters;
    private final double[][] inputs;
    private final double[] sharedInputs;
    private final boolean inputsAreShared;
    private final double[][] arguments;
    private final boolean[] frozen;

    private FleetPlanes(
            OdeSystem system,
            int lanes,
            double[][] states,
            double[][] parameters,
            double[][] inputs,
            boolean inputsAreShared) {
        this.system = system;
        this.lanes = lanes;
        this.states = states;
        this.parameters = parameters;
        this.inputs = inputs;
        this.sharedInputs = new double[inputsAreShared ? system.inputCount() : 0];
        this.inputsAreShared = inputsAreShared;
        this.arguments = Planes.concat(states, parameters, inputs);
        this.frozen = new boolean[lanes];
    }

    /**
     * Allocate planes of zeros, with inputs per lane.
     *
     * @throws IllegalArgumentException if {@code lanes} is less than 1
     */
    public static FleetPlanes allocate(OdeSystem system, int lanes) {
        return allocate(system, lanes, false);
    }

    /**
     * Allocate planes of zeros, with one value of each input for all lanes.
     *
     * @throws IllegalArgumentException if {@code lanes} is less than 1
     */
    public static FleetPlanes allocateWithSharedInputs(OdeSystem system, int lanes) {
        return allocate(system, lanes, true);
    }

    private static FleetPlanes allocate(OdeSystem system, int lanes, boolean shared) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected 1 or more");
        }
        return new FleetPlanes(
                system,
                lanes,
                new double[system.stateCount()][lanes],
                new double[system.parameterCount()][lanes],
                new double[shared ? 0 : system.inputCount()][lanes],
                shared);
    }

    /**
     * Take over planes of the caller, without copying their values; no plane may be given twice, for states are written.
     *
     * @param states initial states [N×L]. Modified by integrators
     * @param parameters [M×L]. Not modified
     * @param inputs [K×L]. Not modified
     * @throws IllegalArgumentException if the planes are not N, M and K of one length ≥ 1, or a value is not finite
     */
    public static FleetPlanes of(OdeSystem system, double[][] states, double[][] parameters, double[][] inputs) {
        int lanes = states.length == 0 ? 0 : states[0].length;
        Planes.check("states", states, system.stateCount(), lanes);
        Planes.check("parameters", parameters, system.parameterCount(), lanes);
        Planes.check("inputs", inputs, system.inputCount(), lanes);
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected 1 or more");
        }
        FleetPlanes fleet = new FleetPlanes(system, lanes, states.clone(), parameters.clone(), inputs.clone(), false);
        fleet.checkFinite();
        return fleet;
    }

    /** Return the system the lanes belong to. */
    public OdeSystem system() {
        return system;
    }

    /** Return L, the number of lanes. */
    public int lanes() {
        return lanes;
    }

    /** Return the planes of the states [N×L], live. */
    public double[][] states() {
        return states;
    }

    /** Return the planes of the parameters [M×L], live. */
    public double[][] parameters() {
        return parameters;
    }

    /** Return the planes of the inputs [K×L], live; none if the inputs are shared. */
    public double[][] inputs() {
        return inputs;
    }

    /** Return the inputs of all lanes [K], live; empty if each lane has its own. */
    public double[] sharedInputs() {
        return sharedInputs;
    }

    /** Tell whether all lanes share their inputs. */
    public boolean inputsAreShared() {
        return inputsAreShared;
    }

    /** The planes of x, p and, unless shared, u, in the order of kernels. */
    double[][] arguments() {
        return arguments;
    }

    /**
     * Set state and parameters of one lane.
     *
     * @param x state [N]. Not modified
     * @param p parameters [M]. Not modified
     * @throws IllegalArgumentException if there is no such lane, a length does not fit or a value is not finite
     */
    public void set(int lane, double[] x, double[] p) {
        checkLane(lane);
        Planes.checkLength("state", x, states.length);
        Planes.checkLength("parameters", p, parameters.length);
        for (int k = 0; k < x.length; k++) {
            requireFinite("state", system.stateName(k), lane, x[k]);
        }
        for (int k = 0; k < p.length; k++) {
            requireFinite("parameter", system.parameterName(k), lane, p[k]);
        }
        Planes.scatter(x, states, lane);
        Planes.scatter(p, parameters, lane);
    }

    /**
     * Copy the state of one lane.
     *
     * @param x state [N]. Modified
     * @throws IllegalArgumentException if there is no such lane or the length does not fit
     */
    public void state(int lane, double[] x) {
        checkLane(lane);
        Planes.checkLength("state", x, states.length);
        for (int k = 0; k < x.length; k++) {
            x[k] = states[k][lane];
        }
    }

    /**
     * Check that every value of every lane is finite.
     *
     * @throws IllegalArgumentException naming the first that is not, with its lane
     */
    public void checkFinite() {
        checkFinite("state", states, system.states().stream().map(e -> e.name()).toList());
        checkFinite(
                "parameter",
                parameters,
                system.parameters().stream().map(e -> e.name()).toList());
        List<String> names = system.inputs().stream().map(e -> e.name()).toList();
        checkFinite("input", inputs, names);
        for (int k = 0; k < sharedInputs.length; k++) {
            if (!Double.isFinite(sharedInputs[k])) {
                throw new IllegalArgumentException(
                        "shared input " + names.get(k) + " = " + sharedInputs[k] + ", expected a finite number");
            }
        }
    }

    private void checkFinite(String what, double[][] planes, List<String> names) {
        for (int k = 0; k < planes.length; k++) {
            for (int i = 0; i < lanes; i++) {
                if (!frozen[i]) {
                    requireFinite(what, names.get(k), i, planes[k][i]);
                }
            }
        }
    }

    private static void requireFinite(String what, String name, int lane, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    what + " " + name + " of lane " + lane + " = " + value + ", expected a finite number");
        }
    }

    /** Tell whether a lane has failed and is left as it is. */
    public boolean isFrozen(int lane) {
        checkLane(lane);
        return frozen[lane];
    }

    /** Take a lane up again, after its state or parameters were set to something better. */
    public void revive(int lane) {
        checkLane(lane);
        frozen[lane] = false;
    }

    void freeze(int lane) {
        frozen[lane] = true;
    }

    boolean anyFrozen(int from, int to) {
        for (int i = from; i < to; i++) {
            if (frozen[i]) {
                return true;
            }
        }
        return false;
    }

    private void checkLane(int lane) {
        if (lane < 0 || lane >= lanes) {
            throw new IllegalArgumentException("lane = " + lane + ", expected 0 to " + (lanes - 1));
        }
    }
}

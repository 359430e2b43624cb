package dev.weft.sdk.simulation;

/** Hold a simulated series: times [T], states [T×N], outputs [T×Q]. Arrays are shared, not copied. */
public final class Trajectory {
    private final double[] times;
    private final double[][] states;
    private final double[][] outputs;

    Trajectory(double[] times, double[][] states, double[][] outputs) {
        this.times = times;
        this.states = states;
        this.outputs = outputs;
    }

    /** Return T. */
    public int length() {
        return times.length;
    }

    /** Return the time of sample {@code i} in seconds. */
    public double time(int i) {
        return times[i];
    }

    /** Return the states at sample {@code i} [N]. */
    public double[] states(int i) {
        return states[i];
    }

    /** Return the outputs at sample {@code i} [Q]. */
    public double[] outputs(int i) {
        return outputs[i];
    }
}

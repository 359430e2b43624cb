package dev.weft.twins;

/**
 * Hold what was measured at one moment: inputs [K] and outputs [Q], NaN where a sensor gave nothing.
 *
 * <p>Immutable: arrays are copied.
 */
public final class Reading {
    private final double time;
    private final double[] inputs;
    private final double[] outputs;

    /**
     * Take a reading.
     *
     * @param time event time in seconds, on the clock of the machine
     * @param inputs inputs at this moment [K]; whether they are held from here on, the twin's model says
     * @param outputs measured outputs, NaN where missing [Q]
     */
    public Reading(double time, double[] inputs, double[] outputs) {
        this.time = time;
        this.inputs = inputs.clone();
        this.outputs = outputs.clone();
    }

    /** Return the event time in seconds. */
    public double time() {
        return time;
    }

    /** Return a copy of the inputs [K]. */
    public double[] inputs() {
        return inputs.clone();
    }

    /** Return a copy of the outputs [Q]. */
    public double[] outputs() {
        return outputs.clone();
    }
}

package dev.weft.twins;

import java.util.Optional;

/**
 * Hold what was measured at one moment: inputs [K] and outputs [Q], NaN where a sensor gave nothing.
 *
 * <p>Immutable: arrays are copied.
 */
public final class Reading {
    private static final double[] NONE = {};

    private final double time;
    private final double[] inputs;
    private final double[] outputs;
    private final double[] redundant;
    private final Optional<String> provenance;

    /**
     * Take a reading.
     *
     * @param time event time in seconds, on the clock of the machine
     * @param inputs inputs at this moment [K]; whether they are held from here on, the twin's model says
     * @param outputs measured outputs, NaN where missing [Q]
     */
    public Reading(double time, double[] inputs, double[] outputs) {
        this(time, inputs.clone(), outputs.clone(), NONE, Optional.empty());
    }

    private Reading(double time, double[] inputs, double[] outputs, double[] redundant, Optional<String> provenance) {
        this.time = time;
        this.inputs = inputs;
        this.outputs = outputs;
        this.redundant = redundant;
        this.provenance = provenance;
    }

    /**
     * Return this reading with what second sensors of its signals show.
     *
     * @param values of the inputs, then of the outputs, NaN where there is none [K+Q]
     * @throws IllegalArgumentException if their number is another
     */
    public Reading withRedundant(double... values) {
        if (values.length != inputs.length + outputs.length) {
            throw new IllegalArgumentException("redundant values = " + values.length + ", expected "
                    + (inputs.length + outputs.length) + ": one for each input, then one for each output");
        }
        return new Reading(time, inputs, outputs, values.clone(), provenance);
    }

    /**
     * Return this reading marked as what a twin has said, {@link Prediction#mark}: nobody learns from it.
     *
     * @param mark what a forecast was marked with
     */
    public Reading from(String mark) {
        return new Reading(time, inputs, outputs, redundant, Optional.of(mark));
    }

    /** Whether there is no second sensor and no mark. */
    boolean isPlain() {
        return redundant.length == 0 && provenance.isEmpty();
    }

    int inputCount() {
        return inputs.length;
    }

    int outputCount() {
        return outputs.length;
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

    /** Return a copy of what second sensors show [K+Q]; empty if there is none. */
    public double[] redundant() {
        return redundant.clone();
    }

    /** Return the mark of the forecast that these values come from; empty for what was measured. */
    public Optional<String> provenance() {
        return provenance;
    }
}

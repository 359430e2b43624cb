package dev.weft.solvers.estimation;

import java.util.Arrays;
import java.util.Objects;

/**
 * Hold one measured run: times [T], inputs [T×K] held from each sample to the next, outputs [T×Q] with NaN
 * where nothing was measured. Immutable by convention: arrays are kept, not copied.
 */
public final class MeasuredSeries {
    private final String name;
    private final double[] times;
    private final double[][] inputs;
    private final double[][] outputs;

    /**
     * Wrap the arrays of a run.
     *
     * @throws IllegalArgumentException if there is no sample, the lengths differ, a time is not finite and
     *     greater than the one before, or an input is not finite
     */
    public MeasuredSeries(String name, double[] times, double[][] inputs, double[][] outputs) {
        if (times.length == 0 || inputs.length != times.length || outputs.length != times.length) {
            throw new IllegalArgumentException("series " + name + " has " + times.length + " times, " + inputs.length
                    + " input rows, " + outputs.length + " output rows, expected the same number, 1 or more");
        }
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]) || (i > 0 && times[i] <= times[i - 1])) {
                throw new IllegalArgumentException("series " + name + ", sample " + i + ": time = " + times[i]
                        + ", expected a finite number greater than the one before");
            }
            for (double input : inputs[i]) {
                if (!Double.isFinite(input)) {
                    throw new IllegalArgumentException(
                            "series " + name + ", sample " + i + ": input = " + input + ", expected a finite number");
                }
            }
        }
        this.name = name;
        this.times = times;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Return the name of the series. */
    public String name() {
        return name;
    }

    /** Return T, the number of samples. */
    public int length() {
        return times.length;
    }

    /** Return the time of sample {@code i}. */
    public double time(int i) {
        return times[i];
    }

    /** Return the inputs at sample {@code i} [K]: the live row. */
    public double[] inputs(int i) {
        return inputs[i];
    }

    /** Return the outputs at sample {@code i} [Q], NaN where missing: the live row. */
    public double[] outputs(int i) {
        return outputs[i];
    }

    /**
     * Return the samples {@code from} (inclusive) to {@code to} (exclusive) as a series; rows are shared.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within the series
     * @throws IllegalArgumentException if it is empty
     */
    public MeasuredSeries slice(int from, int to) {
        Objects.checkFromToIndex(from, to, times.length);
        return new MeasuredSeries(
                name,
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(inputs, from, to),
                Arrays.copyOfRange(outputs, from, to));
    }
}

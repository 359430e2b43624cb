package dev.weft.solvers.estimation;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hold one measured run: times [T], inputs [T×K], outputs [T×Q] with NaN where nothing was measured. Immutable by
 * convention: arrays are kept, not copied.
 *
 * <p>Inputs are held from each sample to the next, unless {@link #withInputsBetween} says otherwise; then they are held
 * in {@link #pieces()} equal parts of each interval.
 */
public final class MeasuredSeries {
    private final String name;
    private final double[] times;
    private final double[][] inputs;
    private final double[][] outputs;
    private final InputsBetween between;
    /** Held pieces of each interval [T−1 × P × K]; null where each sample is held. */
    private final double @Nullable [][][] course;

    /**
     * Wrap the arrays of a run.
     *
     * @throws IllegalArgumentException if there is no sample, the lengths differ, a time is not finite and
     *     greater than the one before, or an input is not finite
     */
    public MeasuredSeries(String name, double[] times, double[][] inputs, double[][] outputs) {
        this(name, times, inputs, outputs, InputsBetween.HELD, null);
    }

    private MeasuredSeries(
            String name,
            double[] times,
            double[][] inputs,
            double[][] outputs,
            InputsBetween between,
            double @Nullable [][][] course) {
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
        this.between = between;
        this.course = course;
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

    /** Return how inputs run from sample to sample. */
    public InputsBetween inputsBetween() {
        return between;
    }

    /** Return P, the number of equal parts of an interval between samples over each of which the inputs are held. */
    public int pieces() {
        return course == null ? 1 : InputCourse.PIECES;
    }

    /**
     * Return the inputs that are held over a part of the interval from sample {@code i} to the next [K]: the live row.
     *
     * @param piece 0 … P − 1
     */
    public double[] inputs(int i, int piece) {
        return course == null ? inputs[i] : course[i][piece];
    }

    /** Take a part of an interval, over which inputs are held. */
    @FunctionalInterface
    public interface PieceConsumer {
        /**
         * Take a part.
         *
         * @param t its start in seconds
         * @param dt its length in seconds
         * @param inputs held over it [K]: the live row
         */
        void accept(double t, double dt, double[] inputs);
    }

    /** Go over the P parts of the interval from sample {@code i} to the next, in order. */
    public void forEachPiece(int i, PieceConsumer consumer) {
        int pieces = pieces();
        double dt = (times[i + 1] - times[i]) / pieces;
        for (int piece = 0; piece < pieces; piece++) {
            consumer.accept(times[i] + piece * dt, dt, inputs(i, piece));
        }
    }

    /**
     * Return the same run with inputs that take another course between samples. What is held in pieces follows a course
     * to fourth order in the interval where the equations are linear in the inputs, to second order elsewhere.
     *
     * <p>Cost: four rows of inputs a sample.
     *
     * @throws IllegalArgumentException if a smooth course is asked for and the samples are not equally far apart
     */
    public MeasuredSeries withInputsBetween(InputsBetween between) {
        return new MeasuredSeries(
                name,
                times,
                inputs,
                outputs,
                between,
                between == InputsBetween.HELD ? null : InputCourse.pieces(name, times, inputs, between));
    }

    /**
     * Return the same run with other outputs.
     *
     * @param changed [T×Q], NaN where missing. Kept
     * @throws IllegalArgumentException if the number of rows differs
     */
    public MeasuredSeries withOutputs(double[][] changed) {
        return new MeasuredSeries(name, times, inputs, changed, between, course);
    }

    /**
     * Return the samples {@code from} (inclusive) to {@code to} (exclusive) as a series; rows are shared, and the inputs
     * between samples are those of the whole run.
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
                Arrays.copyOfRange(outputs, from, to),
                between,
                course == null ? null : Arrays.copyOfRange(course, from, to - 1));
    }
}

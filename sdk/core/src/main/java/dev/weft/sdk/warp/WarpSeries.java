package dev.weft.sdk.warp;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Hold one series for a weight-space model: signals, known inputs and targets at L increasing times, in one unit
 * throughout (physical, or normalised). What was not measured is NaN. Takes its arrays over; immutable from then on.
 */
public final class WarpSeries {
    private final String name;
    private final double[] times;
    private final double[][] signals;
    private final double[][] inputs;
    private final double[][] targets;
    private final int label;

    /**
     * Take a series.
     *
     * @param times [L], increasing
     * @param signals [L×Dx], NaN where one was not measured
     * @param inputs [L×Du], finite
     * @param targets [L×Dy], NaN where one is not known; rows of length 0 where there are none
     * @param label the class it belongs to, from 0; −1 where none is known
     * @throws IllegalArgumentException if lengths differ, or a time does not increase, or an input is not finite
     */
    public WarpSeries(
            String name, double[] times, double[][] signals, double[][] inputs, double[][] targets, int label) {
        int length = times.length;
        if (length < 1 || signals.length != length || inputs.length != length || targets.length != length) {
            throw new IllegalArgumentException("series " + name + " has " + length + " times, " + signals.length
                    + " rows of signals, " + inputs.length + " of inputs, " + targets.length
                    + " of targets, expected the same number, at least 1");
        }
        for (int t = 0; t < length; t++) {
            if (!Double.isFinite(times[t]) || t > 0 && times[t] <= times[t - 1]) {
                throw new IllegalArgumentException("series " + name + ", step " + t + ": time = " + times[t]
                        + ", expected finite times that increase");
            }
            for (double u : inputs[t]) {
                if (!Double.isFinite(u)) {
                    throw new IllegalArgumentException(
                            "series " + name + ", step " + t + ": input = " + u + ", expected a finite number");
                }
            }
        }
        this.name = name;
        this.times = times;
        this.signals = signals;
        this.inputs = inputs;
        this.targets = targets;
        this.label = label;
    }

    /** Return the series' name. */
    public String name() {
        return name;
    }

    /** Return L. */
    public int length() {
        return times.length;
    }

    /** Return a time. */
    public double time(int step) {
        return times[step];
    }

    /** Return the median time from one row of a series to the next; empty where no series has two rows. */
    public static OptionalDouble medianInterval(Collection<WarpSeries> series) {
        double[] intervals = series.stream()
                .flatMapToDouble(s -> IntStream.range(1, s.length()).mapToDouble(i -> s.time(i) - s.time(i - 1)))
                .sorted()
                .toArray();
        return intervals.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(intervals[intervals.length / 2]);
    }

    /** Return a signal, NaN where it was not measured. */
    public double signal(int step, int index) {
        return signals[step][index];
    }

    /** Return how many signals there are. */
    public int signalCount() {
        return signals[0].length;
    }

    /** Return a known input. */
    public double input(int step, int index) {
        return inputs[step][index];
    }

    /** Return how many known inputs there are. */
    public int inputCount() {
        return inputs[0].length;
    }

    /** Return a target, NaN where it is not known. */
    public double target(int step, int index) {
        return targets[step][index];
    }

    /** Return how many targets there are. */
    public int targetCount() {
        return targets[0].length;
    }

    /** Return the class, −1 where none is known. */
    public int label() {
        return label;
    }

    /** Refuse other numbers of columns than those expected. */
    void requireColumns(int expectedSignals, int expectedInputs, int expectedTargets) {
        if (signalCount() != expectedSignals || inputCount() != expectedInputs || targetCount() != expectedTargets) {
            throw new IllegalArgumentException("series " + name + " has " + signalCount() + " signals, " + inputCount()
                    + " inputs, " + targetCount() + " targets, expected " + expectedSignals + ", " + expectedInputs
                    + ", " + expectedTargets);
        }
    }
}

package dev.weft.sdk.report;

import java.util.Arrays;

/** Holds one or two values at each of N times; owns copies of the arrays it is made of. Immutable. */
final class Samples {
    private final double[] time;
    private final double[][] channels;

    private Samples(double[] time, double[][] channels) {
        this.time = time;
        this.channels = channels;
    }

    /**
     * Copies and checks samples.
     *
     * @param name what they are, for messages
     * @param ordered whether the times have to increase
     * @param time [N], finite. Not modified.
     * @param channels each [N]. Not modified.
     */
    static Samples of(String name, boolean ordered, double[] time, double[]... channels) {
        double[][] copies = new double[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            if (channels[c].length != time.length) {
                throw new IllegalArgumentException("values of \"" + name + "\" = " + channels[c].length + ", expected "
                        + time.length + ". Give one value per time.");
            }
            copies[c] = channels[c].clone();
        }
        for (int i = 0; i < time.length; i++) {
            if (!Double.isFinite(time[i])) {
                throw new IllegalArgumentException(
                        "time " + i + " of \"" + name + "\" = " + time[i] + ", expected a finite number");
            }
            if (ordered && i > 0 && time[i] <= time[i - 1]) {
                throw new IllegalArgumentException("time " + i + " of \"" + name + "\" = " + time[i]
                        + ", expected more than the one before it, " + time[i - 1]
                        + ". Sort the samples by time and drop repeated ones.");
            }
        }
        return new Samples(time.clone(), copies);
    }

    int size() {
        return time.length;
    }

    double time(int i) {
        return time[i];
    }

    double value(int channel, int i) {
        return channels[channel][i];
    }

    /** Returns whether all values at a time are numbers: otherwise there is a gap. */
    boolean isFinite(int i) {
        for (double[] channel : channels) {
            if (!Double.isFinite(channel[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns as many samples as a screen can show; this object where they already are that few. */
    Samples thinned() {
        if (size() <= Downsampling.THRESHOLD) {
            return this;
        }
        int[] kept = Downsampling.keep(channels);
        double[][] thin = new double[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            thin[c] = pick(channels[c], kept);
        }
        return new Samples(pick(time, kept), thin);
    }

    /** Returns these samples with a gap for every value that has no logarithm. */
    Samples positive() {
        double[][] positive = new double[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            positive[c] = Arrays.stream(channels[c])
                    .map(value -> value > 0 ? value : Double.NaN)
                    .toArray();
        }
        return new Samples(time, positive);
    }

    /** Widens {@code range} by the values. */
    void extendValues(Range range) {
        for (double[] channel : channels) {
            for (double value : channel) {
                range.include(value);
            }
        }
    }

    /** Widens {@code range} by the times. */
    void extendTimes(Range range) {
        for (double t : time) {
            range.include(t);
        }
    }

    private static double[] pick(double[] from, int[] indices) {
        double[] picked = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            picked[i] = from[indices[i]];
        }
        return picked;
    }
}

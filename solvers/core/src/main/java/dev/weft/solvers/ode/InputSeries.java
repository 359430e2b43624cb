package dev.weft.solvers.ode;

import java.util.Arrays;

/**
 * Give inputs by samples: values [T×K] at strictly increasing times [T], held or interpolated linearly between them.
 *
 * <p>Known from the first time to the last. A held series jumps at its samples, a linear one has kinks there. Immutable.
 */
public final class InputSeries implements InputSignal {
    /** What happens between samples. */
    public enum Interpolation {
        /** Zero-order hold: the value of the last sample. */
        HOLD,
        /** The straight line from sample to sample. */
        LINEAR
    }

    private final double[] times;
    private final double[][] values;
    private final Interpolation interpolation;

    /**
     * Take a series.
     *
     * @param times sample times [T], strictly increasing, two or more. Not modified
     * @param values one row a time [T×K]. Not modified
     * @throws IllegalArgumentException if the times do not increase, rows are missing or differ in length, or a number is
     *     not finite
     */
    public InputSeries(double[] times, double[][] values, Interpolation interpolation) {
        TimeGrid.check(times);
        if (times.length < 2 || values.length != times.length) {
            throw new IllegalArgumentException("values = " + values.length + " rows at " + times.length
                    + " times, expected one row a time and two or more");
        }
        this.times = times.clone();
        this.values = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            if (values[i].length != values[0].length) {
                throw new IllegalArgumentException("row " + i + " of values = 1×" + values[i].length + ", expected 1×"
                        + values[0].length + ": one value an input");
            }
            for (int k = 0; k < values[i].length; k++) {
                if (!Double.isFinite(values[i][k])) {
                    throw new IllegalArgumentException("input " + k + " at time " + times[i] + " = " + values[i][k]
                            + ", expected a finite number");
                }
            }
            this.values[i] = values[i].clone();
        }
        this.interpolation = interpolation;
    }

    @Override
    public int count() {
        return values[0].length;
    }

    @Override
    public double begin() {
        return times[0];
    }

    @Override
    public double end() {
        return times[times.length - 1];
    }

    @Override
    public double pieceEnd(double t) {
        int i = piece(t) + 1;
        return t >= end() ? Double.POSITIVE_INFINITY : times[i];
    }

    @Override
    public void at(double t, double piece, double[] u) {
        int i = piece(piece);
        double fraction = interpolation == Interpolation.HOLD ? 0 : (t - times[i]) / (times[i + 1] - times[i]);
        double[] row = interpolation == Interpolation.HOLD && piece >= end() ? values[i + 1] : values[i];
        for (int k = 0; k < count(); k++) {
            u[k] = row[k] + fraction * (values[i + 1][k] - values[i][k]);
        }
    }

    /** Index of the piece [t_i, t_(i+1)) of a time; the last one also at and behind the end. */
    private int piece(double t) {
        int found = Arrays.binarySearch(times, t);
        int i = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(i, times.length - 2));
    }
}

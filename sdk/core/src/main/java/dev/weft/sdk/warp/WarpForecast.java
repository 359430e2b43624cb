package dev.weft.sdk.warp;

/**
 * Hold what a model predicts of one series, in physical units: means [n×Dy] and standard deviations [n×Dy] of n steps.
 * Immutable and thread-safe.
 */
public final class WarpForecast {
    private final String series;
    private final int firstStep;
    private final double[] times;
    private final double[][] means;
    private final double[][] deviations;

    /** Take all arrays over. */
    WarpForecast(String series, int firstStep, double[] times, double[][] means, double[][] deviations) {
        this.series = series;
        this.firstStep = firstStep;
        this.times = times;
        this.means = means;
        this.deviations = deviations;
    }

    /** Return the series' name. */
    public String series() {
        return series;
    }

    /** Return n. */
    public int length() {
        return times.length;
    }

    /** Return the step that prediction i is of: rows of the data count from 0. */
    public int step(int i) {
        return firstStep + i;
    }

    /** Return the time that prediction i is of, in seconds. */
    public double time(int i) {
        return times[i];
    }

    /** Return Dy. */
    public int outputs() {
        return means[0].length;
    }

    /** Return the index of the largest of prediction i: the class it tells, where outputs are classes; −1 if one is NaN. */
    public int largest(int i) {
        int best = 0;
        for (int c = 0; c < means[i].length; c++) {
            if (Double.isNaN(means[i][c])) {
                return -1;
            }
            best = means[i][c] > means[i][best] ? c : best;
        }
        return best;
    }

    /** Return prediction i of an output; of a class, its logit. */
    public double mean(int i, int output) {
        return means[i][output];
    }

    /** Return its standard deviation, NaN where the model tells none. */
    public double deviation(int i, int output) {
        return deviations[i][output];
    }
}

package dev.weft.twins;

/**
 * Hold a forecast of one twin: expected readings and their standard deviations [T×Q], and the version of the weights
 * behind it. Arrays are shared, not copied.
 */
public final class Prediction {
    private final String twin;
    private final long version;
    private final double[] times;
    private final double[][] outputs;
    private final double[][] standardDeviations;

    Prediction(String twin, long version, double[] times, double[][] outputs, double[][] standardDeviations) {
        this.twin = twin;
        this.version = version;
        this.times = times;
        this.outputs = outputs;
        this.standardDeviations = standardDeviations;
    }

    /** Return the version of the twin that made the forecast. */
    public long version() {
        return version;
    }

    /** Return the id of the twin that made the forecast. */
    public String twin() {
        return twin;
    }

    /**
     * Return what marks these numbers as a forecast, wherever they go: "weft:twin@version". A reading that carries a mark is
     * refused.
     */
    public String mark() {
        return "weft:" + twin + "@" + version;
    }

    /** Return T, the number of times. */
    public int length() {
        return times.length;
    }

    /** Return time {@code i} in seconds, on the clock of the machine. */
    public double time(int i) {
        return times[i];
    }

    /** Return the expected reading of output {@code k} at time {@code i}. */
    public double output(int i, int k) {
        return outputs[i][k];
    }

    /** Return the standard deviation of a reading about the expected one, sensor noise included. */
    public double standardDeviation(int i, int k) {
        return standardDeviations[i][k];
    }
}

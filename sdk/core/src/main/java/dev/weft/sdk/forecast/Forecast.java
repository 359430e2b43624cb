package dev.weft.sdk.forecast;

import dev.weft.solvers.estimation.GaussianEstimate;

/**
 * Hold a forecast of one series: expected readings and their standard deviations [T×Q].
 *
 * <p>Within the context each row is what was expected before that row's reading was used (for {@link
 * Adaptation#BATCH}: what the refitted model gives there). Arrays are shared, not copied.
 */
public final class Forecast {
    private final double[][] outputs;
    private final double[][] standardDeviations;
    private final GaussianEstimate afterContext;

    Forecast(double[][] outputs, double[][] standardDeviations, GaussianEstimate afterContext) {
        this.outputs = outputs;
        this.standardDeviations = standardDeviations;
        this.afterContext = afterContext;
    }

    /** Return T. */
    public int length() {
        return outputs.length;
    }

    /** Return the expected reading of output {@code k} at row {@code i}. */
    public double output(int i, int k) {
        return outputs[i][k];
    }

    /** Return the standard deviation of a reading about the expected one, sensor noise included. */
    public double standardDeviation(int i, int k) {
        return standardDeviations[i][k];
    }

    /** Return a copy of θ where the free run began. */
    public GaussianEstimate afterContext() {
        return afterContext.copy();
    }
}

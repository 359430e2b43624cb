package dev.weft.sdk.forecast;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.List;

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
    private final double[] noise;
    private final List<ContextFinding> findings;

    Forecast(
            double[][] outputs,
            double[][] standardDeviations,
            GaussianEstimate afterContext,
            double[] noise,
            List<ContextFinding> findings) {
        this.outputs = outputs;
        this.standardDeviations = standardDeviations;
        this.afterContext = afterContext;
        this.noise = noise;
        this.findings = List.copyOf(findings);
    }

    /** Return T. */
    public int length() {
        return outputs.length;
    }

    /** Return Q. */
    public int outputs() {
        return noise.length;
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

    /**
     * Return the noise of the sensor of output {@code k}: the model's, or what the context told of it where that is
     * clearly another.
     */
    public double noise(int k) {
        return noise[k];
    }

    /** Return what is wrong with the context; empty if nothing is, or there is none. */
    public List<ContextFinding> findings() {
        return findings;
    }
}

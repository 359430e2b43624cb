package dev.weft.sdk.adapt;

/**
 * Hold what a model expects to read: a buffer that {@link WeightFilter#expect} fills. Not thread-safe.
 */
public final class Expectation {
    final double[] outputs;
    final double[] standardDeviations;
    final double[] sensitivities;
    /** Slopes over two standard deviations either way, for outputs whose sensitivities are all zero. */
    final double[] secants;

    Expectation(int outputs, int weights) {
        this.outputs = new double[outputs];
        this.standardDeviations = new double[outputs];
        this.sensitivities = new double[outputs * weights];
        this.secants = new double[outputs * weights];
    }

    /** Return the expected reading of output {@code k}. */
    public double output(int k) {
        return outputs[k];
    }

    /** Return the standard deviation of a reading of output {@code k} about the expected one, sensor noise included. */
    public double standardDeviation(int k) {
        return standardDeviations[k];
    }

    /** Return ∂ŷ_k/∂θ_i. */
    public double sensitivity(int k, int i) {
        return sensitivities[k * (sensitivities.length / outputs.length) + i];
    }

    /** Tell whether output {@code k} depends on any weight at all here; a saturated sensor does not. */
    public boolean dependsOnWeights(int k) {
        int d = sensitivities.length / outputs.length;
        for (int i = k * d; i < (k + 1) * d; i++) {
            if (sensitivities[i] != 0) {
                return true;
            }
        }
        return false;
    }
}

package dev.weft.sdk.warp;

import java.util.ArrayList;
import java.util.List;

/**
 * Say where θ_0 comes from: a network φ of the first observation, or free weights.
 *
 * @param hidden widths of φ's hidden layers; empty for one linear layer
 * @param activation what follows each hidden layer, nothing follows the last
 * @param free whether θ_0 is a free vector without input instead of a network
 * @param noise standard deviation of the noise added to θ_0 in training, &gt;= 0
 */
public record InitialSettings(List<Integer> hidden, Activation activation, boolean free, double noise) {
    /** Check the numbers. */
    public InitialSettings {
        hidden = List.copyOf(hidden);
        if (hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "hidden widths of the initial network = " + hidden + ", expected numbers >= 1");
        }
        if (free && !hidden.isEmpty()) {
            throw new IllegalArgumentException("hidden widths of the initial network = " + hidden
                    + " with free weights, expected none: free weights have no network");
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("noise on θ_0 = " + noise + ", expected a finite number >= 0");
        }
    }

    /** Return a network with given hidden layers and swish. */
    public static InitialSettings network(List<Integer> hidden) {
        return new InitialSettings(hidden, Activation.SWISH, false, 0);
    }

    /**
     * Return a network whose hidden widths lie between the number of inputs and of weights at equal distances, rounded
     * down: ⌊(L + 1 − l)/(L + 1) Dx + l/(L + 1) Dθ⌋ for l = 1 … L.
     *
     * @param layers L, &gt;= 0
     */
    public static InitialSettings interpolated(int layers, int inputs, int weights) {
        List<Integer> widths = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            widths.add((int) (((long) (layers + 1 - l) * inputs + (long) l * weights) / (layers + 1)));
        }
        return network(widths);
    }

    /** Return a free vector θ_0. */
    public static InitialSettings freeWeights() {
        return new InitialSettings(List.of(), Activation.SWISH, true, 0);
    }

    /** Change the activation. */
    public InitialSettings withActivation(Activation changed) {
        return new InitialSettings(hidden, changed, free, noise);
    }

    /** Change the noise on θ_0 in training. */
    public InitialSettings withNoise(double changed) {
        return new InitialSettings(hidden, activation, free, changed);
    }
}

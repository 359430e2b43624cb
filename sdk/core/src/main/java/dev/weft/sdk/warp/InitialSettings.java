package dev.weft.sdk.warp;

import java.util.ArrayList;
import java.util.List;

/**
 * Say where θ_0 comes from: a network φ of the first observation, or free weights.
 *
 * @param hidden widths of φ's hidden layers, 0 … 16 layers of 1 … 65,536; empty for one linear layer
 * @param activation what follows each hidden layer, nothing follows the last
 * @param free whether θ_0 is a free vector without input instead of a network
 * @param noise standard deviation of the noise added to θ_0 in training, &gt;= 0
 */
public record InitialSettings(List<Integer> hidden, Activation activation, boolean free, double noise) {
    private static final String NETWORK = "initial network";

    /** The most hidden layers that φ may have. */
    public static final int MOST_LAYERS = HiddenLayers.MOST;

    /** With a wider one, the matrix from it to as many weights would have more numbers than an array holds. */
    private static final int WIDEST = 1 << 16;

    /** Check the numbers. */
    public InitialSettings {
        hidden = List.copyOf(hidden);
        HiddenLayers.require(NETWORK, hidden, 0, WIDEST);
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
     * @param layers L, 0 … 16
     * @throws IllegalArgumentException if there are more, or one is wider than 65,536
     */
    public static InitialSettings interpolated(int layers, int inputs, int weights) {
        HiddenLayers.requireCount(NETWORK, layers, 0);
        return network(widths(layers, inputs, weights));
    }

    private static List<Integer> widths(int layers, int inputs, int weights) {
        List<Integer> widths = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            widths.add((int) (((long) (layers + 1 - l) * inputs + (long) l * weights) / (layers + 1)));
        }
        return widths;
    }

    /** Tell whether the hidden widths are those of {@link #interpolated}. */
    public boolean isInterpolated(int inputs, int weights) {
        return hidden.equals(widths(hidden.size(), inputs, weights));
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

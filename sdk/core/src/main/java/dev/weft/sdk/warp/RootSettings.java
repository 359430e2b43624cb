package dev.weft.sdk.warp;

import java.util.List;

/**
 * Say how the root network is built, whose weights are θ.
 *
 * @param hidden widths of the hidden layers: 1 … 16 layers of 1 … 4096
 * @param activation what follows each hidden layer
 * @param finalActivation what follows the last layer
 * @param frequencies F of the positional encoding sin(2^j πτ), cos(2^j πτ), j = 0 … F − 1, beside τ; 0 for none
 * @param previous whether the network also sees the last observation (or, running free, the last prediction)
 */
public record RootSettings(
        List<Integer> hidden,
        Activation activation,
        FinalActivation finalActivation,
        int frequencies,
        boolean previous) {
    private static final int MOST_FREQUENCIES = 16;
    private static final int WIDEST = 4096;

    /** Check the sizes. */
    public RootSettings {
        hidden = List.copyOf(hidden);
        HiddenLayers.require("root network", hidden, 1, WIDEST);
        if (frequencies < 0 || frequencies > MOST_FREQUENCIES) {
            throw new IllegalArgumentException(
                    "frequencies of the positional encoding = " + frequencies + ", expected 0 … " + MOST_FREQUENCIES);
        }
    }

    /** Return a network of swish layers without extras. */
    public static RootSettings of(List<Integer> hidden) {
        return new RootSettings(hidden, Activation.SWISH, FinalActivation.NONE, 0, false);
    }

    /** Change the activation. */
    public RootSettings withActivation(Activation changed) {
        return new RootSettings(hidden, changed, finalActivation, frequencies, previous);
    }

    /** Change what follows the last layer. */
    public RootSettings withFinal(FinalActivation changed) {
        return new RootSettings(hidden, activation, changed, frequencies, previous);
    }

    /** Change the positional encoding. */
    public RootSettings withFrequencies(int changed) {
        return new RootSettings(hidden, activation, finalActivation, changed, previous);
    }

    /** Change whether the network sees the last observation. */
    public RootSettings withPrevious(boolean changed) {
        return new RootSettings(hidden, activation, finalActivation, frequencies, changed);
    }
}

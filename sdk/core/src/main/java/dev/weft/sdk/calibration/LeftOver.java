package dev.weft.sdk.calibration;

import java.util.List;

/**
 * Report what a fit leaves over of one output: nothing but noise, or something with a pattern.
 *
 * @param output its name
 * @param whiteness probability that white noise has autocorrelations as large as the residuals, by Ljung and Box
 * @param followed inputs that the residuals still follow, the strongest first
 */
public record LeftOver(String output, double whiteness, List<String> followed) {
    /** Below this probability residuals are not called white. */
    private static final double WHITE = 0.01;

    /** Copy the list. */
    public LeftOver {
        followed = List.copyOf(followed);
    }

    /** Tell whether the residuals may be white noise. */
    public boolean isWhite() {
        return whiteness >= WHITE;
    }

    /** Return what is to be said of it, a sentence each; empty if there is nothing. */
    public List<String> sentences() {
        return followed.stream()
                .map(input -> "what is left over of " + output + " still follows input " + input
                        + ": something is missing in how " + input + " acts")
                .toList();
    }
}

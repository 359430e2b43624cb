package dev.weft.sdk.calibration;

import java.util.List;

/**
 * Name a combination of weights that the data leave open: changed together in these proportions (of their
 * coordinates), they give nearly the same outputs.
 *
 * @param names the weights that take part, the strongest first
 * @param shares their proportions, in the same order, of a unit vector
 * @param standardDeviation how far the data let the combination move, in coordinates
 */
public record SloppyDirection(List<String> names, List<Double> shares, double standardDeviation) {
    /** Copy the lists. */
    public SloppyDirection {
        names = List.copyOf(names);
        shares = List.copyOf(shares);
    }

    /** Return the direction as one line of text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(shares.get(i) < 0 ? "−" : "+")
                    .append(names.get(i));
        }
        return names.size() == 1 ? names.get(0) + " alone" : text + " together";
    }
}

package dev.weft.sdk.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tell where a model comes from.
 *
 * @param dataHash SHA-256 of the calibration data in hex, empty if there were none
 * @param rows number of readings it was calibrated on
 * @param fit root mean square error of the free-running fit, by output name, in the output's unit
 * @param shares how much of the prediction a network beside the prior made over the data, by output or right-hand side, 0 …
 *     about 1; empty if there is none
 */
public record ModelCard(String dataHash, int rows, Map<String, Double> fit, Map<String, Double> shares) {
    /** Copy the maps. */
    public ModelCard {
        fit = Map.copyOf(fit);
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** Tell where a model without a network comes from. */
    public ModelCard(String dataHash, int rows, Map<String, Double> fit) {
        this(dataHash, rows, fit, Map.of());
    }

    /** Return the card of a model that saw no data. */
    public static ModelCard nominal() {
        return new ModelCard("", 0, Map.of());
    }
}

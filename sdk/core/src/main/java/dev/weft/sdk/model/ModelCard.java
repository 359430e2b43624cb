package dev.weft.sdk.model;

import java.util.Map;

/**
 * Tell where a model comes from.
 *
 * @param dataHash SHA-256 of the calibration data in hex, empty if there were none
 * @param rows number of readings it was calibrated on
 * @param fit root mean square error of the free-running fit, by output name, in the output's unit
 */
public record ModelCard(String dataHash, int rows, Map<String, Double> fit) {
    /** Copy the map. */
    public ModelCard {
        fit = Map.copyOf(fit);
    }

    /** Return the card of a model that saw no data. */
    public static ModelCard nominal() {
        return new ModelCard("", 0, Map.of());
    }
}

package dev.weft.sdk.model;

import java.util.Map;
import java.util.Optional;

/**
 * Tell where a model comes from.
 *
 * @param dataHash SHA-256 of the calibration data in hex, empty if there were none
 * @param rows number of readings it was calibrated on
 * @param fit root mean square error of the free-running fit, by output name, in the output's unit
 * @param stamp that its prior has passed its trial; empty if nobody says so
 */
public record ModelCard(String dataHash, int rows, Map<String, Double> fit, Optional<PriorStamp> stamp) {
    /** Tell where a model comes from, of whose prior nobody says that it has passed. */
    public ModelCard(String dataHash, int rows, Map<String, Double> fit) {
        this(dataHash, rows, fit, Optional.empty());
    }

    /** Copy the map. */
    public ModelCard {
        fit = Map.copyOf(fit);
    }

    /** Return this card with a stamp. */
    public ModelCard withStamp(PriorStamp value) {
        return new ModelCard(dataHash, rows, fit, Optional.of(value));
    }

    /** Return the card of a model that saw no data. */
    public static ModelCard nominal() {
        return new ModelCard("", 0, Map.of());
    }
}

package dev.weft.sdk.model;

import dev.weft.solvers.estimation.InputsBetween;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tell where a model comes from.
 *
 * @param dataHash SHA-256 of the calibration data in hex, empty if there were none
 * @param rows number of readings it was calibrated on
 * @param fit root mean square error of the free-running fit, by output name, in the output's unit
 * @param shares how much of the prediction a network beside the prior made over the data, by output or right-hand side, 0 …
 *     about 1; empty if there is none
 * @param stamp that its prior has passed its trial; empty if nobody says so
 * @param between how the inputs of those data ran from row to row, and so how the model takes them to run
 */
public record ModelCard(
        String dataHash,
        int rows,
        Map<String, Double> fit,
        Map<String, Double> shares,
        Optional<PriorStamp> stamp,
        InputsBetween between) {
    /** Copy the maps. */
    public ModelCard {
        fit = Map.copyOf(fit);
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** Tell where a model without a network comes from, with inputs held, of whose prior nobody says that it has passed. */
    public ModelCard(String dataHash, int rows, Map<String, Double> fit) {
        this(dataHash, rows, fit, Map.of(), Optional.empty(), InputsBetween.HELD);
    }

    /** Return this card with shares. */
    public ModelCard withShares(Map<String, Double> values) {
        return new ModelCard(dataHash, rows, fit, values, stamp, between);
    }

    /** Return this card with a stamp. */
    public ModelCard withStamp(PriorStamp value) {
        return new ModelCard(dataHash, rows, fit, shares, Optional.of(value), between);
    }

    /** Return this card with another error of the free run. */
    public ModelCard withFit(Map<String, Double> values) {
        return new ModelCard(dataHash, rows, values, shares, stamp, between);
    }

    /** Return this card with inputs that run so from row to row. */
    public ModelCard withInputsBetween(InputsBetween value) {
        return new ModelCard(dataHash, rows, fit, shares, stamp, value);
    }

    /** Return the card of a model that saw no data. */
    public static ModelCard nominal() {
        return new ModelCard("", 0, Map.of());
    }
}

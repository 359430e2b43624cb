package dev.weft.twins.plant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Say which columns hold the signals of an asset, and in which units.
 *
 * @param map signal to column; a signal that is not here has the column of its own name
 * @param units signal to the unit of its column, as {@code °C}; without it columns are in the prior's units
 * @param scales signal to a factor of its column, before the unit is converted
 * @param redundant signal to the column of its second sensor, in the unit of the first
 * @param provenance column that holds the mark of a forecast where the row is one that came back
 */
public record SignalColumns(
        Map<String, String> map,
        Map<String, String> units,
        Map<String, Double> scales,
        Map<String, String> redundant,
        Optional<String> provenance) {
    /** Take every signal from the column of its own name. */
    public static final SignalColumns OWN_NAMES =
            new SignalColumns(Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    /** Copy the maps. */
    public SignalColumns {
        map = Map.copyOf(map);
        units = Map.copyOf(units);
        scales = Map.copyOf(scales);
        redundant = Map.copyOf(redundant);
    }

    /** Return what this says, and of what it does not say, what {@code defaults} say. */
    SignalColumns over(SignalColumns defaults) {
        return new SignalColumns(
                over(map, defaults.map),
                over(units, defaults.units),
                over(scales, defaults.scales),
                over(redundant, defaults.redundant),
                provenance.or(defaults::provenance));
    }

    static <T> Map<String, T> over(Map<String, T> own, Map<String, T> defaults) {
        Map<String, T> all = new LinkedHashMap<>(defaults);
        all.putAll(own);
        return all;
    }
}

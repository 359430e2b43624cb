package dev.weft.sdk.calibration;

import dev.weft.solvers.estimation.LeastSquaresSettings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Set how a calibration is done.
 *
 * @param search starts, iterations and seed of the least-squares search
 * @param fixed physical values of the parameters that shall not be fitted, by name
 * @param loss how much a single reading may pull
 * @param beforehand what is known of parameters before any data, by name; it replaces what the prior itself says
 * @param perSeries names of the parameters that are fitted for each series on its own; the others are shared
 * @param profiles whether intervals are found by profiles of the likelihood, too
 * @param noiseFitted whether the noise for live filtering is fitted, which takes longer than all the rest; if not, sensors
 *     are taken to be as noisy as the free run is wrong, and states to wander as nominal ones
 * @param advised whether it is said what to measure next, where parameters are open; that compiles equations of its own
 */
public record CalibrationSettings(
        LeastSquaresSettings search,
        Map<String, Double> fixed,
        Loss loss,
        Map<String, Beforehand> beforehand,
        Set<String> perSeries,
        boolean profiles,
        boolean noiseFitted,
        boolean advised) {
    /** All parameters free and shared, standard search. */
    public static final CalibrationSettings STANDARD = new CalibrationSettings(LeastSquaresSettings.STANDARD, Map.of());

    /** Copy the collections. */
    public CalibrationSettings {
        fixed = Map.copyOf(fixed);
        beforehand = Map.copyOf(beforehand);
        perSeries = Set.copyOf(perSeries);
    }

    /** Set the search and what is fixed; everything else is standard. */
    public CalibrationSettings(LeastSquaresSettings search, Map<String, Double> fixed) {
        this(search, fixed, Loss.AUTO, Map.of(), Set.of(), false, true, true);
    }

    /** Return these settings with another loss. */
    public CalibrationSettings withLoss(Loss value) {
        return new CalibrationSettings(search, fixed, value, beforehand, perSeries, profiles, noiseFitted, advised);
    }

    /** Return these settings with other knowledge beforehand. */
    public CalibrationSettings withBeforehand(Map<String, Beforehand> value) {
        return new CalibrationSettings(search, fixed, loss, value, perSeries, profiles, noiseFitted, advised);
    }

    /** Return these settings with other parameters fitted for each series. */
    public CalibrationSettings withPerSeries(Set<String> value) {
        return new CalibrationSettings(search, fixed, loss, beforehand, value, profiles, noiseFitted, advised);
    }

    /** Return these settings with or without profiles. */
    public CalibrationSettings withProfiles(boolean value) {
        return new CalibrationSettings(search, fixed, loss, beforehand, perSeries, value, noiseFitted, advised);
    }

    /** Return these settings with the noise for live filtering fitted or not. */
    public CalibrationSettings withNoiseFitted(boolean value) {
        return new CalibrationSettings(search, fixed, loss, beforehand, perSeries, profiles, value, advised);
    }

    /** Return these settings with or without advice on what to measure next. */
    public CalibrationSettings withAdvised(boolean value) {
        return new CalibrationSettings(search, fixed, loss, beforehand, perSeries, profiles, noiseFitted, value);
    }

    /** Return the names of all parameters that these settings speak of. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(fixed.keySet());
        names.addAll(beforehand.keySet());
        names.addAll(perSeries);
        return names;
    }
}

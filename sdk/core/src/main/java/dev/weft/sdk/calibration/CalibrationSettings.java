package dev.weft.sdk.calibration;

import dev.weft.solvers.estimation.LeastSquaresSettings;
import java.util.Map;

/**
 * Set how a calibration is done.
 *
 * @param search starts, iterations and seed of the least-squares search
 * @param fixed physical values of the parameters that shall not be fitted, by name
 */
public record CalibrationSettings(LeastSquaresSettings search, Map<String, Double> fixed) {
    /** All parameters free, standard search. */
    public static final CalibrationSettings STANDARD = new CalibrationSettings(LeastSquaresSettings.STANDARD, Map.of());

    /** Copy the map. */
    public CalibrationSettings {
        fixed = Map.copyOf(fixed);
    }
}

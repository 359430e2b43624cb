package dev.weft.sdk.calibration;

import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;

/** Short searches for data that a few starts suffice for. */
final class Calibrations {
    private Calibrations() {}

    static CalibrationSettings settings(int starts, Map<String, Double> fixed) {
        return new CalibrationSettings(new LeastSquaresSettings(starts, 8 * starts, 1, 100, 1), fixed);
    }

    static CalibrationResult of(PhysicsPrior prior, MeasuredSeries series) {
        return of(prior, 1, Map.of(), series);
    }

    static CalibrationResult of(PhysicsPrior prior, int starts, Map<String, Double> fixed, MeasuredSeries... series) {
        return new Calibrator(prior, settings(starts, fixed)).calibrate(List.of(series), "hash", done -> {});
    }

    static WeightEstimate weight(CalibrationResult result, String name) {
        return result.weights().stream()
                .filter(w -> w.slot().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

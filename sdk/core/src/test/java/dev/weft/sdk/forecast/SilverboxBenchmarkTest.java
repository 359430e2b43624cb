package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.electrical.DuffingCircuit;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.testing.SharedRecord;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Validation on measured data, in part: T. Wigren, J. Schoukens, "Three free data sets for development and benchmarking
 * in nonlinear system identification", 2013. The whole is in docs/benchmarks/physics.md.
 */
class SilverboxBenchmarkTest {
    private static final int CONTEXT = 50;

    @Test
    void theFreeRunOnUnseenMultisinesIsWithinTheBestPublishedFigure() {
        MeasuredSeries whole = SharedRecord.read(
                "silverbox/SNLS80mV.csv",
                List.of("voltage"),
                "output",
                1,
                List.of("voltage=V1", "output=V2"),
                Sampling.every(0.0016384),
                Map.of());
        MeasuredSeries estimation = whole.slice(40650, 41650).withInputsBetween(InputsBetween.SMOOTH);
        CalibrationResult result = new Calibrator(
                        new DuffingCircuit(),
                        new CalibrationSettings(LeastSquaresSettings.STANDARD.withStarts(1), Map.of()))
                .calibrate(List.of(estimation), "", done -> {});
        MeasuredSeries test = whole.slice(105712, 107712).withInputsBetween(InputsBetween.SMOOTH);
        Forecast forecast = new Forecaster(result.model(), Adaptation.NONE).forecast(test, CONTEXT);

        // The best published figure over the whole test part; held inputs are off by 13 mV.
        assertThat(SharedRecord.error(forecast, test, CONTEXT)).isLessThan(0.36e-3);
    }
}

package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static tech.units.indriya.unit.Units.CELSIUS;
import static tech.units.indriya.unit.Units.KELVIN;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.thermal.RcRoomTwoStates;
import dev.weft.priors.thermal.RcRoomVerticalWindows;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.testing.SharedRecord;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Validation on measured data: a heated house, 5-minute rows; see docs/benchmarks/physics.md. */
class FlexHouseBenchmarkTest {
    private static final int FITTED = 1128;

    @Test
    void twoTemperaturesForecastTwoDays() {
        MeasuredSeries whole = record();
        CalibrationResult result = calibrated(new RcRoomTwoStates(), whole);
        Forecast forecast = new Forecaster(result.model(), Adaptation.NONE).forecast(whole, FITTED);

        assertThat(whole.length()).isEqualTo(1691);
        // Two independent programs find 0.345 K on the fitted rows.
        assertThat(result.fits().get(0).rmse()).isBetween(0.34, 0.35);
        // Reached: 0.657 K. The rest is for another machine's rounding.
        assertThat(SharedRecord.error(forecast, whole, FITTED)).isLessThan(0.67);
    }

    @Test
    void windowsThatFaceOneWayForecastThemBetter() {
        MeasuredSeries whole = withSun(record());
        CalibrationResult result = calibrated(new RcRoomVerticalWindows(), whole);
        Forecast forecast = new Forecaster(result.model(), Adaptation.NONE).forecast(whole, FITTED);

        // Two independent programs find 0.304 K on the fitted rows.
        assertThat(result.fits().get(0).rmse()).isBetween(0.30, 0.31);
        // Reached: 0.438 K. The rest is for another machine's rounding.
        assertThat(SharedRecord.error(forecast, whole, FITTED)).isLessThan(0.45);
    }

    private static CalibrationResult calibrated(PhysicsPrior prior, MeasuredSeries whole) {
        return new Calibrator(prior, new CalibrationSettings(LeastSquaresSettings.STANDARD.withStarts(1), Map.of()))
                .calibrate(List.of(whole.slice(0, FITTED)), "", done -> {});
    }

    /** Adds the sun's height and azimuth at Risø; the first row is 5 February 2009, 14:26 UTC. */
    private static MeasuredSeries withSun(MeasuredSeries house) {
        double[] times = new double[house.length()];
        double[][] inputs = new double[house.length()][];
        double[][] outputs = new double[house.length()][];
        double latitude = Math.toRadians(55.69);
        for (int i = 0; i < times.length; i++) {
            times[i] = house.time(i);
            outputs[i] = house.outputs(i);
            double day = 36 + (14 + 26 / 60.0 + house.time(i) / 3600) / 24;
            double season = 2 * Math.PI * (day - 81) / 364;
            double minutesFast = 9.87 * Math.sin(2 * season) - 7.53 * Math.cos(season) - 1.5 * Math.sin(season);
            double hour = Math.toRadians(15 * ((24 * day + 12.10 / 15 + minutesFast / 60) % 24 - 12));
            double declination = Math.toRadians(23.45) * Math.sin(2 * Math.PI * (284 + day) / 365);
            double south = Math.sin(latitude) * Math.cos(declination) * Math.cos(hour)
                    - Math.cos(latitude) * Math.sin(declination);
            double up = Math.sin(latitude) * Math.sin(declination)
                    + Math.cos(latitude) * Math.cos(declination) * Math.cos(hour);
            double azimuth = Math.atan2(Math.cos(declination) * Math.sin(hour), south);
            double[] in = house.inputs(i);
            inputs[i] = new double[] {in[0], in[1], Math.asin(up), azimuth, in[2]};
        }
        return new MeasuredSeries(house.name(), times, inputs, outputs);
    }

    private static MeasuredSeries record() {
        Conversion celsius = Conversion.between(CELSIUS, KELVIN);
        return SharedRecord.read(
                "flexhouse/inputPRBS1.csv",
                List.of("ambient", "sun", "heater"),
                "indoor",
                1,
                List.of("time=t", "ambient=Ta", "sun=Ps", "heater=Ph", "indoor=yTi"),
                Sampling.TIME_COLUMN,
                Map.of(
                        "time", new Conversion(3600, 0),
                        "ambient", celsius,
                        "indoor", celsius,
                        "sun", new Conversion(1000, 0),
                        "heater", new Conversion(1000, 0)));
    }
}

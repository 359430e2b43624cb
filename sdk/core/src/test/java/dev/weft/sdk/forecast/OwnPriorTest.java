package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.testing.RcRoom;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user's own prior from data to forecast: calibrated, written, read, and run on another day. */
class OwnPriorTest {
    private static MeasuredSeries day(int rows, double start, long seed) {
        return Lab.measure(
                new RcRoom(),
                new double[] {0.006, 5e6},
                new double[] {start},
                Lab.times(rows, 900),
                Lab.jumps(rows, 8, seed, new double[] {268, 288}, new double[] {0, 4000}),
                new double[] {0.1},
                seed);
    }

    @Test
    void calibratesStoresAndForecasts() throws IOException {
        RcRoom prior = new RcRoom();
        CalibrationSettings settings = new CalibrationSettings(new LeastSquaresSettings(2, 8, 1, 100, 1), Map.of());
        CalibrationResult result = new Calibrator(prior, settings).calibrate(List.of(day(288, 291, 1)), "", done -> {});

        // 288 readings of 0.1 K against some 10 K of swing: a few tenths of a per cent.
        assertThat(result.weights().get(0).value()).isCloseTo(0.006, withinPercentage(2));
        assertThat(result.weights().get(1).value()).isCloseTo(5e6, withinPercentage(2));

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelFile.write(result.model(), file);
        PhysicsModel model = ModelFile.read(
                file.toByteArray(), name -> name.equals(prior.name()) ? Optional.of(prior) : Optional.empty());
        MeasuredSeries another = day(200, 283, 2);
        for (Adaptation adaptation : Adaptation.values()) {
            Forecast forecast = new Forecaster(model, adaptation).forecast(another, 5);
            double squares = 0;
            for (int i = 5; i < 200; i++) {
                squares += Math.pow(forecast.output(i, 0) - another.outputs(i)[0], 2) / 195;
            }
            // The sensor's own 0.1 K and as much again for parameters and a start known from five readings.
            assertThat(Math.sqrt(squares)).as(adaptation.name()).isBetween(0.08, 0.2);
        }
    }
}

package dev.weft.sdk.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.electrical.BatteryOnePair;
import dev.weft.sdk.calibration.Beforehand;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.testing.SharedRecord;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Validation on measured data, in part: fitted to every eighth row of the pulses, the cell forecasts a full discharge
 * at another current. The whole is in docs/benchmarks/physics.md.
 */
class LeafCellBenchmarkTest {
    private static final Map<String, Double> FIXED = Map.of(
            "ratedCapacity", 108_650.0,
            "capacityFade", 0.001,
            "activation", 1.0,
            "heatCapacity", 700.0,
            "coolingResistance", 5.0);

    @Test
    void pulsesTellADischargeAtAnotherCurrent() {
        MeasuredSeries pulses =
                thinned(read("leaf-cell/cell-low-current-hppc-25c-2.csv").slice(376, 13248));
        CalibrationSettings settings = new CalibrationSettings(LeastSquaresSettings.STANDARD.withStarts(1), FIXED)
                .withBeforehand(Map.of("pairResistance", new Beforehand(0.0015, 0.001)));
        CalibrationResult result =
                new Calibrator(new BatteryOnePair(), settings).calibrate(List.of(pulses), "", done -> {});
        MeasuredSeries discharge =
                read("leaf-cell/cell-discharge-bitrode-1c.csv").slice(277, 466);
        Forecast forecast = new Forecaster(result.model(), Adaptation.NONE).forecast(discharge, 70);

        // Three quarters of the discharge, until 2,700 s: 0.028 V fitted to all rows. Behind them the forecast fails.
        assertThat(discharge.time(172) - discharge.time(70)).isBetween(2600.0, 2760.0);
        assertThat(SharedRecord.error(forecast, discharge.slice(0, 173), 70)).isLessThan(0.035);
        assertThat(SharedRecord.error(forecast, discharge, 70)).isBetween(0.05, 0.13);
    }

    /** The surroundings were not recorded: 25 °C. */
    private static MeasuredSeries read(String file) {
        MeasuredSeries cell = SharedRecord.read(
                file,
                List.of("current"),
                "voltage",
                2,
                List.of("time=Time(s)", "current=Current(A)", "voltage=Voltage(V)"),
                Sampling.TIME_COLUMN,
                Map.of("current", new Conversion(-1, 0)));
        double[] times = new double[cell.length()];
        double[][] inputs = new double[cell.length()][];
        double[][] outputs = new double[cell.length()][];
        for (int i = 0; i < times.length; i++) {
            times[i] = cell.time(i);
            inputs[i] = new double[] {cell.inputs(i)[0], 298.15};
            outputs[i] = cell.outputs(i);
        }
        return new MeasuredSeries(cell.name(), times, inputs, outputs);
    }

    /** Rows at which the current changes stay, so that the charge is counted right. */
    private static MeasuredSeries thinned(MeasuredSeries run) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < run.length(); i++) {
            boolean changes = i > 0 && Math.abs(run.inputs(i)[0] - run.inputs(i - 1)[0]) > 0.2;
            boolean ends = i == run.length() - 1;
            if (i % 8 == 0 || changes || ends) {
                kept.add(i);
            }
        }
        double[] times = kept.stream().mapToDouble(run::time).toArray();
        double[][] inputs = kept.stream().map(run::inputs).toArray(double[][]::new);
        double[][] outputs = kept.stream().map(run::outputs).toArray(double[][]::new);
        return new MeasuredSeries(run.name(), times, inputs, outputs);
    }
}

package dev.weft.examples;

import dev.weft.examples.thermal.HeatedTank;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Try a prior of one's own, {@link HeatedTank}: simulate a tank, calibrate, and see its parameters come back. */
public final class OwnPrior {
    /** The tank that is simulated. */
    static final Map<String, Double> TRUTH = Map.of("capacity", 2e5, "loss", 8.0, "cooler", 60.0, "opensAt", 335.0);

    private OwnPrior() {}

    /** Run the example. */
    public static void main(String[] args) {
        run(System.out);
    }

    static CalibrationResult run(PrintStream out) {
        double[][] inputs = new double[500][];
        double[][] power = Simulated.levels(inputs.length, 0, 1500, 1);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = new double[] {power[i][0], 293};
        }
        MeasuredSeries tank = Simulated.readings(new HeatedTank(), TRUTH, 120, inputs, new double[] {0.1}, 1);
        CalibrationResult result =
                new Calibrator(new HeatedTank(), CalibrationSettings.STANDARD).calibrate(List.of(tank), "", done -> {});
        result.weights().stream()
                .filter(w -> w.series().isEmpty())
                .forEach(w -> out.printf(
                        Locale.ROOT,
                        "%-9s %10.2f %-4s (%.2f … %.2f), truth %.2f%n",
                        w.slot().name(),
                        w.value(),
                        w.slot().unit(),
                        w.lower(),
                        w.upper(),
                        TRUTH.get(w.slot().name())));
        return result;
    }
}

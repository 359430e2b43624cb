package dev.weft.examples;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.ModelFile;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fit an oscillator to the first half of a CSV file, write its model file, forecast the second half. */
public final class CalibrateAndForecast {
    private static final int CONTEXT = 20;

    private CalibrateAndForecast() {}

    /** Run the example on a simulated oscillator. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("weft-example");
        run(writeCsv(folder.resolve("oscillator.csv")), folder.resolve("oscillator.safetensors"), System.out);
        System.out.println("model written to " + folder.resolve("oscillator.safetensors"));
    }

    /** Return the root mean square error of the forecast position in metres. */
    static double run(Path csv, Path model, PrintStream out) {
        SeriesReader reader = SeriesReader.of(List.of("force"), List.of("position", "velocity"))
                .withMap(SignalMap.parse(List.of("force=F", "position=x", "velocity=v")))
                .withSampling(Sampling.every(0.02));
        Series rows = reader.read(Tables.read(csv)).get(0);
        MeasuredSeries all = new MeasuredSeries(rows.name(), rows.times(), rows.inputs(), rows.outputs());

        PhysicsPrior prior = new MassSpringDamper();
        CalibrationResult result = new Calibrator(prior, CalibrationSettings.STANDARD)
                .calibrate(List.of(all.slice(0, all.length() / 2)), "", done -> {});
        result.weights().stream()
                .filter(w -> w.series().isEmpty())
                .forEach(w -> out.printf(
                        Locale.ROOT,
                        "%-10s %8.4f %-6s (%.4f … %.4f)%n",
                        w.slot().name(),
                        w.value(),
                        w.slot().unit(),
                        w.lower(),
                        w.upper()));
        AtomicFile.write(model, true, stream -> ModelFile.write(result.model(), stream));

        MeasuredSeries rest = all.slice(all.length() / 2, all.length());
        Forecast forecast = new Forecaster(result.model(), Adaptation.FILTER).forecast(rest, CONTEXT);
        double sum = 0;
        for (int i = CONTEXT; i < rest.length(); i++) {
            sum += Math.pow(rest.outputs(i)[0] - forecast.output(i, 0), 2);
        }
        double error = Math.sqrt(sum / (rest.length() - CONTEXT));
        out.printf(Locale.ROOT, "position, %d readings ahead: error %.4f m%n", rest.length() - CONTEXT, error);
        return error;
    }

    /** Write what a logger might: a mass of 2 kg on a spring of 50 N/m, pushed about; columns F, x, v. */
    static Path writeCsv(Path file) throws IOException {
        MeasuredSeries s = Simulated.readings(
                new MassSpringDamper(),
                Map.of("mass", 2.0, "stiffness", 50.0, "damping", 0.8),
                0.02,
                Simulated.levels(1000, -20, 20, 1),
                new double[] {0.01, 0.05},
                1);
        StringBuilder text = new StringBuilder("F,x,v\n");
        for (int i = 0; i < s.length(); i++) {
            text.append(s.inputs(i)[0])
                    .append(',')
                    .append(s.outputs(i)[0])
                    .append(',')
                    .append(s.outputs(i)[1])
                    .append('\n');
        }
        return Files.writeString(file, text);
    }
}

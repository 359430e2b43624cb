package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.model.ModelFile;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fit a prior to measured data and write a model file. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        header = "Fit a prior to measured data and write a model file.",
        description =
                "Fit a prior to measured data: parameters with 95 %% intervals, what the data can and cannot tell, how well the "
                        + "free-running model meets them. Writes a model file.",
        footer = {
            "",
            "Example: weft calibrate cascaded-tanks --data tanks.csv --map pump=uEst \\",
            "             --map level=yEst --step 4 --out tanks.safetensors"
        })
final class CalibrateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PRIOR", description = "Prior to fit, see weft priors.")
    String priorName = "";

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Option(
            names = "--fix",
            paramLabel = "PARAMETER=VALUE",
            description = "Hold a parameter at a value you know, in its unit.")
    Map<String, Double> fixed = new LinkedHashMap<>();

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "8",
            description = "Number of searches from different points (default ${DEFAULT-VALUE}).")
    int starts;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the starting points (default ${DEFAULT-VALUE}).")
    long seed;

    @Mixin
    ReportOption report = new ReportOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PhysicsPrior prior = new ModelSource().prior(priorName);
        Values.requireParameters(prior, fixed);
        CalibrationSettings settings = new CalibrationSettings(
                LeastSquaresSettings.STANDARD.withStarts(starts).withSeed(seed), fixed);
        Calibrator calibrator = new Calibrator(prior, settings);
        out.requireFile();
        report.require(out.force);
        Measurements measured = data.read(prior, MissingValues.REFUSE);
        CalibrationResult result;
        try (Progress progress = new Progress("calibrating", starts)) {
            result = calibrator.calibrate(measured.series(), measured.hash(), progress::stepTo);
        }
        AtomicFile.write(out.path(), out.force, stream -> ModelFile.write(result.model(), stream));
        report.write(out.force, () -> new CalibrationReport(result, measured.series()).build());
        if (output.json) {
            JsonOutput.print(json(result));
        } else {
            System.out.print(new CalibrationText(result));
            System.out.println();
            System.out.println("model written to " + out.path());
        }
        return 0;
    }

    private ObjectNode json(CalibrationResult result) {
        ObjectNode object = JsonOutput.newObject();
        object.put("prior", result.model().prior().name())
                .put("model", out.path().toString());
        ArrayNode weights = object.putArray("weights");
        result.weights()
                .forEach(w -> weights.addObject()
                        .put("name", w.slot().path())
                        .put("series", w.series())
                        .put("value", w.value())
                        .put("unit", w.slot().unit())
                        .put("lower95", w.lower())
                        .put("upper95", w.upper())
                        .put("verdict", w.verdict().name()));
        ArrayNode fits = object.putArray("fit");
        result.fits()
                .forEach(f -> fits.addObject()
                        .put("output", f.output())
                        .put("unit", f.unit())
                        .put("readings", f.readings())
                        .put("rmse", f.rmse())
                        .put("explained", f.explained())
                        .put("correlationTime", f.correlationTime()));
        ArrayNode sloppy = object.putArray("sloppyDirections");
        result.sloppy().forEach(s -> {
            ObjectNode node = sloppy.addObject().put("standardDeviation", s.standardDeviation());
            ObjectNode shares = node.putObject("shares");
            for (int i = 0; i < s.names().size(); i++) {
                shares.put(s.names().get(i), s.shares().get(i));
            }
        });
        object.putObject("starts")
                .put("run", result.starts())
                .put("converged", result.startsConverged())
                .put("agreeing", result.startsAgreeing());
        return object;
    }
}

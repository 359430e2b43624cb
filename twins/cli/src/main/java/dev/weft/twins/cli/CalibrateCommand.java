package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.model.PriorStamp;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    BetweenOption inputs = new BetweenOption();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Mixin
    CalibrationOptions how = new CalibrationOptions();

    @Option(
            names = "--stamp",
            paramLabel = "FILE",
            description = "What weft validate --stamp wrote of the prior; goes into the model's card.")
    @Nullable
    Path stamp;

    @Mixin
    ReportOption report = new ReportOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PhysicsPrior prior = new ModelSource().prior(priorName);
        Optional<PriorStamp> passed = stamp == null ? Optional.empty() : Optional.of(StampFile.read(stamp, prior));
        Calibrator calibrator = new Calibrator(prior, how.settings(prior));
        out.requireFile();
        report.require(out.force);
        Measurements measured = data.read(prior, MissingValues.REFUSE).withInputsBetween(inputs.between);
        CalibrationResult result;
        try (Progress progress = new Progress("calibrating", how.starts)) {
            result = calibrator.calibrate(measured.series(), measured.hash(), progress::stepTo);
        }
        PhysicsModel model = passed.map(result.model()::withStamp).orElse(result.model());
        AtomicFile.write(out.path(), out.force, stream -> ModelFile.write(model, stream));
        report.write(out.force, () -> new CalibrationReport(result, measured.series()).build());
        if (output.json) {
            JsonOutput.print(new CalibrationJson(result).of(out.path()));
        } else {
            System.out.print(new CalibrationText(result));
            System.out.println();
            System.out.println("model written to " + out.path());
        }
        return 0;
    }
}

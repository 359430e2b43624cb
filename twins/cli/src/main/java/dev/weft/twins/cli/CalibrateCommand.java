package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.hybrid.ResidualResult;
import dev.weft.sdk.hybrid.ResidualSettings;
import dev.weft.sdk.hybrid.ResidualTrainer;
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
    ResidualOptions beside = new ResidualOptions();

    @Mixin
    ReportOption report = new ReportOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PhysicsPrior prior = new ModelSource().prior(priorName);
        Optional<PriorStamp> passed = stamp == null ? Optional.empty() : Optional.of(StampFile.read(stamp, prior));
        Optional<ResidualSettings> network = beside.settings(how.seed);
        CalibrationSettings settings = how.settings(prior);
        if (network.isPresent() && !settings.perSeries().isEmpty()) {
            throw new DataException("--residual with --per-series, expected one of them: a network is of all series");
        }
        // With a network the noise is that of both together.
        Calibrator calibrator = new Calibrator(prior, settings.withNoiseFitted(network.isEmpty()));
        out.requireFile();
        report.require(out.force);
        Measurements measured = data.read(prior, MissingValues.REFUSE).withInputsBetween(inputs.orHeld());
        CalibrationResult result;
        try (Progress progress = new Progress("calibrating", how.starts)) {
            result = calibrator.calibrate(measured.series(), measured.hash(), progress::stepTo);
        }
        Optional<ResidualResult> residual = network.map(n -> train(n, result, measured));
        PhysicsModel found = residual.map(ResidualResult::model).orElse(result.model());
        PhysicsModel model = passed.map(found::withStamp).orElse(found);
        AtomicFile.write(out.path(), out.force, stream -> ModelFile.write(model, stream));
        report.write(out.force, () -> new CalibrationReport(result, residual, measured.series()).build());
        if (output.json) {
            ObjectNode object = new CalibrationJson(result).of(out.path());
            residual.ifPresent(r -> ResidualText.writeTo(object, r));
            JsonOutput.print(object);
        } else {
            System.out.print(new CalibrationText(result));
            residual.ifPresent(r -> System.out.print(ResidualText.of(r, prior)));
            System.out.println();
            System.out.println("model written to " + out.path());
        }
        return 0;
    }

    private static ResidualResult train(ResidualSettings settings, CalibrationResult result, Measurements measured) {
        try (TrainingProgress progress = new TrainingProgress("weft calibrate", settings.epochs())) {
            return new ResidualTrainer(settings).train(result, measured.series(), progress);
        }
    }
}

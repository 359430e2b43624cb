package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.model.WarpModelFile;
import dev.weft.sdk.training.Checkpoints;
import dev.weft.sdk.training.ConfigChange;
import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.TrainConfig;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.training.TrainingEnd;
import dev.weft.sdk.training.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Train a weight-space model. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        header = "Train a weight-space model.",
        description = {
            "Train the model that CONFIG describes on the series of FILE, and write the one with the least validation "
                    + "loss. The same configuration, data and seed give the same model.",
            "The state is kept beside the model, in MODEL.checkpoint, every two minutes: the same command goes on from "
                    + "it after a stop, and with a larger timeBudget when its time was up. Ctrl-C stops and writes the best "
                    + "model so far.",
            "Exit code 1: a loss or gradient was not finite; the last good model is written if there is one. Also if "
                    + "no epoch was finished or had a finite loss."
        },
        footer = {
            "",
            "Example: weft train pump.json --data pump.csv --out pump.safetensors \\",
            "             --report pump.html"
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONFIG", description = "Configuration, JSON: model, data and training.")
    @Nullable
    Path config;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Measured data: .csv with a header line, or .arrow.")
    @Nullable
    Path data;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one value of the configuration, e.g. training.seed=2; may be given again.")
    List<String> changes = List.of();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Mixin
    ReportOption report = new ReportOption();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() throws InterruptedException {
        Path file = Objects.requireNonNull(data, "picocli requires it");
        TrainConfig settings = TrainConfig.read(
                Objects.requireNonNull(config, "picocli requires it"),
                changes.stream().map(ConfigChange::parse).toList());
        Path kept = Path.of(out.path() + ".checkpoint");
        // Ctrl-C left the model and its page beside the checkpoint: the same command goes on and replaces them.
        boolean replace = out.force || Files.exists(kept);
        AtomicFile.requireWritable(out.path(), replace);
        report.require(replace);
        Training training = Training.of(settings, Tables.read(file), Sha256.of(file));
        Checkpoints checkpoints = training.checkpoints(kept);
        if (checkpoints.exist()) {
            System.err.println("goes on from " + kept);
        }
        try (TrainingProgress progress =
                new TrainingProgress(settings.training().epochs())) {
            TrainingResult result = training.run(progress, Optional.of(checkpoints));
            boolean written = result.bestEpoch() >= 0;
            if (written) {
                AtomicFile.write(out.path(), replace, stream -> WarpModelFile.write(training.model(result), stream));
                report.write(replace, () -> new TrainingReport(settings, training, result).build());
            }
            boolean mayGoOn =
                    result.end() instanceof TrainingEnd.Cancelled || result.end() instanceof TrainingEnd.OutOfTime;
            if (!mayGoOn) {
                checkpoints.remove();
            }
            // Still within the block: behind it a JVM that was asked to stop is gone.
            progress.hide();
            print(training, result, written);
            return result.end() instanceof TrainingEnd.Diverged || !written ? 1 : 0;
        }
    }

    private void print(Training training, TrainingResult result, boolean written) {
        if (result.end() instanceof TrainingEnd.Diverged) {
            System.err.println("weft train: " + result.end().message());
        }
        if (output.json) {
            JsonOutput.print(json(training, result, written));
            return;
        }
        System.out.println(result.end().message());
        if (written) {
            EpochRecord best = result.records().get(result.bestEpoch());
            TextTable table = new TextTable("lr", "trained", "");
            table.row("parameters", Integer.toString(training.parameters()));
            table.row(
                    "weights of the root network",
                    Integer.toString(training.settings().rootWeights()));
            table.row("epochs", Integer.toString(result.records().size()));
            table.row("best epoch", Integer.toString(best.epoch()));
            table.row("its training loss", TextTable.number(best.trainingLoss()));
            if (!Double.isNaN(best.validationLoss())) {
                table.row("its validation loss", TextTable.number(best.validationLoss()));
            }
            table.row("seconds", TextTable.number(result.seconds()));
            System.out.print(table);
            System.out.println("loss "
                    + Sparkline.logarithmic(result.records().stream()
                            .mapToDouble(EpochRecord::judged)
                            .toArray()));
            System.out.println("model written to " + out.path());
        } else {
            System.out.println((result.records().isEmpty() ? "no epoch was finished" : "no epoch had a finite loss")
                    + ", nothing is written");
        }
    }

    private ObjectNode json(Training training, TrainingResult result, boolean written) {
        ObjectNode object = JsonOutput.newObject();
        object.put("end", result.end().message())
                .put("diverged", result.end() instanceof TrainingEnd.Diverged)
                .put("parameters", training.parameters())
                .put("weights", training.settings().weights())
                .put("epochs", result.records().size())
                .put("seconds", result.seconds());
        if (written) {
            EpochRecord best = result.records().get(result.bestEpoch());
            object.put("out", out.path().toString())
                    .put("bestEpoch", best.epoch())
                    .put("trainingLoss", best.trainingLoss());
            if (!Double.isNaN(best.validationLoss())) {
                object.put("validationLoss", best.validationLoss());
            }
        }
        return object;
    }
}

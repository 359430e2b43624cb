package dev.weft.twins.cli;

import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.TrainConfig;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.training.TrainingResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lay out a training as a page: what it found, losses, learning rate and gradient over the epochs. */
final class TrainingReport {
    private final TrainConfig config;
    private final Training training;
    private final TrainingResult result;

    TrainingReport(TrainConfig config, Training training, TrainingResult result) {
        this.config = config;
        this.training = training;
        this.result = result;
    }

    Report build() {
        List<EpochRecord> records = result.records();
        EpochRecord best = records.get(result.bestEpoch());
        return Report.titled("Training of a weight-space model")
                .subtitle("Ended because: " + result.end().message() + ".")
                .section("Result")
                .tiles(List.of(
                        Tile.of("loss", TextTable.number(best.judged()), "of epoch " + best.epoch()),
                        Tile.of("parameters", Integer.toString(training.parameters()), ""),
                        Tile.of("weights", Integer.toString(training.settings().rootWeights()), "of the root network"),
                        Tile.of("time", TextTable.number(result.seconds()), "s")))
                .section("Losses")
                .plot(losses(best))
                .section("Steps of the optimiser")
                .plot(over("Learning rate", "rate", EpochRecord::learningRate))
                .plot(over("Largest gradient before it is clipped", "norm", EpochRecord::gradientNorm))
                .section("Configuration")
                .code("What it was trained with", config.toJson())
                .build();
    }

    private TimeSeriesPlot losses(EpochRecord best) {
        double[] epochs = values(EpochRecord::epoch);
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("Loss in normalised units")
                .caption("Of the batches while the parameters moved, and of the validation series after each epoch,"
                        + " forecast as the model will be used.")
                .count("epoch")
                .logarithmic()
                .valueAxis("loss", "")
                .line("training", epochs, values(EpochRecord::trainingLoss));
        if (!Double.isNaN(best.validationLoss())) {
            plot.line("validation", epochs, values(EpochRecord::validationLoss));
        }
        return plot.event(best.epoch(), "best").build();
    }

    private TimeSeriesPlot over(String title, String value, ToDoubleFunction<EpochRecord> number) {
        return TimeSeriesPlot.titled(title)
                .count("epoch")
                .logarithmic()
                .valueAxis(value, "")
                .line(value, values(EpochRecord::epoch), values(number))
                .build();
    }

    private double[] values(ToDoubleFunction<EpochRecord> number) {
        return result.records().stream().mapToDouble(number).toArray();
    }
}

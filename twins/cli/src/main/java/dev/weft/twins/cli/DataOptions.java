package dev.weft.twins.cli;

import dev.weft.priors.Input;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.SignalMap;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSeriesReader;
import dev.weft.sdk.warp.WarpSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the options that say where measured data lie and what their columns mean, and read them whole. */
final class DataOptions extends ColumnOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Measured data: .csv with a header line, or .arrow.")
    @Nullable
    Path data;

    /** Read the series of a prior's signals. */
    Measurements read(PhysicsPrior prior, MissingValues missingOutputs) {
        Path file = Objects.requireNonNull(data, "picocli requires it");
        Table table = Tables.read(file);
        SignalMap signals = signals(prior);
        List<String> inputs = prior.inputs().stream()
                .filter(i -> isGiven(i.name(), signals, table) || i.fallback().isEmpty())
                .map(Input::name)
                .toList();
        List<String> outputs = prior.outputs().stream()
                .map(o -> o.name())
                .filter(name -> isGiven(name, signals, table))
                .toList();
        if (outputs.isEmpty()) {
            List<String> names = prior.outputs().stream().map(o -> o.name()).toList();
            throw new DataException(
                    table.source() + " has no column for an output of " + prior.name() + " (" + String.join(", ", names)
                            + "); say which one it is (--map " + names.get(0) + "=COLUMN); known: "
                            + String.join(", ", table.columnNames()));
        }
        SeriesReader reader = ranged(SeriesReader.of(inputs, outputs)
                .withMap(relevant(signals, inputs, outputs))
                .withConversions(conversions(prior))
                .withMissingOutputs(missingOutputs));
        return new Measurements(prior, file, reader.read(table));
    }

    /**
     * Read the series of a weight-space model: with its targets and classes where the data have them.
     *
     * @throws DataException if the data do not hold its signals and inputs
     */
    List<WarpSeries> read(WarpModel model) {
        WarpSettings settings = model.settings();
        if (!units.isEmpty() || !scales.isEmpty()) {
            throw new DataException(
                    "--unit and --scale are for physics models, expected none: a weight-space model takes the units"
                            + " that it was trained in");
        }
        Table table = Tables.read(Objects.requireNonNull(data, "picocli requires it"));
        SignalMap signals = SignalMap.parse(map);
        WarpSeriesReader reader = WarpSeriesReader.of(settings);
        if (!settings.targets().stream().allMatch(name -> isGiven(name, signals, table))) {
            reader = reader.withoutTargets();
        }
        Optional<String> label = Training.labelOf(model).filter(table::has);
        if (label.isPresent()) {
            reader = reader.withLabel(label.get());
        }
        return reader.read(
                table,
                ranged(reader.columns().withMap(signals)),
                settings.targets().size());
    }

    private static boolean isGiven(String name, SignalMap signals, Table table) {
        return signals.pairs(name) || table.has(name);
    }

    /** The pairs the reader knows of; all signals of the prior were checked before. */
    private static SignalMap relevant(SignalMap signals, List<String> inputs, List<String> outputs) {
        List<String> pairs = new ArrayList<>();
        signals.asMap().forEach((signal, column) -> {
            if (inputs.contains(signal)
                    || outputs.contains(signal)
                    || signal.equals(Sampling.TIME)
                    || signal.equals(SeriesReader.SERIES)) {
                pairs.add(signal + "=" + column);
            }
        });
        return SignalMap.parse(pairs);
    }
}

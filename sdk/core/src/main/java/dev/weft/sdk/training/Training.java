package dev.weft.sdk.training;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.model.WeftVersion;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSeriesReader;
import dev.weft.sdk.warp.WarpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Bring a configuration and a table together: read the series, keep some back, normalise by the others, train, and make
 * the model. Immutable; for one thread at a time.
 *
 * <pre>{@code
 * Training training = Training.of(TrainConfig.read(config), Tables.read(file), hash);
 * TrainingResult result = training.run(TrainingListener.NONE, Optional.empty());
 * WarpModel model = training.model(result);
 * }</pre>
 */
public final class Training {
    private final TrainConfig config;
    private final String dataHash;
    private final WarpSettings settings;
    private final Normalisation normalisation;
    private final TrainingData data;
    private final Trainer trainer;
    private final long rows;
    private final int series;

    private Training(TrainConfig config, String dataHash, List<WarpSeries> physical, double interval) {
        this.config = config;
        this.dataHash = dataHash;
        this.series = physical.size();
        this.rows = physical.stream().mapToLong(WarpSeries::length).sum();
        TrainingSettings how = config.training();
        TrainingData apart = TrainingData.split(physical, how.validation(), how.seed(), interval);
        this.settings = config.settings(apart.longest());
        // By the series that are learned from only: what judges must not tell anything beforehand.
        this.normalisation = config.data().normalisation().of(settings, apart.training());
        this.data = apart.mapped(normalisation::apply);
        this.trainer = new Trainer(settings, how, config.data().context());
        trainer.requireLearnable(data);
    }

    /**
     * Read the series and prepare them.
     *
     * @param dataHash SHA-256 of the data in hex, for the provenance
     * @throws DataException if the table does not hold what the configuration names, no series is long enough, nothing in
     *     them can be learned, or no validation series tells how good a model is
     */
    public static Training of(TrainConfig config, Table table, String dataHash) {
        DataSettings columns = config.data();
        WarpSeriesReader reader = new WarpSeriesReader(columns.names(), columns.label());
        SeriesReader told = reader.columns().withSampling(columns.sampling());
        if (columns.series().isPresent()) {
            told = told.withSeriesColumn(columns.series().get());
        }
        requireColumns(columns, table);
        List<WarpSeries> series = reader.read(table, told, columns.targets().size());
        double interval = WarpSeries.medianInterval(series)
                .orElseThrow(() ->
                        new DataException(table.source() + ": no series has two rows, expected series to learn from"));
        try {
            return new Training(config, dataHash, series, interval);
        } catch (IllegalArgumentException e) {
            throw new DataException(table.source() + ": " + e.getMessage(), e);
        }
    }

    /** Refuse columns that are not there in the words of a configuration: here no option pairs names. */
    private static void requireColumns(DataSettings columns, Table table) {
        Stream.of(
                        columns.signals(),
                        columns.inputs(),
                        columns.targets(),
                        columns.label().stream().toList())
                .flatMap(List::stream)
                .filter(name -> !table.has(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Nearest.unknown(table.source(), "column", name, table.columnNames());
                });
        Sampling sampling = columns.sampling();
        if (sampling.column().isEmpty() && sampling.step().isEmpty() && !table.has(Sampling.TIME)) {
            throw new DataException(table.source() + ": no column '" + Sampling.TIME
                    + "' tells when the rows were measured; name one as data.time, or the seconds between rows as"
                    + " data.step; known: " + String.join(", ", table.columnNames()));
        }
    }

    /** Return the model's settings: those of the configuration, T that of the longest series. */
    public WarpSettings settings() {
        return settings;
    }

    /** Return the series, normalised. */
    public TrainingData data() {
        return data;
    }

    /**
     * Return checkpoints of this training in a file.
     *
     * @throws DataException later, where the file is the checkpoint of another training
     */
    public Checkpoints checkpoints(Path file) {
        return new Checkpoints(
                file, fingerprint(), config.training().resources().checkpointInterval());
    }

    /** Return SHA-256 of all that decides what is found: settings and data; what the machine may use does not count. */
    private String fingerprint() {
        TrainingSettings how = config.training();
        ResourceSettings plain =
                ResourceSettings.STANDARD.withPrecision(how.resources().precision());
        String deciding = config.withTraining(how.withResources(plain)).toJson() + dataHash;
        return Sha256.of(deciding);
    }

    /**
     * Train.
     *
     * @param checkpoints where the state is kept; goes on from it where there is one
     * @throws InterruptedException if the thread is interrupted
     */
    public TrainingResult run(TrainingListener listener, Optional<Checkpoints> checkpoints)
            throws InterruptedException {
        return trainer.train(data, listener, checkpoints);
    }

    /** Return the model of what a training found. */
    public WarpModel model(TrainingResult result) {
        SortedMap<String, Double> losses = new TreeMap<>();
        if (result.bestEpoch() >= 0) {
            EpochRecord best = result.records().get(result.bestEpoch());
            losses.put("training", best.trainingLoss());
            if (!Double.isNaN(best.validationLoss())) {
                losses.put("validation", best.validationLoss());
            }
        }
        WarpProvenance provenance = WarpProvenance.unknown()
                .withVersion(WeftVersion.current())
                .withData(dataHash, series, rows)
                .withLosses(losses)
                .withConfiguration(config.toJson());
        return new WarpModel(settings, result.parameters(), normalisation, data.interval(), provenance);
    }

    /** Return how many numbers training changes. */
    public int parameters() {
        return ParameterLayout.of(settings).size();
    }

    /**
     * Return the context that a model was trained with: rows of truth at the start of a forecast.
     *
     * @return 0 where all rows are fed; empty where it is not known
     */
    public static Optional<Integer> contextOf(WarpModel model) {
        return dataOf(model).map(DataSettings::context);
    }

    /** Return the column of the classes that a model was trained with; empty where there is none or it is not known. */
    public static Optional<String> labelOf(WarpModel model) {
        return dataOf(model).flatMap(DataSettings::label);
    }

    private static Optional<DataSettings> dataOf(WarpModel model) {
        String configuration = model.provenance().configuration();
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    TrainConfig.parse("the model's card", configuration).data());
        } catch (DataException ofAnotherVersion) {
            // Where a model comes from must not keep it from running.
            return Optional.empty();
        }
    }
}

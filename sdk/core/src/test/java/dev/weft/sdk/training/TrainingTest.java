package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.model.WarpModelFile;
import dev.weft.sdk.model.WeftVersion;
import dev.weft.sdk.warp.Scaling;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpForecaster;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSeries;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a configuration and a table to a model. */
class TrainingTest {
    private static final int SERIES = 10;
    private static final int LENGTH = 8;
    private static final String HASH = "ab".repeat(32);

    private static final TrainConfig CONFIG = TrainConfig.parse("config.json", """
            {"model": {"root": {"hidden": [3]}, "transition": "diagonal", "initial": {"hidden": [3]}},
             "data": {"series": "run", "time": "time", "signals": ["y"], "context": 3},
             "training": {"mode": "autoregressive", "epochs": 3, "batch": 4, "seed": 5, "validation": 0.2}}
            """);

    /** Ten series of eight rows, and one more row of the first; those that are kept back reach ten times as far. */
    private static Table table(SortedSet<Integer> kept) {
        List<String> names = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int n = 0; n < SERIES; n++) {
            for (int t = 0; t < LENGTH + (n == 0 ? 1 : 0); t++) {
                names.add("run" + n);
                times.add(0.5 * t);
                values.add((kept.contains(n) ? 20 : 2) * Math.sin(t + 0.1 * n));
            }
        }
        return Table.of("plant.csv", Column.texts("run", names), numbers("time", times), numbers("y", values));
    }

    private static Column numbers(String name, List<Double> values) {
        return Column.numbers(
                name, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static SortedSet<Integer> kept(TrainConfig config) {
        return config.training().validation().chosen(SERIES, config.training().seed());
    }

    private static Training training(TrainConfig config) {
        return Training.of(config, table(kept(CONFIG)), HASH);
    }

    private static TrainConfig with(TrainingSettings changed) {
        return CONFIG.withTraining(changed);
    }

    @Test
    void normalisesByTheTrainingPartOnly() throws Exception {
        Training training = training(CONFIG);
        assertThat(training.data().training()).hasSize(8);
        assertThat(training.data().validation()).hasSize(2);
        assertThat(largest(training.data().training())).isCloseTo(1, within(1e-12));
        assertThat(largest(training.data().validation())).isGreaterThan(5);

        WarpModel model = training.model(training.run(TrainingListener.NONE, Optional.empty()));
        Scaling.Range range = (Scaling.Range) model.normalisation().signals().get(0);
        assertThat(range.maximum()).isLessThanOrEqualTo(2);
        assertThat(range.minimum()).isGreaterThanOrEqualTo(-2);
        assertThat(model.interval()).isEqualTo(0.5);
    }

    private static double largest(List<WarpSeries> series) {
        double largest = 0;
        for (WarpSeries one : series) {
            for (int t = 0; t < one.length(); t++) {
                largest = Math.max(largest, one.signal(t, 0));
            }
        }
        return largest;
    }

    @Test
    void keepsTheSameSeriesBackForTheSameSeed() {
        List<String> names = kept(CONFIG).stream().map(n -> "run" + n).toList();
        assertThat(training(CONFIG).data().validation())
                .extracting(WarpSeries::name)
                .containsExactlyElementsOf(names);
        TrainingSettings longer = CONFIG.training().withEpochs(7).withBatch(2);
        assertThat(training(with(longer)).data().validation())
                .extracting(WarpSeries::name)
                .containsExactlyElementsOf(names);
        assertThat(kept(with(CONFIG.training().withSeed(6)))).isNotEqualTo(kept(CONFIG));
    }

    @Test
    void theModelIsAsLongAsTheLongestSeries() {
        assertThat(training(CONFIG).settings().steps()).isEqualTo(LENGTH + 1);
    }

    @Test
    void theModelTellsWhereItComesFrom() throws Exception {
        Training training = training(CONFIG);
        TrainingResult result = training.run(TrainingListener.NONE, Optional.empty());
        WarpProvenance provenance = training.model(result).provenance();

        EpochRecord best = result.records().get(result.bestEpoch());
        assertThat(provenance.dataHash()).isEqualTo(HASH);
        assertThat(provenance.version()).isEqualTo(WeftVersion.current()).isNotEmpty();
        assertThat(provenance.series()).isEqualTo(SERIES);
        assertThat(provenance.rows()).isEqualTo(SERIES * LENGTH + 1);
        assertThat(provenance.losses())
                .containsOnlyKeys("training", "validation")
                .containsEntry("training", best.trainingLoss())
                .containsEntry("validation", best.validationLoss());
        assertThat(TrainConfig.parse("card", provenance.configuration())).isEqualTo(CONFIG);
    }

    @Test
    void aModelFilePredictsTheSameBits() throws Exception {
        Training training = training(CONFIG);
        WarpModel model = training.model(training.run(TrainingListener.NONE, Optional.empty()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WarpModelFile.write(model, out);
        WarpModel read = WarpModelFile.read(out.toByteArray());

        List<WarpSeries> series =
                List.of(model.normalisation().invert(training.data().training().get(1)));
        WarpForecast expected = forecast(model, series);
        WarpForecast found = forecast(read, series);
        assertThat(found.length()).isEqualTo(expected.length());
        for (int i = 0; i < found.length(); i++) {
            assertThat(found.mean(i, 0)).isEqualTo(expected.mean(i, 0));
        }
        assertThat(Training.contextOf(read)).contains(3);
    }

    private static WarpForecast forecast(WarpModel model, List<WarpSeries> series) {
        return new WarpForecaster(model).forecast(series, 3, done -> {}).get(0);
    }

    @Test
    void contextOfAModelWithoutAConfigurationIsUnknown() throws Exception {
        Training training = training(CONFIG);
        WarpModel model = training.model(training.run(TrainingListener.NONE, Optional.empty()));

        assertThat(Training.contextOf(model)).contains(3);
        assertThat(Training.contextOf(model.withProvenance(WarpProvenance.unknown())))
                .isEmpty();
        assertThat(Training.contextOf(model.withProvenance(
                        WarpProvenance.unknown().withConfiguration("{\"model\": {\"of\": \"another version\"}}"))))
                .isEmpty();
    }

    /** A machine with other processors or less time goes on from a checkpoint; other settings or data may not. */
    @Test
    void checkpointsAreOfSettingsAndDataNotOfTheMachine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        ResourceSettings plain = CONFIG.training().resources();
        training(CONFIG).run(new StopAfter(2), Optional.of(training(CONFIG).checkpoints(file)));

        TrainingSettings quicker =
                CONFIG.training().withResources(plain.withThreads(1).withTimeBudget(Duration.ofHours(1)));
        Training elsewhere = training(with(quicker));
        TrainingResult resumed = elsewhere.run(TrainingListener.NONE, Optional.of(elsewhere.checkpoints(file)));
        assertThat(resumed.parameters())
                .isEqualTo(training(CONFIG)
                        .run(TrainingListener.NONE, Optional.empty())
                        .parameters());

        OptimiserSettings faster = CONFIG.training().optimiser().withLearningRate(0.5);
        Training other = training(with(CONFIG.training().withOptimiser(faster)));
        refuses(other, file);
        refuses(Training.of(CONFIG, table(kept(CONFIG)), "cd".repeat(32)), file);
    }

    private static void refuses(Training other, Path checkpoint) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> other.run(TrainingListener.NONE, Optional.of(other.checkpoints(checkpoint))))
                .withMessageContaining("other settings or data");
    }

    @Test
    void refusesWhatCannotBeLearnedFrom() {
        Table single = Table.of(
                "plant.csv",
                Column.texts("run", List.of("a", "b")),
                Column.numbers("time", 0, 0),
                Column.numbers("y", 1, 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Training.of(CONFIG, single, HASH))
                .withMessage("plant.csv: no series has two rows, expected series to learn from");
        Table silent = Table.of(
                "plant.csv",
                Column.texts("run", List.of("a", "a")),
                Column.numbers("time", 0, 1),
                Column.numbers("y", Double.NaN, Double.NaN));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Training.of(CONFIG, silent, HASH))
                .withMessageStartingWith("plant.csv: signal y has no value in any series");
    }

    /** A model that nobody can judge would be judged by its training loss, and nobody would know. */
    @Test
    void refusesValidationSeriesThatEndWithinTheContext() {
        TrainConfig long9 = TrainConfig.parse(
                "config.json", CONFIG.toJson().replace("\"context\" : 3", "\"context\" : " + (LENGTH + 1)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> training(long9))
                .withMessage("plant.csv: predictions of the 2 validation series to judge a model by = none, expected at"
                        + " least one: a signal behind the context of 9 steps; take longer series, a shorter context or no"
                        + " validation series (validation = 0)");
        TrainingSettings unjudged = long9.training().withValidation(new ValidationSettings(0, 0));
        assertThat(training(long9.withTraining(unjudged)).data().validation()).isEmpty();
    }

    @Test
    void refusesClassesThatNobodyTold() {
        TrainConfig classes = TrainConfig.parse("config.json", """
                {"model": {"root": {"hidden": [3]}},
                 "data": {"signals": ["y"], "label": "state", "classes": ["good", "worn"]}}
                """);
        Table unlabelled = Table.of(
                "plant.csv",
                Column.numbers("time", 0, 1),
                Column.numbers("y", 1, 2),
                Column.texts("state", List.of("", "")));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Training.of(classes, unlabelled, HASH))
                .withMessage("plant.csv: predictions that count in the loss = none, expected at least one: a class");
    }

    /** No option of a command pairs a configuration's names with columns: the message must not promise one. */
    @Test
    void refusesColumnsThatAreNotThereInTheWordsOfAConfiguration() {
        TrainConfig plain = TrainConfig.parse("config.json", """
                {"model": {"root": {"hidden": [3]}}, "data": {"signals": ["y"]}}
                """);
        Table other = Table.of("plant.csv", Column.numbers("time", 0, 1), Column.numbers("x", 1, 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Training.of(plain, other, HASH))
                .withMessageStartingWith("plant.csv: no column 'y'")
                .withMessageNotContaining("--map");
        Table timeless = Table.of("plant.csv", Column.numbers("y", 1, 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Training.of(plain, timeless, HASH))
                .withMessageStartingWith("plant.csv: no column 'time'")
                .withMessageContaining("data.step");
    }
}

package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.Split;
import dev.weft.sdk.tasks.SplitFacts;
import dev.weft.sdk.tasks.Trajectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Plant plant;

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
    }

    private JsonNode facts(String file) throws IOException {
        return JSON.readTree(Files.readString(plant.path(file)));
    }

    /** What a training command will do: read the facts, then the series by the names in them. */
    @ParameterizedTest
    @ValueSource(strings = {"arrow", "csv"})
    void whatIsWrittenReadsBackAsTheSameNumbers(String format) throws IOException {
        plant.weft("dataset", "sine", "--out", "~/new", "--format", format).succeeded();
        JsonNode facts = facts("new/task.json");

        assertThat(facts.get("splits"))
                .hasSize(PublishedTask.SINE.facts().splits().size());
        for (JsonNode part : facts.get("splits")) {
            Split split = Split.valueOf(part.get("split").textValue().toUpperCase(Locale.ROOT));
            List<Series> read = SeriesReader.of(names(facts, "inputs"), names(facts, "targets"))
                    .read(plant.table("new/" + part.get("file").textValue()));
            requireSame(read, PublishedTask.SINE, PublishedTask.SINE.generate(split, done -> {}));
        }
    }

    /** The tables of the large tasks, of which a part tells as much as all. */
    @ParameterizedTest
    @EnumSource
    void aTableReadsBackAsTheSameNumbers(PublishedTask task) {
        Trajectories made = task.generate(Split.TEST, done -> {}).first(50);
        Tables.write(TaskTable.of(task, Split.TEST, made), plant.path("part.arrow"), Overwrite.REFUSE);
        JsonNode facts = TaskJson.of(task, SplitFacts::size, split -> plant.path(split.id()));

        List<Series> read =
                SeriesReader.of(names(facts, "inputs"), names(facts, "targets")).read(plant.table("part.arrow"));

        requireSame(read, task, made);
    }

    private static List<String> names(JsonNode facts, String key) {
        List<String> names = new ArrayList<>();
        facts.get(key).forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static void requireSame(List<Series> read, PublishedTask task, Trajectories made) {
        double[] times = task.facts().times();
        assertThat(read).hasSize(made.count());
        for (int n = 0; n < made.count(); n++) {
            Series series = read.get(n);
            assertThat(series.name()).isEqualTo(Integer.toString(n + 1));
            assertThat(series.times()).containsExactly(times);
            for (int t = 0; t < times.length; t++) {
                for (int c = 0; c < made.inputChannels(); c++) {
                    assertThat(series.input(t, c)).isEqualTo(made.input(n, t, c));
                    assertThat(series.output(t, c)).isEqualTo(made.target(n, t, c));
                }
            }
        }
    }

    @Test
    void columnsAreSeriesTimeAndSignals() {
        Trajectories one = PublishedTask.LV.generate(Split.TEST, done -> {}).first(1);

        Table table = TaskTable.of(PublishedTask.LV, Split.TEST, one);

        assertThat(table.columnNames())
                .containsExactly("series", "time", "prey", "predator", "prey_target", "predator_target");
        assertThat(table.metadata()).containsEntry("weft.task", "lv").containsEntry("weft.split", "test");
    }

    @Test
    void theFactsSayWhatCouldNotBeVerified() {
        JsonNode facts = TaskJson.of(PublishedTask.LV, SplitFacts::size, split -> plant.path(split.id()));

        assertThat(facts.get("note").textValue()).contains("could not be verified");
    }

    @Test
    void theFactsAreThoseOfTheTask() throws IOException {
        JsonNode printed = plant.weft("dataset", "sine", "--out", "~/a", "--json")
                .succeeded()
                .json();

        JsonNode facts = facts("a/task.json");
        assertThat(facts.get("task").textValue()).isEqualTo("sine");
        assertThat(facts.get("steps").intValue()).isEqualTo(16);
        assertThat(facts.get("context").intValue()).isEqualTo(1);
        assertThat(facts.get("scored").get("from").intValue()).isEqualTo(1);
        assertThat(facts.get("scored").get("to").intValue()).isEqualTo(16);
        assertThat(facts.get("subsets")).hasSize(5);
        assertThat(facts.get("publishedMse").get("WARP").doubleValue()).isEqualTo(2.77e-2);
        SplitFacts test = PublishedTask.SINE.facts().split(Split.TEST);
        assertThat(facts.get("splits").get(2).get("trajectories").intValue()).isEqualTo(test.size());
        assertThat(facts.get("splits").get(2).get("of").intValue()).isEqualTo(test.size());
        assertThat(facts.get("splits").get(2).get("seed").intValue()).isEqualTo(test.seed());
        // Printed as written, and where that is.
        assertThat(printed.get("out").textValue()).isEqualTo(plant.path("a").toString());
        facts.fieldNames()
                .forEachRemaining(key -> assertThat(printed.get(key)).as(key).isEqualTo(facts.get(key)));
    }

    /** Only what is trained on is cut: figures on the other parts stay comparable. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 10_000})
    void theFirstTrainingSeriesAreWritten(int series) throws IOException {
        plant.weft("dataset", "sine", "--out", "~/few", "--series", "" + series).succeeded();

        JsonNode facts = facts("few/task.json");
        for (JsonNode part : facts.get("splits")) {
            Split split = Split.valueOf(part.get("split").textValue().toUpperCase(Locale.ROOT));
            Trajectories all = PublishedTask.SINE.generate(split, done -> {});
            Trajectories expected = split == Split.TRAIN ? all.first(series) : all;
            List<Series> read = SeriesReader.of(names(facts, "inputs"), names(facts, "targets"))
                    .read(plant.table("few/" + part.get("file").textValue()));
            requireSame(read, PublishedTask.SINE, expected);
            assertThat(part.get("trajectories").intValue()).isEqualTo(expected.count());
            assertThat(part.get("of").intValue()).isEqualTo(all.count());
        }
    }

    @Test
    void saysWhatItCut() {
        assertThat(plant.weft("dataset", "sine", "--out", "~/a", "--series", "7")
                        .succeeded()
                        .out()
                        .lines())
                .startsWith(
                        "the first 7 of 10000 trajectories of sine written to " + plant.path("a/train.arrow"),
                        "1000 trajectories of sine written to " + plant.path("a/validation.arrow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001"})
    void asManySeriesAsThereAre(String series) {
        Invocation refused = plant.weft("dataset", "sine", "--out", "~/none", "--series", series);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "weft: --series = " + series + ", expected 1 … 10000, the training series of sine");
        assertThat(plant.path("none")).doesNotExist();
    }

    @Test
    void saysWhatItWrote() {
        assertThat(plant.weft("dataset", "sine", "--out", "~/a")
                        .succeeded()
                        .out()
                        .lines())
                .containsExactly(
                        "10000 trajectories of sine written to " + plant.path("a/train.arrow"),
                        "1000 trajectories of sine written to " + plant.path("a/validation.arrow"),
                        "1000 trajectories of sine written to " + plant.path("a/test.arrow"),
                        "what they are is in " + plant.path("a/task.json"));
    }
}

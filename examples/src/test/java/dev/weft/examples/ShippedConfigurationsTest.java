package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.TaskFacts;
import dev.weft.sdk.tasks.TaskSignal;
import dev.weft.sdk.training.DataSettings;
import dev.weft.sdk.training.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of the published tasks are of the data that {@code weft dataset} writes. */
class ShippedConfigurationsTest {
    private static final Path FOLDER = Project.ROOT.resolve("examples/warp");

    static List<String> tasks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyTaskHasOne() throws IOException {
        assertThat(tasks()).containsExactly("lv", "msd", "msd-zero", "sine");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void isOfTheColumnsAndTheContextOfItsTask(String task) {
        TaskFacts facts = PublishedTask.named(task).facts();
        DataSettings data = TrainConfig.read(FOLDER.resolve(task + ".json")).data();

        assertThat(data.signals())
                .isEqualTo(facts.inputs().stream().map(TaskSignal::name).toList());
        // Forecasts tell what they are fed with; only other columns are targets.
        assertThat(data.targets())
                .isEqualTo(facts.targets().stream()
                        .map(TaskSignal::name)
                        .filter(name -> !data.signals().contains(name))
                        .toList());
        // No context is a context of all steps.
        assertThat(data.context() == 0 ? facts.steps() : data.context()).isEqualTo(facts.context());
    }
}

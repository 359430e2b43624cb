package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigChangeTest {
    @TempDir
    Path folder;

    private TrainConfig read(String... changes) throws IOException {
        Path file = folder.resolve("pump.json");
        Files.writeString(
                file, "{\"model\": {\"root\": {\"hidden\": [4]}}, \"data\": {\"signals\": [\"a\"], \"context\": 3}}");
        return TrainConfig.read(
                file, Arrays.stream(changes).map(ConfigChange::parse).toList());
    }

    @Test
    void changesWhatTheFileSaysAndWhatItLeavesOut() throws IOException {
        TrainConfig config = read(
                "model.root.hidden=[8, 8]",
                "model.root.final={\"clip\": 2}",
                "model.transition=block-diagonal",
                "training.seed=7",
                "data.context=null");

        assertThat(config.settings(2).root().hidden()).containsExactly(8, 8);
        assertThat(config.settings(2).root().finalActivation()).isEqualTo(new FinalActivation.Clip(2));
        assertThat(config.settings(2).transition().structure()).isEqualTo(Structure.BLOCK_DIAGONAL);
        assertThat(config.training().seed()).isEqualTo(7);
        assertThat(config.data().context()).isZero();
    }

    @Test
    void theLastOfTwoChangesHolds() throws IOException {
        assertThat(read("training.seed=7", "training.seed=8").training().seed()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.seed", "=3", "training..seed=3", ".seed=3", ""})
    void refusesWhatIsNoChange(String text) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ConfigChange.parse(text))
                .withMessageContaining("expected KEY=VALUE");
    }

    @Test
    void refusesAKeyThatThereIsNotAsInTheFile() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read("training.sed=7"))
                .withMessageContaining("pump.json: training: ")
                .withMessageContaining("seed");
    }

    @Test
    void refusesAValueOfAnotherType() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read("training.seed=many"))
                .withMessageContaining("training.seed = \"many\", expected a whole number");
    }

    @Test
    void refusesAPathThroughANumber() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read("data.context.length=7"))
                .withMessageContaining("data.context is not an object");
    }
}

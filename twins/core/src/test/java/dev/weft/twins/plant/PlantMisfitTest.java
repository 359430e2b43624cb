package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.SignalRule;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plants that do not fit their sources, priors or policies. */
class PlantMisfitTest extends PlantScene {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "map": {"position": "x"}           | no column 'x'; nearest
            "map": {"positon": "position"}     | map 'positon=position': no signal 'positon'; nearest: 'position'
            "units": {"position": "kg"}        | units.position=kg: unit 'kg' is not one of what is measured in 'm'
            "scales": {"position": 0}          | scales.position=0.0, expected a finite number other than 0
            "initial": {"speed": 1}            | initial: no state 'speed'; nearest: 'position'; known: position, velocity
            "redundant": {"position": "x"}     | redundant.position: policy standard v1 does not say how
            "provenance": "x"                  | no column 'x'
            "policy": "wrong"                  | rule of signal level: prior mass-spring-damper has no such signal
            """)
    void refusesWhatDoesNotFit(String setting, String message) {
        write("hall.csv", HEADER, "a,0,1,1,0");
        Plant plant = plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}",
                "{\"id\": \"a\"," + " \"model\": \"mass-spring-damper\", \"interval\": 1, "
                        + setting.replace("wrong", "second") + "}");
        Plant governed = setting.contains("wrong")
                ? new Plant(
                        plant.file(),
                        plant.name(),
                        plant.store(),
                        plant.sources(),
                        Map.of("second", levels()),
                        plant.assets())
                : plant;

        assertThatThrownBy(() -> open(governed))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("plant.json") + ": assets[0]: ")
                .hasMessageContaining(message);
    }

    private static Policy levels() {
        return Policy.standard().withSignal("level", SignalRule.ANY);
    }

    @Test
    void refusesSourcesWithoutTheirColumns() {
        write("hall.csv", "machine,force,position", "a,1,1");
        assertThatThrownBy(() ->
                        open(plant("\"h\": {\"file\": \"hall.csv\", \"asset\": \"machin\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("no column 'machin'; nearest: 'machine'");
        assertThatThrownBy(() -> open(plant("\"h\": {\"file\": \"hall.csv\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("no column 'time' tells when the rows were measured");
        assertThatThrownBy(() -> open(plant("\"h\": {\"file\": \"nope.csv\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("nope.csv: no such file");
        assertThatThrownBy(() -> open(plant(
                        "\"h\": {\"file\": \"hall.csv\", \"step\": 1, \"rows\": \"0:9\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("rows 0:9 reach beyond the end, expected rows within 0:1");
        input = new ByteArrayInputStream(new byte[0]);
        assertThat(run(plant("\"h\": {\"file\": \"-\"}", asset("\"id\": \"a\"")))
                        .rows())
                .isZero();
    }
}

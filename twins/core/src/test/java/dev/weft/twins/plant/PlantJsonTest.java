package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.RowRange;
import dev.weft.twins.guard.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantJsonTest {
    private static final String FULL = """
            {"plant": "north hall", "store": "twins",
             "sources": {"hall": {"file": "data/hall.csv", "asset": "machine", "time": "t", "timeUnit": "h", "rows": "5:"},
                         "lab": {"file": "lab.arrow", "step": 4},
                         "live": {"file": "-", "asset": "m"}},
             "policies": {"careful": {"policy": "careful", "version": 2, "mode": "approve"}, "gentle": "gentle.json"},
             "defaults": {"model": "cascaded-tanks", "source": "hall", "policy": "careful", "interval": 4,
                          "map": {"pump": "u", "level": "y"}, "initial": {"upper": 3}},
             "assets": [{"id": "tank-01", "map": {"level": "y1"}, "initial": {"lower": 2.5}, "drift": 0,
                         "redundant": {"level": "y2"}, "provenance": "origin", "units": {"level": "mV"}, "scales": {"pump": -1}},
                        {"id": "tank-02", "source": "lab", "model": "two.safetensors"},
                        {"match": "press-*", "limit": 50, "source": "live", "policy": "gentle"}]}
            """;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource());

    @TempDir
    Path folder;

    private final List<Path> asked = new ArrayList<>();

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(Plant.class.getResourceAsStream(PlantJson.SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Plant read(String json) {
        try {
            return PlantJson.read(Files.writeString(folder.resolve("plant.json"), json), file -> {
                asked.add(file);
                return Policy.standard().named("gentle", 1);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsEverythingRelativeToTheFile() {
        Plant plant = read(FULL);

        assertThat(SCHEMA.validate(FULL, InputFormat.JSON)).isEmpty();
        assertThat(plant.store()).contains(folder.resolve("twins").toString());
        assertThat(asked).containsExactly(folder.resolve("gentle.json"));
        PlantSource hall = plant.sources().get("hall");
        assertThat(hall.file()).contains(folder.resolve("data/hall.csv"));
        assertThat(hall.asset()).contains("machine");
        assertThat(hall.timeColumn()).contains("t");
        assertThat(hall.time().apply(2)).isEqualTo(7200);
        assertThat(hall.rows()).isEqualTo(RowRange.parse("5:"));
        assertThat(plant.sources().get("lab").timeColumn()).isEmpty();
        assertThat(plant.sources().get("live").isLive()).isTrue();
        assertThat(plant.resolve("two.safetensors")).isEqualTo(folder.resolve("two.safetensors"));
    }

    @Test
    void assetsSayWhatDefaultsDoNot() {
        Plant plant = read(FULL);
        AssetSettings first = plant.assets().get(0).settings();

        assertThat(first.model()).contains("cascaded-tanks");
        assertThat(first.columns().map()).isEqualTo(Map.of("pump", "u", "level", "y1"));
        assertThat(first.initial()).isEqualTo(Map.of("upper", 3.0, "lower", 2.5));
        assertThat(first.columns().redundant()).isEqualTo(Map.of("level", "y2"));
        assertThat(first.columns().provenance()).contains("origin");
        assertThat(first.drift()).hasValue(0);
        assertThat(plant.policyOf(plant.assets().get(0)).toString()).isEqualTo("careful v2");
        assertThat(plant.assets().get(1).settings().model()).contains("two.safetensors");
        assertThat(plant.assets().get(1).settings().interval()).hasValue(4);
        assertThat(plant.assets().get(2).name()).isEqualTo(new AssetName.Matching("press-*", 50));
        assertThat(plant.policyOf(plant.assets().get(2)).toString()).isEqualTo("gentle v1");
    }

    @Test
    void oneSourceNeedsNoNameAndNoPolicyIsTheStandardOne() {
        Plant plant = read("{\"plant\": \"p\", \"sources\": {\"s\": {\"file\": \"a.csv\"}},"
                + " \"assets\": [{\"id\": \"a\", \"model\": \"m\"}]}");

        assertThat(plant.sourceOf(plant.assets().get(0))).isEqualTo("s");
        assertThat(plant.policyOf(plant.assets().get(0))).isEqualTo(Policy.standard());
        assertThat(plant.store()).isEqualTo(Optional.empty());
    }

    /** The schema and the parser agree on what is refused; the message names the place. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "plant": "north hall"   | "plant": " "              | plant
            "plant": "north hall",  |                           | plant is missing
            "store": "twins"        | "stor": "twins"           | no key 'stor'; nearest: 'store'
            "file": "lab.arrow"     | "files": "lab.arrow"      | sources.lab: no key 'files'; nearest: 'file'
            "file": "lab.arrow",    |                           | sources.lab: file is missing, expected a .csv
            "step": 4               | "step": 0                 | sources.lab: step = 0.0
            "step": 4               | "step": 4, "time": "t"    | expected only one of them
            "rows": "5:"            | "rows": "five"            | sources.hall: rows 'five'
            "asset": "m"            | "asset": 3                | sources.live: asset = 3, expected a text
            "gentle": "gentle.json" | "gentle": 3               | policies.gentle = 3, expected a policy
            "interval": 4           | "interval": -4            | interval = -4.0 s, expected a finite number > 0
            "drift": 0              | "drift": -1               | assets[0]: drift = -1.0
            "drift": 0              | "drif": 0                 | assets[0]: no key 'drif'; nearest: 'drift'
            "level": "y1"           | "level": 1                | assets[0]: map.level = 1, expected a text
            "lower": 2.5            | "lower": "2.5"            | assets[0]: initial.lower = "2.5", expected a finite
            "id": "tank-02"         | "id": ""                  | assets[1]
            "id": "tank-02",        |                           | assets[1]: id is missing, expected the id of one
            "limit": 50             | "limit": 0                | assets[2]: limit = 0 twins
            "limit": 50             | "id": "press-1"           | assets[2]: id is missing, expected the id of one asset, or
            "id": "tank-02"         | "id": "tank-02", "limit": 3 | assets[1]: limit = 3, expected none
            """)
    void refusesWhatTheSchemaRefuses(String part, String instead, String named) {
        String json = FULL.replace(part, instead == null ? "" : instead);

        assertThat(json).isNotEqualTo(FULL);
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
        assertRefused(json, named);
    }

    /** What a schema cannot say: that names are those of something. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "source": "lab"         | "source": "lap"           | assets[1].source: no source 'lap'; nearest: 'lab'
            "policy": "gentle"      | "policy": "gentel"        | assets[2].policy: no policy 'gentel'; nearest: 'gentle'
            "model": "cascaded-tanks", |                        | assets[0].model is missing, expected a model file
            "source": "hall",       |                           | assets[0].source is missing, expected one of hall
            "id": "tank-02"         | "id": "tank-01"           | assets[1]: 'tank-01' is there twice
            "source": "live"        | "source": "lab"           | assets[2].match = 'press-*', expected an id: source lab
            "source": "lab"         | "source": "hall"          | sources.lab: no asset names it
            "file": "lab.arrow"     | "file": "-"               | two of them read standard input
            "timeUnit": "h"         | "timeUnit": "kg"          | sources.hall: unit 'kg' is not one of what is measured
            "store": "twins"        | "store": "jdbc:postgresql://h/d?user=a&password=hidden" | holds a password
            "store": "twins"        | "store": "jdbc:postgresql://a:hidden@h/d" | holds a password
            "version": 2            | "version": 0              | policies.careful: version = 0
            "mode": "approve"       | "mode": "aprove"          | policies.careful: mode
            """)
    void refusesNamesOfNothing(String part, String instead, String named) {
        assertRefused(FULL.replace(part, instead == null ? "" : instead), named);
    }

    private void assertRefused(String json, String named) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("plant.json") + ": ")
                .hasMessageContaining(named)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void refusesWhatIsNoFileAndNoJson() {
        assertThatThrownBy(() -> PlantJson.read(folder.resolve("nope.json"), file -> Policy.standard()))
                .hasMessageContaining("nope.json: no such file, expected a plant as JSON");
        assertThatThrownBy(() -> PlantJson.read(folder, file -> Policy.standard()))
                .hasMessageContaining("is not a file");
        assertThatThrownBy(() -> read("{\"plant\": ")).hasMessageContaining("is not JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "press-*, press-1, true",
        "press-*, pres-1, false",
        "p?, p1, true",
        "p?, p12, false",
        "a.b*, axb, false",
        "*, anything, true",
        "a*b?c, a--b.c, true"
    })
    void patternsMatchWholeNames(String pattern, String name, boolean matches) {
        assertThat(new AssetName.Matching(pattern, 1).pattern().matcher(name).matches())
                .isEqualTo(matches);
    }
}

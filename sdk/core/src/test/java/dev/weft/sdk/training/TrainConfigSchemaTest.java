package dev.weft.sdk.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.model.WarpSettingsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the schema, the parser and the reference page to the same keys, types and bounds. */
class TrainConfigSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = resource();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);
    private static final Path REFERENCE = Path.of("../../docs/reference/train-config.md");

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(TrainConfig.class.getResourceAsStream(TrainConfig.SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String changed(String change) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree("""
                {"model": {"root": {"hidden": [3]}}, "data": {"signals": ["a"]}, "training": {}}
                """);
        if (!change.isEmpty()) {
            String path = change.substring(0, change.indexOf('='));
            ObjectNode parent = config;
            String[] keys = path.split("\\.", -1);
            for (int i = 0; i < keys.length - 1; i++) {
                parent = parent.has(keys[i]) ? (ObjectNode) parent.path(keys[i]) : parent.putObject(keys[i]);
            }
            parent.set(keys[keys.length - 1], JSON.readTree(change.substring(path.length() + 1)));
        }
        return config.toString();
    }

    private static boolean parses(String json) {
        try {
            TrainConfig.parse("config.json", json);
            return true;
        } catch (DataException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$schema=\"x\"",
                "training=null",
                "model.root.hidden=[1, 2.0, 3]",
                "model.root.hidden=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
                "model={\"root\": {\"hidden\": [4096]}, \"transition\": \"diagonal\", \"initial\": {\"free\": true}}",
                "model.root.activation=\"sin\"",
                "model.root.final=null",
                "model.root.final={\"clip\": 0.5}",
                "model.root.final=\"dynamic-tanh\"",
                "model.root.frequencies=16",
                "model.transition=\"low-rank\"",
                "model.transition=null",
                "model.rank=0",
                "model.radius=0.5",
                "model.radius=null",
                "model.rotation=0.5",
                "model.initial.hidden=[]",
                "model.initial.hiddenLayers=0",
                "model.initial.hiddenLayers=16",
                "model.initial={\"free\": true, \"noise\": 1}",
                "model.initial={\"free\": false, \"hidden\": [2]}",
                "model.initial={\"hidden\": [2], \"hiddenLayers\": null}",
                "model={\"root\": {\"hidden\": [3]}, \"transition\": \"diagonal\", \"continuous\": true}",
                "model.drive=\"values\"",
                "model.drive=null",
                "model.weightLimit=1e-3",
                "model.convolution=1024",
                "data.step=0.1",
                "data.inputs=[\"u\"]",
                "data.classes=[]",
                "data={\"signals\": [\"a\"], \"label\": \"l\", \"classes\": [\"x\", \"y\"]}",
                "data.normalise=\"all\"",
                "data.context=0",
                "training.forcing=0",
                "training.seed=-9223372036854775808",
                "training.epochs=1e3",
                "training.clip=null",
                "training.clip=0.1",
                "training.timeBudget=0.001",
                "training.validation=0",
                "training.threads=1024",
                "training.schedule={\"kind\": \"constant\"}",
                "training.schedule={\"kind\": \"plateau\", \"threshold\": 0, \"minimum\": 1}",
                "training.schedule={\"kind\": \"cosine\", \"warmUp\": 3}"
            })
    void bothAccept(String change) throws IOException {
        String json = changed(change);

        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(TrainConfig.parse("config.json", json)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "more=1",
                "$schema=3",
                "model=null",
                "data=[]",
                "training=3",
                "model.layers=1",
                "model.root={}",
                "model.root.hidden=[]",
                "model.root.hidden=[0]",
                "model.root.hidden=[2.5]",
                "model.root.hidden=[3000000000]",
                "model.root.hidden=[4097]",
                "model.root.hidden=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
                "model.root.hidden=\"3\"",
                "model.root.activation=\"Swish\"",
                "model.root.final=\"tanh\"",
                "model.root.final={}",
                "model.root.final={\"clip\": 0}",
                "model.root.final={\"clip\": 1, \"cut\": 2}",
                "model.root.frequencies=17",
                "model.root.previous=1",
                "model.root.inputs=1",
                "model.transition=\"full\"",
                "model.rank=-1",
                "model={\"root\": {\"hidden\": [3]}, \"transition\": \"low-rank\", \"rank\": 0}",
                "model.continuous=true",
                "model.radius=0",
                "model.rotation=-0.1",
                "model.initial.hiddenLayers=17",
                "model.initial.hidden=[65537]",
                "model.initial.hidden=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
                "model.initial={\"hidden\": [2], \"hiddenLayers\": 1}",
                "model.initial={\"free\": true, \"hidden\": [2]}",
                "model.initial.noise=-1",
                "model.drive=\"Values\"",
                "model.weightLimit=0",
                "model.convolution=1025",
                "data.signals=[]",
                "data.signals=[\" \"]",
                "data.signals=\"a\"",
                "data={\"signals\": [\"a\"], \"time\": \"t\", \"step\": 1}",
                "data.step=0",
                "data.label=\"l\"",
                "data.classes=[\"x\", \"y\"]",
                "data={\"signals\": [\"a\"], \"label\": \"l\", \"classes\": [\"x\"]}",
                "data.normalise=\"each\"",
                "data.context=-1",
                "training.mode=\"free\"",
                "training.forcing=1.5",
                "training.forcing=\"0.5\"",
                "training.contextWeight=-1",
                "training.epochs=0",
                "training.epochs=1.5",
                "training.epochs=3000000000",
                "training.batch=0",
                "training.batchesPerEpoch=-1",
                "training.seed=9223372036854775808",
                "training.learningRate=0",
                "training.weightDecay=-1",
                "training.beta1=1",
                "training.beta2=-0.1",
                "training.epsilon=0",
                "training.clip=0",
                "training.validation=1",
                "training.patience=-1",
                "training.precision=\"half\"",
                "training.threads=1025",
                "training.timeBudget=0",
                "training.timeBudget=2e9",
                "training.checkpointInterval=0",
                "training.schedule={}",
                "training.schedule={\"kind\": \"step\"}",
                "training.schedule={\"kind\": \"constant\", \"factor\": 0.5}",
                "training.schedule={\"kind\": \"plateau\", \"factor\": 1}",
                "training.schedule={\"kind\": \"plateau\", \"warmUp\": 1}",
                "training.schedule={\"kind\": \"cosine\", \"minimum\": 2}"
            })
    void bothRefuse(String change) throws IOException {
        String json = changed(change);

        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
        assertThat(parses(json)).isFalse();
    }

    @Test
    void theSchemaHasTheKeysOfTheParser() throws IOException {
        JsonNode schema = JSON.readTree(TEXT);
        JsonNode model = schema.at("/properties/model");
        JsonNode training = schema.at("/properties/training");

        assertThat(keys(schema)).containsExactlyElementsOf(TrainConfig.KEYS);
        assertThat(keys(model)).containsExactlyElementsOf(WarpSettingsJson.KEYS);
        assertThat(keys(model.at("/properties/root"))).containsExactlyElementsOf(WarpSettingsJson.ROOT_KEYS);
        assertThat(keys(model.at("/properties/initial"))).containsExactlyElementsOf(WarpSettingsJson.INITIAL_KEYS);
        assertThat(keys(schema.at("/properties/data"))).containsExactlyElementsOf(DataSettingsJson.KEYS);
        assertThat(keys(training)).containsExactlyElementsOf(TrainingSettingsJson.KEYS);
        for (JsonNode kind : training.at("/properties/schedule/oneOf")) {
            if (kind.has("properties")) {
                String name = kind.at("/properties/kind/const").asText();
                assertThat(keys(kind)).containsExactlyElementsOf(ScheduleJson.KEYS.get(name));
            }
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theReferencePageNamesEveryKeyAndItsExampleIsValid() throws IOException {
        String page = Files.readString(REFERENCE);
        List<String> keys = new ArrayList<>(WarpSettingsJson.KEYS);
        keys.addAll(WarpSettingsJson.ROOT_KEYS);
        keys.addAll(WarpSettingsJson.INITIAL_KEYS);
        keys.addAll(DataSettingsJson.KEYS);
        keys.addAll(TrainingSettingsJson.KEYS);
        ScheduleJson.KEYS.values().forEach(keys::addAll);

        assertThat(keys).allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
        int from = page.indexOf("```json") + "```json".length();
        String example = page.substring(from, page.indexOf("```", from));
        assertThat(SCHEMA.validate(example, InputFormat.JSON)).isEmpty();
        assertThat(TrainConfig.parse("example", example)).isNotNull();
    }
}

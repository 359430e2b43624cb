package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.warp.Activation;
import dev.weft.sdk.warp.WarpModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarpModelFileTest {
    /** The smallest card there is, as documented. */
    private static final String CARD = """
            {"kind":"warp","version":1,"root":{"hidden":[5,4],"activation":"swish","final":null,"inputs":1,"outputs":2},
            "transition":"dense","initial":{"hiddenLayers":2,"activation":"swish"},"signals":["a","b"],
            "normalisation":null,"timeChannel":false,"uncertainty":false,"steps":40}
            """;

    /** Dθ = 2·5 + 6·4 + 5·2 = 44, Dx = 2; widths of φ ⌊(2·2 + 44)/3⌋ = 16 and ⌊(2 + 2·44)/3⌋ = 30. */
    private static final List<Map.Entry<String, List<Integer>>> TENSORS = List.of(
            Map.entry("transition.A", List.of(44, 44)),
            Map.entry("input.B", List.of(44, 2)),
            Map.entry("initial.layer0.weight", List.of(16, 2)),
            Map.entry("initial.layer0.bias", List.of(16)),
            Map.entry("initial.layer1.weight", List.of(30, 16)),
            Map.entry("initial.layer1.bias", List.of(30)),
            Map.entry("initial.layer2.weight", List.of(44, 30)),
            Map.entry("initial.layer2.bias", List.of(44)));

    private static final TensorBytes PARSED = TensorBytes.parse(byHand(CARD, 8));

    /** Every number is its index in its tensor over 8: exact in either format. */
    private static byte[] byHand(String card, int width) {
        StringBuilder header = new StringBuilder("{");
        ByteBuffer data = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<String, List<Integer>> tensor : TENSORS) {
            int from = data.position();
            int count = tensor.getValue().stream().reduce(1, (a, b) -> a * b);
            for (int i = 0; i < count; i++) {
                if (width == 8) {
                    data.putDouble(i / 8.0);
                } else {
                    data.putFloat(i / 8f);
                }
            }
            header.append("\"%s\":{\"dtype\":\"F%d\",\"shape\":%s,\"data_offsets\":[%d,%d]},"
                    .formatted(tensor.getKey(), 8 * width, tensor.getValue(), from, data.position()));
        }
        String quoted = card.replace("\"", "\\\"").replace("\n", "\\n");
        header.append("\"__metadata__\":{\"weft\":\"").append(quoted).append("\"}}");
        return TensorBytes.file(header.toString(), java.util.Arrays.copyOf(data.array(), data.position()));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void theSmallestCardWrittenByHandLoadsInEitherFormat(int width) {
        WarpModel model = WarpModelFile.read(byHand(CARD, width));

        assertThat(model.settings().weights()).isEqualTo(44);
        assertThat(model.settings().root().hidden()).containsExactly(5, 4);
        assertThat(model.settings().initial().hidden()).containsExactly(16, 30);
        assertThat(model.settings().initial().activation()).isEqualTo(Activation.SWISH);
        assertThat(model.settings().signals()).containsExactly("a", "b");
        assertThat(model.settings().steps()).isEqualTo(40);
        assertThat(model.normalisation().isNone()).isTrue();
        assertThat(model.transition().toMatrix().get(3, 2)).isEqualTo((3 * 44 + 2) / 8.0);
        assertThat(model.inputMatrix().get(43, 1)).isEqualTo(87 / 8.0);
        assertThat(model.parameter("initial.layer2.bias")).hasSize(44).endsWith(43 / 8.0);
        assertThat(model.parameter("initial.layer1.weight")).startsWith(0, 0.125, 0.25);
    }

    @Test
    void isWrittenAsDocumented() {
        TensorBytes written = TensorBytes.parse(SampleWarpModels.written(WarpModelFile.read(byHand(CARD, 4))));

        assertThat(written.header().path("transition.A").path("dtype").asText()).isEqualTo("F64");
        assertThat(written.header().path("initial.layer1.weight").path("shape")).hasToString("[30,16]");
        assertThat(written.values("input.B")).endsWith(87 / 8.0);
        assertThat(written.card().path("root"))
                .hasToString("{\"hidden\":[5,4],\"activation\":\"swish\",\"final\":null,\"inputs\":1,\"outputs\":2}");
        assertThat(written.card().path("initial")).hasToString("{\"hiddenLayers\":2,\"activation\":\"swish\"}");
        assertThat(written.card().path("normalisation").isNull()).isTrue();
    }

    static Stream<Arguments> cards() {
        return Stream.of(
                card("kind 'physics', version 1, expected kind 'warp'", c -> c.put("kind", "physics")),
                card("version 2, expected kind 'warp', version 1", c -> c.put("version", 2)),
                card("version 0", c -> c.remove("version")),
                card("the card: no key 'step'; nearest: 'steps'", c -> c.put("step", 40)),
                card("the card: root: no key 'layers'", c -> root(c).put("layers", 2)),
                card(
                        "the card: initial: no key 'hiddenLayer'",
                        c -> c.putObject("initial").put("hiddenLayer", 2)),
                card("root.outputs = 3, expected 2", c -> root(c).put("outputs", 3)),
                card("root.inputs = 2, expected 1", c -> root(c).put("inputs", 2)),
                card("root.hidden is missing", c -> root(c).remove("hidden")),
                card("root = [], expected an object", c -> c.putArray("root")),
                card(
                        "root: hidden widths of the root network = [0]",
                        c -> root(c).putArray("hidden").add(0)),
                card(
                        "root.hidden[1] = 0.5, expected a whole number",
                        c -> root(c).putArray("hidden").add(2).add(0.5)),
                card(
                        "root: hidden widths of the root network = [4097], expected 1 … 4096 each",
                        c -> root(c).putArray("hidden").add(4097)),
                card("root: hidden layers of the root network = 17, expected 1 … 16", c -> {
                    ArrayNode hidden = root(c).putArray("hidden");
                    for (int i = 0; i < 17; i++) {
                        hidden.add(1);
                    }
                }),
                card(
                        "hidden widths of the initial network = [65537], expected 1 … 65536 each",
                        c -> c.putObject("initial").putArray("hidden").add(65537)),
                card("root.activation: no choice 'swich'; nearest: 'swish'", c -> root(c).put("activation", "swich")),
                card("root.final = \"tanh\", expected null, {\"clip\": c}", c -> root(c).put("final", "tanh")),
                card("transition: no choice 'full'", c -> c.put("transition", "full")),
                card(
                        "hiddenLayers = 1000000000, expected 0 … 16",
                        c -> c.putObject("initial").put("hiddenLayers", 1_000_000_000)),
                card("signals = none, expected at least one", c -> c.putArray("signals")),
                card("is blank or named twice", c -> c.putArray("inputs").add("a")),
                card("steps is missing", c -> c.remove("steps")),
                card("steps = 1, expected at least 2", c -> c.put("steps", 1)),
                card("timeChannel = \"no\", expected true or false", c -> c.put("timeChannel", "no")),
                card("drive: no choice 'value'; nearest: 'values'", c -> c.put("drive", "value")),
                card("interval = 0.0 s", c -> c.put("interval", 0)),
                card("interval = \"1\", expected a finite number", c -> c.put("interval", "1")),
                card(
                        "normalisation.signals[1] is missing, expected a pair",
                        c -> c.putObject("normalisation").putArray("signals").addNull()),
                card(
                        "normalisation.signals[0] = [1], expected [minimum, maximum]",
                        c -> c.putObject("normalisation")
                                .putArray("signals")
                                .add(c.arrayNode().add(1))),
                card(
                        "range to normalise by = 2.0 … 1.0",
                        c -> c.putObject("normalisation")
                                .putArray("signals")
                                .add(c.arrayNode().add(2).add(1))
                                .addNull()),
                // Another model: the same tensors no longer fit.
                card("tensor transition.A has shape [44×44], expected shape [56×56]", c -> {
                    c.put("uncertainty", true);
                    root(c).put("outputs", 4);
                    root(c).putArray("hidden").add(5).add(4).add(2);
                }),
                card(
                        "holds the tensor 'transition.A', expected only [transition.diagonal",
                        c -> c.put("transition", "diagonal")),
                card("expected shape [44×3]", c -> c.put("timeChannel", true)));
    }

    private static Arguments card(String message, Consumer<ObjectNode> change) {
        return Arguments.of(message, change);
    }

    private static ObjectNode root(ObjectNode card) {
        return (ObjectNode) card.path("root");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void aCardThatDoesNotFitIsRefused(String message, Consumer<ObjectNode> change) {
        refused(PARSED.withCard(change), message);
    }

    @Test
    void anIntervalThatIsLeftOutIsNotKnown() throws IOException {
        WarpModel model = WarpModelFile.read(PARSED.withCard(c -> c.remove("interval")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WarpModelFile.write(model, out);

        assertThat(model.isIntervalKnown()).isFalse();
        assertThat(TensorBytes.parse(out.toByteArray()).card().has("interval")).isFalse();
        assertThat(WarpModelFile.read(PARSED.withCard(c -> c.put("interval", 1)))
                        .isIntervalKnown())
                .isTrue();
    }

    @Test
    void aContinuousTransitionNeedsItsInterval() {
        byte[] file = PARSED.withCard(c -> c.put("transition", "diagonal").put("continuous", true));

        refused(file, "interval is missing, expected the usual time between two steps");
    }

    @Test
    void tensorsThatDoNotFitAreRefused() {
        refused(PARSED.withNumber("input.B", 3, Double.NaN), "tensor input.B holds NaN, expected finite numbers");
        refused(PARSED.withNumber("transition.A", 9, Double.NEGATIVE_INFINITY), "transition.A holds -Infinity");
        refused(
                PARSED.withHeader(h -> ((ObjectNode) h.path("input.B"))
                        .putArray("shape")
                        .add(2)
                        .add(44)),
                "tensor input.B has shape [2×44], expected shape [44×2]");
        refused(PARSED.withHeader(h -> h.set("input.C", h.remove("input.B"))), "holds the tensor 'input.C'");
        byte[] without = TensorBytes.parse(PARSED.withHeader(h -> h.remove("initial.layer2.bias")))
                .withData(PARSED.dataLength() - 8 * 44);
        refused(without, "tensor initial.layer2.bias is missing, expected shape [44]");
        refused(PARSED.withHeader(h -> ((ObjectNode) h.path("input.B")).put("dtype", "I32")), "dtype 'I32'");
        refused(PARSED.withData(PARSED.dataLength() + 8), "its tensors take");
    }

    @Test
    void aSmallFileCannotAskForManyNumbers() {
        // A would have 225 million numbers, or more than an array holds: refused before room for them is made.
        refused(
                PARSED.withCard(c -> root(c).putArray("hidden").add(120).add(120)),
                "tensor transition.A has shape [44×44], expected shape [15002×15002]");
        refused(
                PARSED.withCard(c -> {
                    root(c).putArray("hidden").add(400).add(400);
                    c.putObject("initial").put("free", true);
                }),
                "parameters up to transition.A = ");
    }

    @Test
    void theCardSaysWhichKindOfModelItIs(@TempDir Path folder) throws IOException {
        Path warp = Files.write(folder.resolve("warp.safetensors"), byHand(CARD, 8));
        Path physics = Files.write(
                folder.resolve("physics.safetensors"),
                SampleModels.written(SampleModels.random("mass-spring-damper", 1)));

        assertThat(ModelFiles.read(warp, name -> Optional.empty())).isInstanceOf(LoadedModel.Warp.class);
        assertThat(ModelFiles.read(physics, SampleModels.PRIORS::find)).isInstanceOf(LoadedModel.Physics.class);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(
                        () -> ModelFiles.read(PARSED.withCard(c -> c.put("kind", "oracle")), name -> Optional.empty()))
                .withMessage("holds a model of kind 'oracle', expected 'physics' or 'warp'");
    }

    private static void refused(byte[] file, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> WarpModelFile.read(file))
                .withMessageContaining(message);
    }
}

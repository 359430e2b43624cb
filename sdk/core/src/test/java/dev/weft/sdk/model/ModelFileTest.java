package dev.weft.sdk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.solvers.estimation.InputsBetween;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation: the format's description in huggingface/safetensors, README, section "Format". */
class ModelFileTest {
    private static final PhysicsModel MODEL = SampleModels.random("mass-spring-damper", 1);
    private static final byte[] FILE = SampleModels.written(MODEL);
    private static final TensorBytes PARSED = TensorBytes.parse(FILE);

    @Test
    void theHeaderIsAsTheFormatAsks() {
        long length = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getLong();

        assertThat((8 + length) % 8).as("alignment").isZero();
        assertThat(FILE[8]).isEqualTo((byte) '{');
        assertThat(PARSED.header().properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "__metadata__",
                        "theta.mean",
                        "theta.covariance",
                        "noise.measurement",
                        "noise.state",
                        "noise.drift");
        int end = 0;
        for (String name : PARSED.header().properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(k -> !k.startsWith("_"))
                .toList()) {
            assertThat(PARSED.header().path(name).path("dtype").asText()).isEqualTo("F64");
            assertThat(PARSED.header().path(name).path("data_offsets").get(0).asInt())
                    .as(name)
                    .isEqualTo(end);
            end = PARSED.header().path(name).path("data_offsets").get(1).asInt();
        }
        assertThat(end).isEqualTo(PARSED.dataLength());
        // The format's metadata are text to text.
        assertThat(PARSED.header().path("__metadata__"))
                .allSatisfy(v -> assertThat(v.isTextual()).isTrue());
    }

    @Test
    void anotherReaderFindsTheNumbersAndTheCard() {
        assertThat(PARSED.values("theta.mean")).isEqualTo(MODEL.start().mean());
        assertThat(PARSED.values("theta.covariance")).isEqualTo(MODEL.start().covariance().data);
        assertThat(PARSED.values("noise.drift")).containsExactly(MODEL.noise().drift());
        assertThat(PARSED.header().path("theta.covariance").path("shape")).hasToString("[5,5]");
        ObjectNode card = PARSED.card();
        assertThat(card.path("kind").asText()).isEqualTo("physics");
        assertThat(card.path("prior").asText()).isEqualTo("mass-spring-damper");
        assertThat(card.path("samplingInterval").asDouble()).isEqualTo(MODEL.samplingInterval());
        assertThat(card.path("between").asText())
                .isEqualTo(MODEL.card().between().id());
        assertThat(card.path("layout").get(2))
                .hasToString("{\"name\":\"parameter.damping\",\"unit\":\"N·s/m\",\"lower\":0.0,\"upper\":10000.0}");
        assertThat(card.path("layout").get(3)).hasToString("{\"name\":\"state.position\",\"unit\":\"m\"}");
    }

    /** Single precision, tensors in another order, whole numbers without a point, no padding: all allowed. */
    @Test
    void aFileWrittenByHandLoads() {
        String card = """
                {"version": 1, "kind": "physics", "prior": "mass-spring-damper",
                 "layout": [{"name": "parameter.mass", "unit": "kg", "lower": 0.001, "upper": 1000},
                            {"name": "parameter.stiffness", "unit": "N/m", "lower": 0.01, "upper": 1e6},
                            {"name": "parameter.damping", "unit": "N·s/m", "lower": 0, "upper": 10000},
                            {"name": "state.position", "unit": "m"}, {"name": "state.velocity", "unit": "m/s"}],
                 "outputs": ["position", "velocity"], "samplingInterval": 2, "dataHash": "", "rows": 3, "fit": {}}
                """.replace("\"", "\\\"").replace("\n", "\\n");
        String header = ("{\"noise.measurement\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"noise.state\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]},"
                + "\"noise.drift\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[16,24]},"
                + "\"theta.mean\":{\"dtype\":\"F64\",\"shape\":[5],\"data_offsets\":[224,264]},"
                + "\"theta.covariance\":{\"dtype\":\"F64\",\"shape\":[5,5],\"data_offsets\":[24,224]},"
                + "\"__metadata__\":{\"weft\":\"" + card + "\",\"by\":\"hand\"}}");
        ByteBuffer data = ByteBuffer.allocate(264).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(0.5f).putFloat(0.25f).putFloat(0).putFloat(1.5f).putDouble(0.125);
        for (int i = 0; i < 5; i++) {
            data.putDouble(24 + 48 * i, i + 1);
            data.putDouble(224 + 8 * i, -i);
        }
        PhysicsModel model = SampleModels.read(TensorBytes.file(header, data.array()));

        assertThat(model.noise().measurements()).containsExactly(0.5, 0.25);
        assertThat(model.noise().states()).containsExactly(0, 1.5);
        assertThat(model.noise().drift()).isEqualTo(0.125);
        assertThat(model.start().mean()).containsExactly(0, -1, -2, -3, -4);
        assertThat(model.start().covariance().get(4, 4)).isEqualTo(5);
        assertThat(model.start().covariance().get(3, 4)).isZero();
        assertThat(model.samplingInterval()).isEqualTo(2);
        assertThat(model.card().rows()).isEqualTo(3);
        assertThat(model.card().between()).as("a file from before the entry").isEqualTo(InputsBetween.HELD);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        for (int length = 0; length < FILE.length; length++) {
            refused(Arrays.copyOf(FILE, length), "");
        }
        refused(Arrays.copyOf(FILE, 7), "has 7 bytes, expected a safetensors file");
        refused(Arrays.copyOf(FILE, 100), "announces a header of");
        refused(Arrays.copyOf(FILE, FILE.length - 1), "cut off or corrupt");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 17 << 20, 0x100000000L + 100})
    void aHeaderOfAnImpossibleLengthIsRefused(long length) {
        byte[] file = FILE.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);

        refused(file, "announces a header of " + length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"a\":", "nonsense", " 3 ", "null", "\"text\"", "{} {}", "{\"a\":1}}", "  "})
    void aHeaderThatIsNoJsonObjectIsRefused(String header) {
        refused(TensorBytes.file(header, new byte[0]), "has a header that is not");
    }

    @Test
    void aHeaderNestedWithoutEndIsRefused() {
        refused(TensorBytes.file("[".repeat(100_000), new byte[0]), "has a header that is not JSON");
        refused(
                TensorBytes.file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", new byte[0]),
                "has a header that is not JSON");
    }

    @Test
    void aTensorDescribedTwiceIsRefused() {
        String twice = PARSED.header().toString().replaceFirst("\"noise.state\"", "\"noise.drift\"");

        refused(TensorBytes.file(twice, new byte[PARSED.dataLength()]), "has a header that is not JSON");
    }

    static Stream<Arguments> offsets() {
        return Stream.of(
                Arguments.of(-8L, 32L),
                Arguments.of(40L, 0L),
                Arguments.of(0L, 1L << 40),
                Arguments.of(Long.MAX_VALUE, Long.MIN_VALUE + 39),
                Arguments.of(Long.MAX_VALUE - 39, Long.MAX_VALUE),
                Arguments.of((1L << 32), (1L << 32) + 40),
                Arguments.of(0L, 39L),
                Arguments.of(8L, 48L));
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void offsetsThatDoNotHoldTheTensorAreRefused(long from, long to) {
        refused(
                PARSED.withHeader(h -> ((ObjectNode) h.path("theta.mean"))
                        .putArray("data_offsets")
                        .add(from)
                        .add(to)),
                "corrupt");
    }

    @Test
    void offsetsThatAreNoWholeNumbersAreRefused() {
        for (String offsets :
                new String[] {"[]", "[0]", "{}", "\"0,40\"", "[0.5,40.5]", "[\"0\",\"40\"]", "[0,1e40]"}) {
            String text = PARSED.header().toString().replaceFirst("\\[0,40\\]", offsets);
            refused(TensorBytes.file(text, new byte[PARSED.dataLength()]), "tensor theta.mean lies at");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[-5]",
                "[4]",
                "[5,5]",
                "[5.0]",
                "[\"5\"]",
                "[2147483648]",
                "[65536,65536,65536,65536]",
                "[2147483647,2147483647,2147483647]",
                "[4294967296,4294967296]",
                "[0,5]",
                "[]"
            })
    void shapesThatDoNotFitAreRefused(String shape) {
        String text = PARSED.header().toString().replaceFirst("\"shape\":\\[5\\]", "\"shape\":" + shape);

        refused(TensorBytes.file(text, new byte[PARSED.dataLength()]), "tensor theta.mean");
    }

    @Test
    void overlapsGapsAndTrailingBytesAreRefused() {
        refused(
                PARSED.withHeader(h -> ((ObjectNode) h.path("noise.state"))
                        .set("data_offsets", h.path("noise.measurement").path("data_offsets"))),
                "begins at byte");
        refused(PARSED.withData(PARSED.dataLength() + 8), "of data, its tensors take");
        refused(
                PARSED.withHeader(h -> h.putObject("more")
                        .put("dtype", "F64")
                        .<ObjectNode>set("shape", h.path("theta.mean").path("shape"))
                        .set("data_offsets", h.path("theta.mean").path("data_offsets"))),
                "begins at byte");
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header("has dtype 'F16'", h -> ((ObjectNode) h.path("theta.mean")).put("dtype", "F16")),
                header("has dtype 'I64'", h -> ((ObjectNode) h.path("theta.mean")).put("dtype", "I64")),
                header("has dtype ''", h -> ((ObjectNode) h.path("theta.mean")).remove("dtype")),
                header("has dtype ''", h -> h.put("theta.mean", 3)),
                header("has no metadata entry 'weft'", h -> h.remove("__metadata__")),
                header("has no metadata entry 'weft'", h -> h.put("__metadata__", "weft")),
                header("has a card that is not JSON", h -> metadata(h).put("weft", "{]")),
                header("has a card that is not JSON", h -> metadata(h).put("weft", "{} {}")),
                header("kind ''", h -> metadata(h).put("weft", "")),
                header("kind ''", h -> metadata(h).put("weft", "[]")),
                header("kind ''", h -> metadata(h).put("weft", "null")),
                header(
                        "holds the tensor 'extra', expected only",
                        h -> h.putObject("extra")
                                .put("dtype", "F64")
                                .<ObjectNode>set("shape", h.arrayNode().add(0))
                                .set("data_offsets", h.arrayNode().add(0).add(0))),
                header("holds the tensor 'mean', expected only", h -> h.set("mean", h.remove("theta.mean"))));
    }

    private static Arguments header(String message, Consumer<ObjectNode> change) {
        return Arguments.of(message, change);
    }

    private static ObjectNode metadata(ObjectNode header) {
        return (ObjectNode) header.path("__metadata__");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderThatIsNotOneOfOursIsRefused(String message, Consumer<ObjectNode> change) {
        refused(PARSED.withHeader(change), message);
    }

    static Stream<Arguments> cards() {
        return Stream.of(
                header("holds a model of kind 'warp', version 1, expected kind 'physics'", c -> c.put("kind", "warp")),
                header("version 2, expected", c -> c.put("version", 2)),
                header("version 0", c -> c.remove("version")),
                header(
                        "is a model of prior 'perpetuum', which is not among the priors",
                        c -> c.put("prior", "perpetuum")),
                header("is a model of prior ''", c -> c.remove("prior")),
                header("was made with another layout of prior mass-spring-damper", c -> c.remove("layout")),
                header("another layout", c -> ((ArrayNode) c.path("layout")).remove(4)),
                header("another layout", c -> ((ObjectNode) c.path("layout").get(0)).put("upper", 999.0)),
                header("another layout", c -> ((ObjectNode) c.path("layout").get(0)).put("unit", "g")),
                header("another layout", c -> ((ObjectNode) c.path("layout").get(0)).put("name", "parameter.Mass")),
                header(
                        "another outputs",
                        c -> c.putArray("outputs").add("velocity").add("position")),
                header(
                        "has inputs between rows = 'bent', expected held, linear or smooth",
                        c -> c.put("between", "bent")),
                header("sampling interval = 0.0 s", c -> c.remove("samplingInterval")),
                header("sampling interval = -1.0 s", c -> c.put("samplingInterval", -1)),
                header("sampling interval = 0.0 s", c -> c.put("samplingInterval", "often")));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void aCardThatDoesNotFitIsRefused(String message, Consumer<ObjectNode> change) {
        refused(PARSED.withCard(change), message);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("theta.mean", 3, Double.NaN, "tensor theta.mean holds NaN, expected finite numbers"),
                Arguments.of("theta.covariance", 7, Double.POSITIVE_INFINITY, "theta.covariance holds Infinity"),
                Arguments.of("theta.covariance", 0, -1.0, "expected a symmetric matrix with a diagonal >= 0"),
                Arguments.of("theta.covariance", 1, 50.0, "expected a symmetric matrix"),
                Arguments.of("noise.measurement", 1, 0.0, "measurement noise = 0.0"),
                Arguments.of("noise.state", 0, -1.0, "state noise = -1.0"),
                Arguments.of("noise.drift", 0, -1.0, "drift = -1.0"),
                Arguments.of("noise.drift", 0, Double.NaN, "noise.drift holds NaN"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberThatNoModelHasIsRefused(String tensor, int index, double value, String message) {
        refused(PARSED.withNumber(tensor, index, value), message);
    }

    @Test
    void theTensorsMustAllBeThere() {
        // The last one written, so that its bytes can go with it.
        byte[] file = TensorBytes.parse(PARSED.withHeader(h -> h.remove("noise.drift")))
                .withData(PARSED.dataLength() - 8);

        refused(file, "tensor noise.drift is missing, expected shape [1]");
    }

    @Test
    void thePriorIsTheOneTheCallerGives() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelFile.read(FILE, name -> Optional.empty()))
                .withMessageContaining("put its jar on the class path");
    }

    @Test
    void otherFilesAreRefused() {
        refused("time,position\n0,1\n1,2\n".getBytes(StandardCharsets.UTF_8), "not a safetensors file");
        refused(new byte[0], "has 0 bytes");
        refused(new byte[4096], "announces a header of 0 bytes");
    }

    private static void refused(byte[] file, String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> SampleModels.read(file))
                .withMessageContaining(message);
    }
}

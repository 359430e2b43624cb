package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.data.Conversion;
import dev.weft.sdk.data.RowRange;
import dev.weft.sdk.data.Sampling;
import dev.weft.twins.Fleet;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Twin;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever lines come: no run breaks off, and what is no reading moves no weight. */
class PlantRunProperties {
    private static final int READINGS = 40;

    /** One for all runs: code is generated for a prior once. */
    private static final MassSpringDamper PRIOR = new MassSpringDamper();

    private static final List<String> LINES = OscillatorReadings.of(READINGS, 5).stream()
            .map(r -> "{\"machine\": \"a\", \"time\": " + r.time() + ", \"force\": " + r.inputs()[0]
                    + ", \"position\": " + r.outputs()[0] + ", \"velocity\": " + r.outputs()[1] + "}")
            .toList();

    private static final byte[] WEIGHTS = weights(play(bytes(LINES)));

    private static byte[] bytes(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static MemoryStore play(byte[] input) {
        AssetSettings settings = new AssetSettings(
                Optional.of("mass-spring-damper"),
                Optional.empty(),
                Optional.empty(),
                SignalColumns.OWN_NAMES,
                Map.of(),
                OptionalDouble.of(0.05),
                OptionalDouble.empty());
        PlantSource source = new PlantSource(
                Optional.empty(), Optional.of("machine"), Sampling.TIME_COLUMN, Conversion.NONE, RowRange.ALL);
        Plant plant = new Plant(
                Optional.empty(),
                "test",
                Optional.empty(),
                Map.of("live", source),
                Map.of(),
                List.of(new PlantAsset(new AssetName.One("a"), settings)));
        MemoryStore store = new MemoryStore();
        AssetModel model = new AssetModel(PRIOR, Optional.empty());
        try (PlantRun run = PlantRun.open(plant, asset -> model, new ByteArrayInputStream(input))) {
            PlantEnd end = run.into(new Fleet(store), store, (twin, prior, reading, verdict) -> {}, () -> false);
            assertThat(end.failures()).isEmpty();
        }
        return store;
    }

    private static byte[] weights(MemoryStore store) {
        return Twin.reopen(store, "a").snapshot().toBytes();
    }

    /** A line of any text is no reading, since it is no JSON object that names the machine. */
    @Property(tries = 100)
    void noiseBetweenReadingsMovesNoWeight(@ForAll @Size(max = 60) List<String> noise, @ForAll long seed) {
        List<String> lines = new ArrayList<>(LINES);
        Random random = new Random(seed);
        noise.forEach(text -> lines.add(random.nextInt(lines.size() + 1), text));

        assertThat(weights(play(bytes(lines)))).isEqualTo(WEIGHTS);
    }

    /** 300 × 40 readings with bytes changed, lost and added. Some are still readings: then the gate and the guard judge. */
    @Property(tries = 300)
    void garbledReadingsBreakNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> lines = new ArrayList<>();
        int length = 0;
        for (String line : LINES) {
            byte[] garbled = garbled(line.getBytes(StandardCharsets.UTF_8), random);
            lines.add(garbled);
            length += garbled.length + 1;
        }
        byte[] input = new byte[length];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, input, at, line.length);
            at += line.length;
            input[at++] = '\n';
        }

        MemoryStore store = play(input);

        assertThat(DoubleStream.of(Twin.reopen(store, "a").snapshot().estimate().mean())
                        .allMatch(Double::isFinite))
                .isTrue();
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        store.readLinks(link -> assertThat(chain.accepts(link)).isTrue());
    }

    private static byte[] garbled(byte[] line, Random random) {
        byte[] bytes = line;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(3)) {
                case 0 -> {
                    bytes[at] = (byte) random.nextInt(256);
                    yield bytes;
                }
                case 1 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)}, at);
                default -> spliced(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(8)));
            };
            if (bytes.length == 0) {
                return new byte[] {'{'};
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, byte[] instead, int to) {
        byte[] result = new byte[from + instead.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(instead, 0, result, from, instead.length);
        System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
        return result;
    }
}

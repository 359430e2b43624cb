package dev.weft.twins.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Fleet;
import dev.weft.twins.store.MemoryStore;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetMeterTest {
    /** Written down here a second time, as dashboards and alerts of others depend on them: a name that changes must be meant. */
    private static final Map<String, Set<String>> PROMISED = Map.ofEntries(
            Map.entry("weft.readings", Set.of("prior", "finding", "outcome")),
            Map.entry("weft.defects", Set.of("prior", "defect", "action")),
            Map.entry("weft.innovation", Set.of("prior")),
            Map.entry("weft.twins", Set.of("prior")),
            Map.entry("weft.twins.alarmed", Set.of("prior")),
            Map.entry("weft.twins.refused.ratio", Set.of("prior")),
            Map.entry("weft.twins.refused.ratio.most", Set.of("prior")),
            Map.entry("weft.twins.oldest.reading.age", Set.of("prior")),
            Map.entry("weft.batch.update", Set.of()),
            Map.entry("weft.store.append", Set.of()),
            Map.entry("weft.batch.readings", Set.of()),
            Map.entry("weft.batch.failures", Set.of("cause")),
            Map.entry("weft.decisions", Set.of("decision")),
            Map.entry("weft.twin.alarmed", Set.of("prior", "twin")),
            Map.entry("weft.twin.refused.ratio", Set.of("prior", "twin")),
            Map.entry("weft.twin.reading.age", Set.of("prior", "twin")));

    @Test
    void areRegisteredUnderTheirNamesAndTags() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        FleetMetrics metrics = new FleetMetrics(1, Clock.SYSTEM);
        metrics.bindTo(registry);
        new Fleet(new MemoryStore(), metrics).twin("a", Machines.tank());

        Map<String, Set<String>> found = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            // The simple registry keeps the buckets of histograms as gauges of their own.
            if (!meter.getId().getName().endsWith(".histogram")) {
                found.put(
                        meter.getId().getName(),
                        meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet()));
                FleetMeter described = Arrays.stream(FleetMeter.values())
                        .filter(m -> m.meter().equals(meter.getId().getName()))
                        .findFirst()
                        .orElseThrow();
                assertThat(meter.getId().getDescription()).isEqualTo(described.description());
                assertThat(Objects.requireNonNullElse(meter.getId().getBaseUnit(), ""))
                        .isEqualTo(described.unit());
            }
        }
        assertThat(found).isEqualTo(PROMISED);
        for (FleetMeter meter : FleetMeter.values()) {
            assertThat(PROMISED.get(meter.meter())).as(meter.meter()).isEqualTo(Set.copyOf(meter.tags()));
        }
    }
}

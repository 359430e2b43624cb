package dev.weft.twins.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.twins.Fleet;
import dev.weft.twins.FleetListener;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Alarm;
import dev.weft.twins.guard.FailSafe;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    private FleetMetrics metrics(int mostTwins) {
        FleetMetrics metrics = new FleetMetrics(mostTwins, clock);
        metrics.bindTo(registry);
        return metrics;
    }

    private double readings(String prior, Finding finding) {
        return registry.get("weft.readings")
                .tag("prior", prior)
                .tag("finding", finding.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    /** Readings go through a real fleet, some of them faulty; the verdicts that it returned are counted a second way. */
    @Test
    void countsWhatBecameOfReadings() {
        Fleet fleet = new Fleet(new MemoryStore(), metrics(0));
        fleet.twin("a", Machines.tank());
        fleet.twin("b", Machines.tank());
        fleet.twin("c", Machines.oscillator());
        Map<Finding, Integer> tanks = new EnumMap<>(Finding.class);
        Map<Finding, Integer> oscillators = new EnumMap<>(Finding.class);
        for (int i = 0; i < 30; i++) {
            double level = i == 20 ? 9.9 : i == 25 ? Double.NaN : 5 + 0.01 * (i % 3);
            List<Fleet.Item> batch = new ArrayList<>();
            batch.add(new Fleet.Item("a", new Reading(4 * i, new double[] {1.7}, new double[] {level})));
            batch.add(new Fleet.Item("c", new Reading(0.05 * i, new double[] {0}, new double[] {0.01 * (i % 2), 0})));
            batch.add(new Fleet.Item("b", new Reading(i == 7 ? 0 : 4 * i, new double[] {1.7}, new double[] {5})));
            List<Verdict> verdicts = fleet.update(batch);
            tanks.merge(verdicts.get(0).finding(), 1, Integer::sum);
            oscillators.merge(verdicts.get(1).finding(), 1, Integer::sum);
            tanks.merge(verdicts.get(2).finding(), 1, Integer::sum);
        }

        assertThat(tanks).hasSizeGreaterThan(2);
        for (Finding finding : Finding.values()) {
            assertThat(readings("cascaded-tanks", finding)).isEqualTo((double) tanks.getOrDefault(finding, 0));
            assertThat(readings("mass-spring-damper", finding))
                    .isEqualTo((double) oscillators.getOrDefault(finding, 0));
        }
        assertThat(registry.get("weft.batch.update").timer().count()).isEqualTo(30);
        assertThat(registry.get("weft.store.append").timer().count()).isEqualTo(30);
        assertThat(registry.get("weft.batch.readings").summary().totalAmount()).isEqualTo(90);
        assertThat(gauge("weft.twins", "prior", "cascaded-tanks")).isEqualTo(2);
        double most = gauge("weft.twins.refused.ratio.most", "prior", "cascaded-tanks");
        double shares =
                fleet.twins().get(0).refusedShare() + fleet.twins().get(1).refusedShare();
        assertThat(most).isPositive();
        assertThat(gauge("weft.twins.refused.ratio", "prior", "cascaded-tanks")).isEqualTo(shares / 2, within(1e-15));
    }

    @Test
    void countsSingleUpdatesAndDefects() {
        Fleet fleet = new Fleet(new MemoryStore(), metrics(0));
        Twin twin = fleet.twin("a", Machines.tank());
        twin.update(new Reading(0, new double[] {1.7}, new double[] {5}));
        twin.update(new Reading(4, new double[] {1.7}, new double[] {Double.POSITIVE_INFINITY}));

        assertThat(readings("cascaded-tanks", Finding.GOOD)).isEqualTo(1);
        assertThat(registry.get("weft.defects")
                        .tags("prior", "cascaded-tanks", "defect", "not_finite", "action", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("weft.batch.update").timer().count()).isEqualTo(2);
    }

    @Test
    void tellsAlarmsAndDecisions() {
        Fleet fleet = new Fleet(new MemoryStore(), metrics(0));
        Policy easilyAlarmed = Policy.standard().withAlarm(new Alarm(1e-9, FailSafe.HOLD));
        Twin twin = fleet.twin("a", Machines.sureOscillator().guardedBy(easilyAlarmed));
        assertThat(gauge("weft.twins.alarmed", "prior", "mass-spring-damper")).isZero();
        Machines.stiffOscillator(40).forEach(twin::update);
        clock.add(1, TimeUnit.SECONDS);
        assertThat(twin.isAlarmed()).isTrue();
        assertThat(gauge("weft.twins.alarmed", "prior", "mass-spring-damper")).isEqualTo(1);

        twin.approve("Ada", "as it should be");
        twin.rollback(1, "Ada", "or not");
        twin.reject("Ada", "no");
        twin.govern(Policy.standard(), "Ada", "less nervous");
        twin.fork("b", "Ada", "what if");
        clock.add(1, TimeUnit.SECONDS);
        assertThat(gauge("weft.twins.alarmed", "prior", "mass-spring-damper")).isZero();
        for (String decision : List.of("approved", "rolled_back", "rejected", "governed", "forked")) {
            assertThat(registry.get("weft.decisions")
                            .tag("decision", decision)
                            .counter()
                            .count())
                    .as(decision)
                    .isEqualTo(1);
        }
        assertThat(registry.getMeters())
                .noneMatch(m -> m.getId().toString().contains("Ada")
                        || m.getId().toString().contains("what if"));
    }

    @Test
    void tellsHowLongTheMostSilentTwinHasBeenSilent() {
        clock.add(Duration.ofSeconds(1000));
        Instant now = Instant.ofEpochMilli(clock.wallTime());
        MemoryStore store = new MemoryStore();
        Fleet fleet = new Fleet(store, metrics(0));
        fleet.twin("a", Machines.tank().timedBy(Clock.fixed(now.minusSeconds(40), ZoneOffset.UTC)));
        Twin b = fleet.twin("b", Machines.tank().timedBy(Clock.fixed(now.minusSeconds(300), ZoneOffset.UTC)));
        assertThat(gauge("weft.twins.oldest.reading.age", "prior", "cascaded-tanks"))
                .isEqualTo(300);
        clock.add(10, TimeUnit.SECONDS);
        assertThat(gauge("weft.twins.oldest.reading.age", "prior", "cascaded-tanks"))
                .isEqualTo(310);

        // What counts for a twin that is opened again is its newest entry in the store.
        b.update(new Reading(0, new double[] {1.7}, new double[] {5}));
        assertThat(Twin.reopen(store, "b").heardAt()).isEqualTo(now.minusSeconds(300));
    }

    @Test
    void tellsOfBatchesThatWereNotTaken() {
        MemoryStore memory = new MemoryStore();
        boolean[] full = {false};
        TwinStore store = (TwinStore) Proxy.newProxyInstance(
                TwinStore.class.getClassLoader(), new Class<?>[] {TwinStore.class}, (proxy, method, arguments) -> {
                    if (full[0] && method.getName().equals("append")) {
                        throw new StoreException("the disk is full");
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Fleet fleet = new Fleet(store, metrics(0));
        Twin twin = fleet.twin("a", Machines.tank());
        Reading reading = new Reading(0, new double[] {1.7}, new double[] {5});
        full[0] = true;
        assertThatThrownBy(() -> fleet.update(List.of(new Fleet.Item("a", reading))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> twin.update(reading)).isInstanceOf(StoreException.class);
        full[0] = false;
        Reading wrong = new Reading(0, new double[3], new double[3]);
        assertThatThrownBy(() -> fleet.update(List.of(new Fleet.Item("a", wrong))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(registry.get("weft.batch.failures")
                        .tag("cause", "store")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("weft.batch.failures")
                        .tag("cause", "batch")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(readings("cascaded-tanks", Finding.GOOD)).isZero();
    }

    /** Registries ask their filters whenever a meter is looked up. */
    @Test
    void looksUpNoMeterForReadings() {
        AtomicInteger lookUps = new AtomicInteger();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                lookUps.incrementAndGet();
                return id;
            }
        });
        FleetMetrics metrics = metrics(0);
        Fleet fleet = new Fleet(new MemoryStore(), metrics);
        fleet.twin("a", Machines.tank());
        fleet.twin("b", Machines.oscillator());
        assertThat(lookUps).hasPositiveValue();
        lookUps.set(0);

        int each = 100;
        metrics.taken(Machines.batch(2 * each * Finding.values().length, 2, "a", "b"));

        assertThat(lookUps).hasValue(0);
        for (Finding finding : Finding.values()) {
            assertThat(readings("cascaded-tanks", finding)).isEqualTo(each);
            assertThat(readings("mass-spring-damper", finding)).isEqualTo(each);
        }
    }

    @Test
    void recordsInnovationsOfSomeReadingsAndOfAllInTurn() {
        FleetMetrics metrics = metrics(0);
        new Fleet(new MemoryStore(), metrics).twin("a", Machines.tank());
        List<Fleet.Item> items = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        int readings = 5 * FleetMeters.SAMPLES;
        for (int i = 0; i < readings; i++) {
            items.add(new Fleet.Item("a", new Reading(i, new double[] {1}, new double[] {5})));
            verdicts.add(Machines.verdict(Finding.GOOD, i));
        }
        FleetListener.Batch batch = new FleetListener.Batch(items, verdicts, Duration.ZERO, Duration.ZERO);

        metrics.taken(batch);
        assertThat(registry.get("weft.innovation").summary().count()).isEqualTo(FleetMeters.SAMPLES);
        for (int i = 1; i < 5; i++) {
            metrics.taken(batch);
        }
        assertThat(registry.get("weft.innovation").summary().count()).isEqualTo(readings);
        assertThat(registry.get("weft.innovation").summary().totalAmount())
                .isEqualTo(0.5 * readings * (readings - 1.0));
    }

    @Test
    void recordsInnovationsByTheOutputsThatWereCompared() {
        FleetMetrics metrics = metrics(0);
        new Fleet(new MemoryStore(), metrics).twin("a", Machines.oscillator());
        Reading both = new Reading(0, new double[] {1}, new double[] {1, 2});
        Reading one = new Reading(0, new double[] {1}, new double[] {1, Double.NaN});
        SignalFinding refused = new SignalFinding("position", Defect.SPIKE, Action.REFUSED, "");
        metrics.taken(new FleetListener.Batch(
                List.of(both, one, both, both, both).stream()
                        .map(r -> new Fleet.Item("a", r))
                        .toList(),
                List.of(
                        Machines.verdict(Finding.GOOD, 3),
                        Machines.verdict(Finding.LIMITED, 7),
                        Machines.verdict(Finding.GOOD, 100, refused),
                        Machines.verdict(Finding.OUTLIER, 1000),
                        Machines.verdict(Finding.GOOD, Double.NaN)),
                Duration.ZERO,
                Duration.ZERO));

        assertThat(registry.get("weft.innovation").summary().count()).isEqualTo(2);
        assertThat(registry.get("weft.innovation").summary().totalAmount()).isEqualTo(1.5 + 7);
    }

    @Test
    void namesOnlySoManyTwins() {
        Fleet fleet = new Fleet(new MemoryStore(), metrics(2));
        fleet.twin("a", Machines.tank());
        fleet.twin("b", Machines.tank());
        fleet.twin("c", Machines.tank());
        for (String name : List.of("weft.twin.alarmed", "weft.twin.refused.ratio", "weft.twin.reading.age")) {
            assertThat(registry.get(name).meters())
                    .extracting(m -> m.getId().getTag("twin"))
                    .containsExactlyInAnyOrder("a", "b");
        }
        assertThat(gauge("weft.twins", "prior", "cascaded-tanks")).isEqualTo(3);
        assertThatThrownBy(() -> FleetMetrics.byTwin(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most = 0 twins, expected 1 or more");
    }

    @Test
    void countsFromTheMomentItIsBound() {
        FleetMetrics metrics = new FleetMetrics(0, clock);
        Twin twin = new Fleet(new MemoryStore(), metrics).twin("a", Machines.tank());
        twin.update(new Reading(0, new double[] {1.7}, new double[] {5}));
        metrics.bindTo(registry);
        assertThat(gauge("weft.twins", "prior", "cascaded-tanks")).isEqualTo(1);
        assertThat(readings("cascaded-tanks", Finding.GOOD)).isZero();
        twin.update(new Reading(4, new double[] {1.7}, new double[] {5}));
        assertThat(readings("cascaded-tanks", Finding.GOOD)).isEqualTo(1);
    }

    @Test
    void hasAsManyMetersForManyTwinsAsForOne() {
        Fleet fleet = new Fleet(new MemoryStore(), metrics(0));
        fleet.twin("first", Machines.tank());
        int before = registry.getMeters().size();
        for (int i = 0; i < 20; i++) {
            fleet.twin("tank " + i, Machines.tank());
        }
        assertThat(registry.getMeters()).hasSize(before);
    }
}

package dev.weft.twins.metrics;

import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Count the readings of the twins of one prior, in plain arrays that are handed to the counters once a batch. Counting is for
 * one thread at a time; gauges may be read by any.
 */
final class PriorMeters {
    /** Bounds of the buckets of the normalised innovation squared, whose expectation is 1. */
    private static final double[] INNOVATIONS = {0.25, 0.5, 1, 2, 4, 8, 16, 32};

    /** Several gauges are read at once: one look at the twins is enough for them. */
    private static final long FRESH_MILLIS = 500;

    private static final Action[] ACTIONS = Action.values();

    private final String prior;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Twin> twins = new ConcurrentHashMap<>();
    private final Counter[] findings = new Counter[Finding.values().length];
    private final Counter[] defects = new Counter[Defect.values().length * ACTIONS.length];
    private final long[] foundNow = new long[findings.length];
    private final long[] defectsNow = new long[defects.length];
    private final DistributionSummary innovation;
    private boolean anyDefect;
    private volatile @Nullable TwinsState state;

    PriorMeters(String prior, MeterRegistry registry, Clock clock) {
        this.prior = prior;
        this.registry = registry;
        this.clock = clock;
        for (Finding finding : Finding.values()) {
            findings[finding.ordinal()] = counter(
                    FleetMeter.READINGS,
                    "finding",
                    text(finding),
                    "outcome",
                    finding.learned() ? "accepted" : "refused");
        }
        for (Defect defect : Defect.values()) {
            for (Action action : ACTIONS) {
                defects[index(defect, action)] =
                        counter(FleetMeter.DEFECTS, "defect", text(defect), "action", text(action));
            }
        }
        this.innovation = DistributionSummary.builder(FleetMeter.INNOVATION.meter())
                .description(FleetMeter.INNOVATION.description())
                .tag("prior", prior)
                .serviceLevelObjectives(INNOVATIONS)
                .register(registry);
        gauge(FleetMeter.TWINS, self -> self.twins.size());
        gauge(FleetMeter.ALARMED, self -> self.state().alarmed());
        gauge(FleetMeter.REFUSED, self -> self.state().refused());
        gauge(FleetMeter.REFUSED_MOST, self -> self.state().refusedMost());
        gauge(FleetMeter.OLDEST_READING, self -> self.state().oldestAge(clock.wallTime()));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int index(Defect defect, Action action) {
        return defect.ordinal() * ACTIONS.length + action.ordinal();
    }

    private Counter counter(FleetMeter meter, String... tags) {
        return Counter.builder(meter.meter())
                .description(meter.description())
                .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                .tag("prior", prior)
                .tags(tags)
                .register(registry);
    }

    private void gauge(FleetMeter meter, ToDoubleFunction<PriorMeters> value) {
        Gauge.builder(meter.meter(), this, value)
                .description(meter.description())
                .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                .tag("prior", prior)
                .register(registry);
    }

    /** Look after a twin; one that is opened again takes the place of what it was. */
    void join(Twin twin) {
        twins.put(twin.id(), twin);
        state = null;
    }

    /** Tell of one twin under its name. */
    void nameIt(FleetMeter meter, String id, ToDoubleFunction<Twin> value) {
        Gauge.builder(meter.meter(), twins, all -> value.applyAsDouble(all.get(id)))
                .description(meter.description())
                .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
                .tags("prior", prior, "twin", id)
                .register(registry);
    }

    /** No lock but those of the twins, one after the other: two who ask at once may both look. */
    private TwinsState state() {
        long now = clock.wallTime();
        TwinsState known = state;
        if (known == null || now - known.atMillis() >= FRESH_MILLIS) {
            known = TwinsState.of(twins.values(), now);
            state = known;
        }
        return known;
    }

    /** Count a reading. */
    void count(Verdict verdict) {
        foundNow[verdict.finding().ordinal()]++;
        if (!verdict.signals().isEmpty()) {
            for (SignalFinding signal : verdict.signals()) {
                defectsNow[index(signal.defect(), signal.action())]++;
            }
            anyDefect = true;
        }
    }

    /** Record the innovation of a reading, if all of it was compared. */
    void sample(Reading reading, Verdict verdict) {
        if (!verdict.accepted() || Double.isNaN(verdict.surprise())) {
            return;
        }
        for (SignalFinding signal : verdict.signals()) {
            if (signal.action() == Action.REFUSED) {
                return;
            }
        }
        int measured = 0;
        for (double value : reading.outputs()) {
            measured += Double.isNaN(value) ? 0 : 1;
        }
        innovation.record(verdict.surprise() / measured);
    }

    /** Hand on what was counted. */
    void flush() {
        flush(foundNow, findings);
        if (anyDefect) {
            flush(defectsNow, defects);
            anyDefect = false;
        }
    }

    private static void flush(long[] counts, Counter[] counters) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                counters[i].increment(counts[i]);
                counts[i] = 0;
            }
        }
    }
}

package dev.weft.twins.metrics;

import dev.weft.twins.Fleet;
import dev.weft.twins.FleetListener;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.store.StoreException;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hold the meters of a fleet as a whole, and those of its priors. One thread at a time. */
final class FleetMeters {
    /** How many innovations of a batch are recorded: each costs a search for its bucket and several shared counts. */
    static final int SAMPLES = 1024;

    private static final Duration[] TIMES = {
        Duration.ofMillis(1),
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10)
    };
    private static final List<Kind> DECISIONS =
            List.of(Kind.APPROVED, Kind.REJECTED, Kind.ROLLED_BACK, Kind.GOVERNED, Kind.FORKED);

    private final MeterRegistry meters;
    private final Clock clock;
    private final int mostTwins;
    private final Map<String, PriorMeters> priors = new HashMap<>();
    private final Map<String, PriorMeters> priorOfTwin = new HashMap<>();
    private final Timer update;
    private final Timer append;
    private final DistributionSummary size;
    private final Counter storeFailures;
    private final Counter otherFailures;
    private final Map<Kind, Counter> decisions = new EnumMap<>(Kind.class);
    private long batches;

    FleetMeters(MeterRegistry meters, int mostTwins, Clock clock) {
        this.meters = meters;
        this.mostTwins = mostTwins;
        this.clock = clock;
        this.update = timer(FleetMeter.BATCH_UPDATE);
        this.append = timer(FleetMeter.STORE_APPEND);
        this.size = DistributionSummary.builder(FleetMeter.BATCH_READINGS.meter())
                .description(FleetMeter.BATCH_READINGS.description())
                .baseUnit(FleetMeter.BATCH_READINGS.unit())
                .register(meters);
        this.storeFailures = counter(FleetMeter.BATCH_FAILURES, "store");
        this.otherFailures = counter(FleetMeter.BATCH_FAILURES, "batch");
        DECISIONS.forEach(kind ->
                decisions.put(kind, counter(FleetMeter.DECISIONS, kind.name().toLowerCase(Locale.ROOT))));
    }

    private Timer timer(FleetMeter meter) {
        return Timer.builder(meter.meter())
                .description(meter.description())
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    private Counter counter(FleetMeter meter, String tag) {
        return Counter.builder(meter.meter())
                .description(meter.description())
                .tag(meter.tags().get(0), tag)
                .register(meters);
    }

    void joined(Twin twin) {
        String prior = twin.model().prior().name();
        PriorMeters of = priors.computeIfAbsent(prior, name -> new PriorMeters(name, meters, clock));
        of.join(twin);
        boolean isNew = priorOfTwin.put(twin.id(), of) == null;
        if (isNew && priorOfTwin.size() <= mostTwins) {
            of.nameIt(FleetMeter.TWIN_ALARMED, twin.id(), t -> t.isAlarmed() ? 1 : 0);
            of.nameIt(FleetMeter.TWIN_REFUSED, twin.id(), Twin::refusedShare);
            of.nameIt(FleetMeter.TWIN_READING, twin.id(), t -> TwinsState.age(t, clock.wallTime()));
        }
    }

    void taken(FleetListener.Batch batch) {
        List<Fleet.Item> items = batch.items();
        List<Verdict> verdicts = batch.verdicts();
        PriorMeters all = priors.size() == 1 ? priors.values().iterator().next() : null;
        for (int i = 0; i < items.size(); i++) {
            PriorMeters of = all != null ? all : priorOfTwin.get(items.get(i).twin());
            if (of != null) {
                of.count(verdicts.get(i));
            }
        }
        // Another place to begin at each time: a stride that divides the number of twins would always meet the same
        // ones.
        int stride = (items.size() + SAMPLES - 1) / SAMPLES;
        for (int i = (int) (batches++ % Math.max(1, stride)); i < items.size(); i += stride) {
            PriorMeters of = priorOfTwin.get(items.get(i).twin());
            if (of != null) {
                of.sample(items.get(i).reading(), verdicts.get(i));
            }
        }
        priors.values().forEach(PriorMeters::flush);
        update.record(batch.stepping().plus(batch.storing()));
        append.record(batch.storing());
        size.record(items.size());
    }

    void failed(RuntimeException reason) {
        (reason instanceof StoreException ? storeFailures : otherFailures).increment();
    }

    void decided(Kind decision) {
        Counter counter = decisions.get(decision);
        if (counter != null) {
            counter.increment();
        }
    }
}

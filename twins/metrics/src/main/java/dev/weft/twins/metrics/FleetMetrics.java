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
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measure a fleet: readings by prior and finding, defects, innovations, times of batches and of the store, how the twins stand.
 *
 * <pre>{@code
 * FleetMetrics metrics = FleetMetrics.byPrior();
 * metrics.bindTo(registry);
 * Fleet fleet = new Fleet(store, metrics);
 * }</pre>
 *
 * <p>Meters are {@link FleetMeter}'s. Their number grows with the priors, not with the twins: a hundred thousand twins would
 * make hundreds of thousands of series, which no monitoring system thanks for, and the store tells of single twins anyway.
 * {@link #byTwin} adds three gauges for each twin of a small fleet.
 *
 * <p>One metrics is for one fleet. Cost: a reading adds to a number in an array, with several priors also a look into a hash table for its twin's; counters
 * and timers are touched once a batch. Of the innovations of a batch at most some {@value #SAMPLES} are recorded, evenly spread
 * over it and others each time. Reading the gauges looks at each twin, at most twice a second. Thread-safe.
 */
public final class FleetMetrics implements MeterBinder, FleetListener {
    /** How many innovations of a batch are recorded: recording one costs as much as fifty additions. */
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

    private final CompositeMeterRegistry meters;
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

    FleetMetrics(int mostTwins, Clock clock) {
        this.mostTwins = mostTwins;
        this.clock = clock;
        this.meters = new CompositeMeterRegistry(clock);
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

    /** Measure by prior only. */
    public static FleetMetrics byPrior() {
        return new FleetMetrics(0, Clock.SYSTEM);
    }

    /**
     * Measure by prior, and tell of each twin whether its alarm waits, what was refused, and how long it has been silent.
     *
     * @param most of how many twins at most, &gt;= 1; of those that come later nothing is told by name
     * @throws IllegalArgumentException if it is less
     */
    public static FleetMetrics byTwin(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most = " + most + " twins, expected 1 or more");
        }
        return new FleetMetrics(most, Clock.SYSTEM);
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

    /** Report to a registry what happens from now on, beside those that are bound already. */
    @Override
    public void bindTo(MeterRegistry registry) {
        meters.add(registry);
    }

    @Override
    public synchronized void joined(Twin twin) {
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

    @Override
    public synchronized void taken(Batch batch) {
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

    @Override
    public void failed(int readings, RuntimeException reason) {
        (reason instanceof StoreException ? storeFailures : otherFailures).increment();
    }

    @Override
    public void decided(Twin twin, Kind decision, String actor) {
        Counter counter = decisions.get(decision);
        if (counter != null) {
            counter.increment();
        }
    }
}

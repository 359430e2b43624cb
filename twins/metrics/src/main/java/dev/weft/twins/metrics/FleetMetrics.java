package dev.weft.twins.metrics;

import dev.weft.twins.FleetListener;
import dev.weft.twins.Twin;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * and timers are touched once a batch. Of the innovations of a batch at most some {@value FleetMeters#SAMPLES} are recorded, evenly spread
 * over it and others each time. Reading the gauges looks at each twin, at most twice a second. Some 100 bytes a twin. Thread-safe.
 */
public final class FleetMetrics implements MeterBinder, FleetListener {
    private final CompositeMeterRegistry registries;
    private final Clock clock;
    private final int mostTwins;
    private final List<Twin> early = new ArrayList<>();
    private @Nullable FleetMeters meters;

    FleetMetrics(int mostTwins, Clock clock) {
        this.mostTwins = mostTwins;
        this.clock = clock;
        this.registries = new CompositeMeterRegistry(clock);
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

    /** Report to a registry what happens from now on, beside those that are bound already. */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        if (meters == null) {
            meters = new FleetMeters(registries, mostTwins, clock);
            early.forEach(meters::joined);
            early.clear();
        }
    }

    @Override
    public synchronized void joined(Twin twin) {
        if (meters == null) {
            early.add(twin);
        } else {
            meters.joined(twin);
        }
    }

    @Override
    public synchronized void taken(Batch batch) {
        if (meters != null) {
            meters.taken(batch);
        }
    }

    @Override
    public synchronized void failed(int readings, RuntimeException reason) {
        if (meters != null) {
            meters.failed(reason);
        }
    }

    @Override
    public synchronized void decided(Twin twin, Kind decision, String actor) {
        if (meters != null) {
            meters.decided(decision);
        }
    }
}

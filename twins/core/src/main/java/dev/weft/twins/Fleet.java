package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Run the twins of one store together: batches of readings, twins that are alike in lanes of compiled kernels, one write to
 * the store a batch.
 *
 * <p>Readings of one twin are taken in their order. Thread-safe by one lock, which its twins take, too.
 */
public final class Fleet implements AutoCloseable {
    private final TwinStore store;
    private final Map<String, Twin> twins = new LinkedHashMap<>();
    private final Map<Kind, LaneSet> sets = new LinkedHashMap<>();
    private final LanePool pool;
    private final Object lock = new Object();

    /** What twins must have in common to share kernels. */
    private record Kind(String prior, int weights, int inputs, int outputs, Optional<FilterModel> filter) {
        static Kind of(PhysicsModel model) {
            return new Kind(
                    model.prior().name(),
                    model.layout().size(),
                    model.prior().inputs().size(),
                    model.prior().outputs().size(),
                    LaneModels.of(model));
        }
    }

    /** Pair a reading with the twin it is for. */
    public record Item(String twin, Reading reading) {}

    /** Run the twins of {@code store} with a thread a processor; those that it holds already are opened where they were left. */
    public Fleet(TwinStore store) {
        this(store, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Run the twins of {@code store}; those that it holds already are opened where they were left.
     *
     * @param threads that move twins, the caller's included, at least 1
     * @throws IllegalArgumentException if there is none
     */
    public Fleet(TwinStore store, int threads) {
        this.store = store;
        this.pool = new LanePool(threads);
        for (String id : store.ids()) {
            TwinRecord record = store.find(id)
                    .orElseThrow(() -> new StoreException("twin " + id + " has no record in the store: damaged"));
            LedgerEntry latest = store.latest(id)
                    .orElseThrow(() -> new StoreException("twin " + id + " has no ledger entry: damaged"));
            twins.put(id, new Twin(store, record, latest, Clock.systemUTC(), set(record.model())));
        }
    }

    private LaneSet set(PhysicsModel model) {
        return sets.computeIfAbsent(Kind.of(model), kind -> LaneSet.of(model, pool, lock));
    }

    /**
     * Return the twin of this id, made by {@code builder} if the store has none. One that is there goes on with what it
     * knows; the builder's model is not used then.
     *
     * @throws StoreException if the twin that is there is of another prior than the builder's
     */
    public Twin twin(String id, TwinBuilder builder) {
        Twin twin = twins.get(id);
        if (twin == null) {
            LaneSet set = set(builder.model());
            synchronized (lock) {
                twin = builder.openIn(store, id, set);
            }
            twins.put(id, twin);
        }
        String found = twin.model().prior().name();
        String expected = builder.model().prior().name();
        if (!found.equals(expected)) {
            throw new StoreException("twin " + id + " is of prior " + found + ", expected " + expected
                    + "; name the twin otherwise, or take another store");
        }
        return twin;
    }

    /** Return all twins in the order of creation. */
    public List<Twin> twins() {
        return List.copyOf(twins.values());
    }

    /**
     * Take a batch of readings, all or none.
     *
     * <p>The ledger has them in rounds: the first reading of each twin, then the second of those that have one, and so on.
     *
     * @return verdicts, in the order of the batch, after the store has kept all entries
     * @throws IllegalArgumentException if a twin is unknown, or a reading has the wrong size
     * @throws StoreException if the store could not keep the entries; the twins are as before
     */
    public List<Verdict> update(List<Item> batch) {
        List<Twin> chosen = new ArrayList<>(batch.size());
        for (Item item : batch) {
            Twin twin = twins.get(item.twin());
            if (twin == null) {
                throw new IllegalArgumentException("there is no twin " + item.twin() + " in the fleet");
            }
            twin.requireSizes(item.reading());
            chosen.add(twin);
        }
        synchronized (lock) {
            return new FleetUpdate(store, chosen, batch).run();
        }
    }

    /** Stop the threads. The store stays the caller's to close. */
    @Override
    public void close() {
        pool.close();
    }
}

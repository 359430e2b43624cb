package dev.weft.twins;

import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Run the twins of one store together: batches of readings, twins in parallel, one write to the store a batch.
 *
 * <p>Readings of one twin are taken in their order; the ledger's order is that of the batch, whatever the threads do.
 * One thread calls a fleet at a time.
 */
public final class Fleet {
    private final TwinStore store;
    private final FleetListener listener;
    private final Map<String, Twin> twins = new LinkedHashMap<>();

    /** Pair a reading with the twin it is for. */
    public record Item(String twin, Reading reading) {}

    /** Run the twins of {@code store}; those that it holds already are opened where they were left. */
    public Fleet(TwinStore store) {
        this(store, FleetListener.NONE);
    }

    /** Run the twins of {@code store}, and tell {@code listener} of all that happens to them. */
    public Fleet(TwinStore store, FleetListener listener) {
        this.store = store;
        this.listener = listener;
        store.ids().forEach(id -> twins.put(id, Twin.reopen(store, id).toldTo(listener)));
    }

    /**
     * Return the twin of this id, made by {@code builder} if the store has none. One that is there goes on with what it
     * knows; the builder's model is not used then.
     *
     * @throws StoreException if the twin that is there is of another prior than the builder's
     */
    public Twin twin(String id, TwinBuilder builder) {
        Twin twin = twins.computeIfAbsent(
                id, missing -> builder.openIn(store, missing).toldTo(listener));
        String found = twin.model().prior().name();
        if (!found.equals(builder.prior().name())) {
            throw new StoreException("twin " + id + " is of prior " + found + ", expected "
                    + builder.prior().name() + "; name the twin otherwise, or take another store");
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
     * @return verdicts, in the order of the batch, after the store has kept all entries
     * @throws IllegalArgumentException if a twin is unknown, or a reading has the wrong size
     * @throws StoreException if the store could not keep the entries; the twins are as before
     */
    public List<Verdict> update(List<Item> batch) {
        long began = System.nanoTime();
        long stepped;
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            String id = batch.get(i).twin();
            if (!twins.containsKey(id)) {
                throw new IllegalArgumentException("there is no twin " + id + " in the fleet");
            }
            places.computeIfAbsent(id, first -> new ArrayList<>()).add(i);
        }
        Map<Twin, Twin.Mark> before = new LinkedHashMap<>();
        places.keySet().forEach(id -> {
            Twin twin = twins.get(id);
            if (twin != null) {
                before.put(twin, twin.mark());
            }
        });
        Twin.Pending[] pending = new Twin.Pending[batch.size()];
        try {
            // A failure is a value here: thrown, it would come out while other threads still step their twins.
            List<RuntimeException> failures = before.keySet().parallelStream()
                    .map(twin -> advance(twin, places.getOrDefault(twin.id(), List.of()), batch, pending))
                    .flatMap(Optional::stream)
                    .toList();
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            stepped = System.nanoTime();
            store.append(Arrays.stream(pending).map(Twin.Pending::draft).toList());
        } catch (RuntimeException e) {
            before.forEach(Twin::goBack);
            listener.failed(batch.size(), e);
            throw e;
        }
        Duration storing = Duration.ofNanos(System.nanoTime() - stepped);
        List<Verdict> verdicts =
                Arrays.stream(pending).map(Twin.Pending::verdict).toList();
        listener.taken(new FleetListener.Batch(batch, verdicts, Duration.ofNanos(stepped - began), storing));
        return verdicts;
    }

    private static Optional<RuntimeException> advance(
            Twin twin, List<Integer> places, List<Item> batch, Twin.Pending[] pending) {
        try {
            for (int i : places) {
                pending[i] = twin.advance(batch.get(i).reading());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}

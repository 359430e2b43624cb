package dev.weft.twins;

import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Run the twins of one store together: batches of readings, twins in parallel, one write to the store a batch.
 *
 * <p>Readings of one twin are taken in their order; the ledger's order is that of the batch, whatever the threads do.
 * One thread calls a fleet at a time.
 */
public final class Fleet {
    private final TwinStore store;
    private final Map<String, Twin> twins = new LinkedHashMap<>();

    /** Pair a reading with the twin it is for. */
    public record Item(String twin, Reading reading) {}

    /** Run the twins of {@code store}; those that it holds already are opened where they were left. */
    public Fleet(TwinStore store) {
        this.store = store;
        store.ids().forEach(id -> twins.put(id, Twin.reopen(store, id)));
    }

    /** Return the twin of this id, made by {@code builder} if the store has none. */
    public Twin twin(String id, TwinBuilder builder) {
        return twins.computeIfAbsent(id, missing -> builder.openIn(store, missing));
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
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            String id = batch.get(i).twin();
            if (!twins.containsKey(id)) {
                throw new IllegalArgumentException("there is no twin " + id + " in the fleet");
            }
            places.computeIfAbsent(id, first -> new ArrayList<>()).add(i);
        }
        Map<Twin, TwinSnapshot> before = new HashMap<>();
        Map<Twin, Long> versions = new HashMap<>();
        for (String id : places.keySet()) {
            Twin twin = twins.get(id);
            if (twin != null) {
                before.put(twin, twin.snapshot());
                versions.put(twin, twin.version());
            }
        }
        Twin.Pending[] pending = new Twin.Pending[batch.size()];
        try {
            before.keySet().parallelStream()
                    .forEach(twin -> places.getOrDefault(twin.id(), List.of())
                            .forEach(i -> pending[i] = twin.advance(batch.get(i).reading())));
            List<LedgerDraft> drafts = new ArrayList<>();
            for (Twin.Pending step : pending) {
                drafts.add(step.draft());
            }
            store.append(drafts);
        } catch (RuntimeException e) {
            before.forEach((twin, snapshot) -> twin.abandon(snapshot, versions.getOrDefault(twin, 0L)));
            throw e;
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Twin.Pending step : pending) {
            verdicts.add(step.verdict());
        }
        return verdicts;
    }
}

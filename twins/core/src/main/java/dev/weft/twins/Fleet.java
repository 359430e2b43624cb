package dev.weft.twins;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.StepDraft;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinStore;
import java.time.Clock;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Run the twins of one store together: batches of readings, twins that are alike in lanes of compiled kernels, one write to
 * the store a batch.
 *
 * <p>Readings of one twin are taken in their order. Thread-safe by one lock, which its twins take, too.
 */
public final class Fleet implements AutoCloseable {
    private final TwinStore store;
    private final FleetListener listener;
    private final Map<String, Twin> twins = Collections.synchronizedMap(new LinkedHashMap<>());
    private final LanePool pool;
    private final Object lock = new Object();
    private final FleetSets sets;
    /** Whether anything was written through this fleet: one that is only looked at may be of a store for reading. */
    private boolean hasWritten;

    private boolean closed;

    /** Pair a reading with the twin it is for. */
    public record Item(String twin, Reading reading) {}

    /** Run the twins of {@code store} with a thread a processor; those that it holds already are opened where they were left. */
    public Fleet(TwinStore store) {
        this(store, FleetListener.NONE);
    }

    /** Run the twins of {@code store} with a thread a processor, and tell {@code listener} of all that happens to them. */
    public Fleet(TwinStore store, FleetListener listener) {
        this(store, Runtime.getRuntime().availableProcessors(), listener);
    }

    /**
     * Run the twins of {@code store}, and tell {@code listener} of all that happens to them.
     *
     * @param threads that move twins, the caller's included, at least 1
     * @throws IllegalArgumentException if there is none
     * @throws StoreException if the store is damaged or cannot be used
     */
    public Fleet(TwinStore store, int threads, FleetListener listener) {
        this(store, threads, LaneJournal.USUAL_LEAST, listener);
    }

    /** Run twins that are written down in columns if so many move together. */
    Fleet(TwinStore store, int threads, int least, FleetListener listener) {
        this.store = store;
        this.listener = listener;
        this.pool = new LanePool(threads);
        this.sets = new FleetSets(least, pool, lock);
        try {
            synchronized (lock) {
                new FleetOpening(store, sets).open().forEach(this::join);
            }
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private void join(Twin twin) {
        twins.put(twin.id(), twin.toldTo(listener));
    }

    /**
     * Return the twin of this id, made by {@code builder} if the store has none. One that is there goes on with what it
     * knows; the builder's model is not used then.
     *
     * @throws StoreException if the twin that is there is of another prior than the builder's
     */
    public Twin twin(String id, TwinBuilder builder) {
        return twins(List.of(id), builder).get(0);
    }

    /** Return the twin of this id, if the fleet has it. */
    public Optional<Twin> find(String id) {
        return Optional.ofNullable(twins.get(id));
    }

    /**
     * Return the twins of these ids; those that the store does not have are made by {@code builder}, all or none.
     *
     * @throws StoreException if a twin that is there is of another prior than the builder's
     */
    public List<Twin> twins(List<String> ids, TwinBuilder builder) {
        synchronized (lock) {
            List<String> missing =
                    ids.stream().distinct().filter(id -> !twins.containsKey(id)).toList();
            if (!missing.isEmpty()) {
                builder.openIn(store, missing, sets::next).forEach(this::join);
                hasWritten = true;
            }
        }
        List<Twin> found = new ArrayList<>();
        for (String id : ids) {
            found.add(require(known(id), builder.model()));
        }
        return found;
    }

    private static Twin require(Twin twin, PhysicsModel model) {
        String found = twin.model().prior().name();
        String expected = model.prior().name();
        if (!found.equals(expected)) {
            throw new StoreException("twin " + twin.id() + " is of prior " + found + ", expected " + expected
                    + "; name the twin otherwise, or take another store");
        }
        return twin;
    }

    private Twin known(String id) {
        Twin twin = twins.get(id);
        if (twin == null) {
            throw new IllegalArgumentException("there is no twin " + id + " in the fleet");
        }
        return twin;
    }

    /** Return all twins in the order of creation. */
    public List<Twin> twins() {
        synchronized (twins) {
            return List.copyOf(twins.values());
        }
    }

    /**
     * Take a batch of readings, all or none.
     *
     * <p>The ledger has them in rounds: the first reading of each twin, then the second of those that have one, and so on; in
     * each round those of twins that step together, of whose readings there is nothing to say, then the others.
     *
     * @return verdicts, in the order of the batch, after the store has kept all entries
     * @throws IllegalArgumentException if a twin is unknown, or a reading has the wrong size
     * @throws StoreException if the store could not keep the entries; the twins are as before
     */
    public List<Verdict> update(List<Item> batch) {
        long began = System.nanoTime();
        List<Twin> chosen = new ArrayList<>(batch.size());
        for (Item item : batch) {
            chosen.add(known(item.twin()));
        }
        FleetUpdate update = new FleetUpdate(store, chosen, batch);
        List<Verdict> verdicts;
        try {
            for (int i = 0; i < batch.size(); i++) {
                chosen.get(i).requireSizes(batch.get(i).reading());
            }
            synchronized (lock) {
                verdicts = update.run();
                hasWritten = true;
            }
        } catch (RuntimeException e) {
            listener.failed(batch.size(), e);
            throw e;
        }
        listener.taken(FleetListener.Batch.of(batch, verdicts, began, update.stepped(), System.nanoTime()));
        return verdicts;
    }

    /**
     * Make columns for a reading each of some twins, to be filled and updated again and again.
     *
     * @param chosen twins of this fleet, each once, whose models are alike
     * @throws IllegalArgumentException if there is none, one is not of this fleet or twice there, or they cannot step together
     */
    public FleetReadings readings(List<Twin> chosen) {
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("columns for no twin, expected one at least");
        }
        LaneSet set = chosen.get(0).home();
        Set<Twin> seen = new HashSet<>();
        for (Twin twin : chosen) {
            if (twins.get(twin.id()) != twin || !seen.add(twin)) {
                throw new IllegalArgumentException("twin " + twin.id() + " is "
                        + (seen.contains(twin) ? "there twice" : "not of this fleet") + ", expected each once");
            }
            if (twin.home() != set) {
                throw new IllegalArgumentException("twins " + chosen.get(0).id() + " and " + twin.id()
                        + " cannot step together: their priors or steps differ; make columns for each kind");
            }
        }
        PhysicsPrior prior = chosen.get(0).model().prior();
        return new FleetReadings(chosen, prior.inputs().size(), prior.outputs().size());
    }

    /**
     * Take a reading of each of many twins, all or none: the fast way in.
     *
     * @param readings columns of {@link #readings} of this fleet. Not modified
     * @return what became of them, after the store has kept all entries
     * @throws IllegalArgumentException if the columns are another fleet's
     * @throws StoreException if the store could not keep the entries; the twins are as before
     */
    public FleetVerdicts update(FleetReadings readings) {
        long began = System.nanoTime();
        RoundInput input = readings.input();
        LaneSet set = known(input.twin(0).id()).home();
        if (input.twin(0).home() != set) {
            throw new IllegalArgumentException("columns for twin "
                    + input.twin(0).id() + " are another fleet's, expected some of readings of this one");
        }
        long stepped;
        FleetVerdicts verdicts;
        try {
            synchronized (lock) {
                Round round = new Round(set, input);
                LaneJournal journal = set.journal();
                LaneJournal.Mark mark = journal == null ? null : journal.mark();
                try {
                    round.run();
                    verdicts = round.verdicts();
                    List<Draft> drafts = round.drafts();
                    stepped = System.nanoTime();
                    store.append(drafts);
                    hasWritten = true;
                    round.take();
                } catch (RuntimeException e) {
                    if (journal != null && mark != null) {
                        journal.goBack(mark);
                    }
                    throw e;
                }
            }
        } catch (RuntimeException e) {
            listener.failed(input.size(), e);
            throw e;
        }
        tell(input, verdicts, began, stepped);
        return verdicts;
    }

    private void tell(RoundInput input, FleetVerdicts verdicts, long began, long stepped) {
        long kept = System.nanoTime();
        if (listener == FleetListener.NONE) {
            return;
        }
        int[] present = verdicts.present();
        listener.taken(FleetListener.Batch.of(
                view(present, i -> new Item(input.twin(i).id(), input.reading(i))),
                view(present, verdicts::verdict),
                began,
                stepped,
                kept));
    }

    /** A list whose elements are made when they are asked for. */
    private static <T> List<T> view(int[] places, IntFunction<T> element) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return element.apply(places[index]);
            }

            @Override
            public int size() {
                return places.length;
            }
        };
    }

    /**
     * Write down how twins stand that moved together since that was written down last, and stop the threads. So they are
     * opened at once, without taking readings again, also by a release of Weft whose kernels round otherwise. Closing again, or
     * closing a fleet through which nothing was written, writes nothing. The store stays the caller's to close, afterwards.
     *
     * <p>Cost: some 600 bytes in the store for each twin of a block of 128 of which one has moved.
     *
     * @throws StoreException if the store could not keep that; the threads have ended, and readings that were acknowledged are
     *     kept all the same
     */
    @Override
    public void close() {
        try {
            synchronized (lock) {
                if (!closed) {
                    closed = true;
                    List<StepDraft> standing = hasWritten ? sets.closing(now()) : List.of();
                    if (!standing.isEmpty()) {
                        store.append(standing);
                    }
                }
            }
        } finally {
            pool.close();
        }
    }

    private Instant now() {
        return twins().stream()
                .findFirst()
                .map(Twin::clock)
                .orElseGet(Clock::systemUTC)
                .instant();
    }
}

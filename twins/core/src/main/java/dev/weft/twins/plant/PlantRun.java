package dev.weft.twins.plant;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.data.Rows;
import dev.weft.twins.Fleet;
import dev.weft.twins.Twin;
import dev.weft.twins.Verdict;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.TwinStore;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Play the sources of a plant into its twins, row by row as if they arrived now, in bounded memory.
 *
 * <p>Sources are merged in the order of event time, each in its own order. Readings are fed in batches: so many, or, while a
 * live source is open, what came within a quarter of a second. Before a batch its stray lines are kept; a batch is kept whole
 * or not at all, and a run that is repeated after a stop or a crash applies nothing twice, for twins refuse what is not newer
 * than what they know. Not thread-safe.
 */
public final class PlantRun implements AutoCloseable {
    /** Large enough that the store's commit does not count, small enough that a crash loses little work. */
    private static final int BATCH = 2000;

    private static final long FLUSH_MILLIS = 250;

    private final ArrivalMerge merge = new ArrivalMerge();
    private final List<AssetBook> books = new ArrayList<>();

    /** Twins that were asked for in this run. */
    private final Map<String, BoundAsset> begun = new HashMap<>();

    private final List<Arrival.Item> readings = new ArrayList<>();
    private final List<StrayLine> strays = new ArrayList<>();
    private long rows;
    private long given;
    private long strayRows;
    private long cells;
    private long firstAt;

    private PlantRun() {}

    /**
     * Open a plant's sources, and check all that can be checked before a row is played.
     *
     * @param models finds the model of an asset
     * @param input standard input; not closed
     * @throws DataException if a source cannot be read, a column is missing, or an asset does not fit its prior or policy
     */
    public static PlantRun open(Plant plant, Function<PlantAsset, AssetModel> models, InputStream input) {
        PlantRun run = new PlantRun();
        try {
            plant.sources().forEach((name, source) -> run.add(plant, name, source, models, input));
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private void add(
            Plant plant, String name, PlantSource source, Function<PlantAsset, AssetModel> models, InputStream input) {
        RowSource opened = at(
                plant.placeOf(name),
                () -> source.file().map(Rows::open).orElseGet(() -> Rows.jsonLines("standard input", input)));
        boolean handedOn = false;
        try {
            at(plant.placeOf(name), () -> {
                SourceReader.requireColumns(source, opened);
                return opened;
            });
            List<BoundAsset> assets = plant.assets().stream()
                    .filter(asset -> plant.sourceOf(asset).equals(name))
                    .map(asset -> BoundAsset.of(plant, asset, model(plant, asset, models), opened))
                    .toList();
            AssetBook seen = new AssetBook(assets);
            SourceLook.at(source, new SourceReader(name, source, seen, Clock.systemUTC()), seen);
            AssetBook book = new AssetBook(assets);
            books.add(book);
            merge.add(opened, new SourceReader(name, source, book, Clock.systemUTC()), source);
            handedOn = true;
        } finally {
            if (!handedOn && !source.isLive()) {
                opened.close();
            }
        }
    }

    private static AssetModel model(Plant plant, PlantAsset asset, Function<PlantAsset, AssetModel> models) {
        return at(plant.placeOf(asset), () -> models.apply(asset));
    }

    /** What is wrong with something that a plant names is told with the place where it does. */
    private static <T> T at(String place, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataException e) {
            throw new DataException(place + e.getMessage(), e);
        }
    }

    /**
     * Check the twins that a store holds already.
     *
     * @throws StoreException if one is of another prior than the plant says
     */
    public void check(TwinStore store) {
        for (String id : store.ids()) {
            List<BoundAsset> meant = meant(id);
            if (!meant.isEmpty()) {
                requirePrior(id, store.find(id).orElseThrow().model().prior().name(), meant);
            }
        }
    }

    /** What a twin's id means in this plant: the asset of that id, else what its patterns match. */
    private List<BoundAsset> meant(String id) {
        List<BoundAsset> listed =
                books.stream().flatMap(book -> book.listed(id).stream()).toList();
        return listed.isEmpty()
                ? books.stream().flatMap(book -> book.meant(id).stream()).toList()
                : listed;
    }

    private static void requirePrior(String id, String found, List<BoundAsset> meant) {
        List<String> expected =
                meant.stream().map(asset -> asset.prior().name()).distinct().toList();
        if (!expected.contains(found)) {
            throw new StoreException("twin " + id + " is of prior " + found + ", expected "
                    + String.join(" or ", expected) + "; name the twin otherwise, or take another store");
        }
    }

    /**
     * Play all sources to their ends.
     *
     * @param store the fleet's store, which keeps stray lines
     * @param stop asked after each row; the batch at hand is still fed
     * @throws StoreException if a twin that is there is of another prior, or the store cannot keep a batch, of which then
     *     nothing is kept
     */
    public PlantEnd into(Fleet fleet, TwinStore store, PlantListener listener, BooleanSupplier stop) {
        List<String> otherPolicy = takeUp(fleet);
        boolean stopped = stop.getAsBoolean();
        while (!stopped) {
            Optional<Arrival> arrival = merge.next();
            if (arrival.isPresent()) {
                take(arrival.get());
            } else if (merge.isAtEnd()) {
                break;
            } else {
                // Nothing is there now: what came goes to the twins before it is waited for more.
                flush(fleet, store, listener);
                merge.await(FLUSH_MILLIS);
            }
            if (isDue()) {
                flush(fleet, store, listener);
            }
            stopped = stop.getAsBoolean();
        }
        flush(fleet, store, listener);
        return new PlantEnd(rows, given, strayRows, cells, stopped, otherPolicy, merge.failures());
    }

    /** Begin the twins of listed assets, and check those that are there. */
    private List<String> takeUp(Fleet fleet) {
        List<String> otherPolicy = new ArrayList<>();
        for (Twin twin : fleet.twins()) {
            List<BoundAsset> meant = meant(twin.id());
            if (!meant.isEmpty()) {
                String prior = twin.model().prior().name();
                requirePrior(twin.id(), prior, meant);
                takeUp(twin.id(), prior);
                if (meant.stream().noneMatch(asset -> asset.policy().equals(twin.policy()))) {
                    otherPolicy.add(twin.id());
                }
            }
        }
        for (AssetBook book : books) {
            for (BoundAsset asset : book.all()) {
                if (asset.name() instanceof AssetName.One) {
                    if (isFresh(asset.name().text(), asset)) {
                        fleet.twin(asset.name().text(), asset.begin());
                    }
                }
            }
        }
        return otherPolicy;
    }

    /** A twin counts where it can have come from: another source may have a pattern that fits its name, but not its prior. */
    private void takeUp(String id, String prior) {
        for (AssetBook book : books) {
            if (book.meant(id)
                    .filter(asset -> asset.prior().name().equals(prior))
                    .isPresent()) {
                book.takeUp(id);
            }
        }
    }

    /** Begin the twins that readings are for, those of an asset in one transaction. */
    private void begin(Fleet fleet, List<Arrival.Item> items) {
        Map<BoundAsset, List<String>> fresh = new LinkedHashMap<>();
        for (Arrival.Item item : items) {
            if (isFresh(item.twin(), item.asset())) {
                fresh.computeIfAbsent(item.asset(), asset -> new ArrayList<>()).add(item.twin());
            }
        }
        fresh.forEach((asset, ids) -> fleet.twins(ids, asset.begin()));
    }

    /** A twin may hear of several sources, but is of one prior. */
    private boolean isFresh(String id, BoundAsset asset) {
        BoundAsset before = begun.putIfAbsent(id, asset);
        return before == null || !before.prior().name().equals(asset.prior().name());
    }

    private void take(Arrival arrival) {
        if (readings.isEmpty() && strays.isEmpty()) {
            firstAt = System.nanoTime();
        }
        rows++;
        boolean stray = arrival.readings().isEmpty();
        strayRows += stray ? 1 : 0;
        cells += stray ? 0 : arrival.strays().size();
        readings.addAll(arrival.readings());
        strays.addAll(arrival.strays());
    }

    private boolean isDue() {
        int waiting = Math.max(readings.size(), strays.size());
        return waiting >= BATCH
                || waiting > 0 && merge.isLive() && System.nanoTime() - firstAt >= FLUSH_MILLIS * 1_000_000;
    }

    private void flush(Fleet fleet, TwinStore store, PlantListener listener) {
        if (readings.isEmpty() && strays.isEmpty()) {
            return;
        }
        if (!strays.isEmpty()) {
            store.keepStrays(strays);
            strays.clear();
        }
        begin(fleet, readings);
        List<Verdict> verdicts = fleet.update(readings.stream()
                .map(item -> new Fleet.Item(item.twin(), item.reading()))
                .toList());
        for (int i = 0; i < verdicts.size(); i++) {
            Arrival.Item item = readings.get(i);
            listener.heard(item.twin(), item.asset().prior().name(), item.reading(), verdicts.get(i));
        }
        given += readings.size();
        readings.clear();
        listener.batchDone(rows, merge.share());
    }

    @Override
    public void close() {
        merge.close();
    }
}

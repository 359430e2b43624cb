package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.model.ModelFile;
import dev.weft.sdk.model.ModelFormatException;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keep twins in an embedded SQLite database, {@code weft.db} in a folder of its own.
 *
 * <p>What {@link #append} returned is on the disk: it survives a crash of the process and a power cut. One store writes
 * to a folder at a time; any number may read beside it. The folder should be on a local disk, as SQLite's log does not
 * work over a network. Thread-safe by one lock; readers of entries are called outside of it.
 *
 * <p>Source: SQLite, "Write-Ahead Logging", https://www.sqlite.org/wal.html.
 */
public final class JdbcStore implements TwinStore {
    /** How many entries are read under the lock at a time. */
    private static final int PAGE = 1_000;

    private final SqliteDatabase database;
    private final Function<String, Optional<PhysicsPrior>> priors;
    private final Map<String, Place> places = new HashMap<>();
    private @Nullable LedgerChain chain;
    private boolean closed;

    /** Where the next entry of a twin goes. */
    private record Place(long twin, long version) {}

    JdbcStore(SqliteDatabase database, Function<String, Optional<PhysicsPrior>> priors) {
        this.database = database;
        this.priors = priors;
    }

    /**
     * Open the store in a folder for writing, or make one there. Its models are of the priors on the class path.
     *
     * @throws StoreException if another store writes to it, or the folder or the database cannot be used
     */
    public static JdbcStore openIn(Path folder) {
        return openIn(folder, catalogue());
    }

    /**
     * Open the store in a folder for writing, or make one there.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if another store writes to it, or the folder or the database cannot be used
     */
    public static JdbcStore openIn(Path folder, Function<String, Optional<PhysicsPrior>> priors) {
        return new JdbcStore(SqliteDatabase.forWriting(folder), priors);
    }

    /**
     * Open the store in a folder for writing, if there is one.
     *
     * @throws StoreException if there is none, another store writes to it, or it cannot be used
     */
    public static JdbcStore openExisting(Path folder) {
        return openExisting(folder, catalogue());
    }

    /**
     * Open the store in a folder for writing, if there is one.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if there is none, another store writes to it, or it cannot be used
     */
    public static JdbcStore openExisting(Path folder, Function<String, Optional<PhysicsPrior>> priors) {
        requireStore(folder);
        return openIn(folder, priors);
    }

    /**
     * Open the store in a folder for reading; another process may be writing to it.
     *
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore readOnly(Path folder) {
        return readOnly(folder, catalogue());
    }

    /**
     * Open the store in a folder for reading; another process may be writing to it.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore readOnly(Path folder, Function<String, Optional<PhysicsPrior>> priors) {
        requireStore(folder);
        return new JdbcStore(SqliteDatabase.forReading(folder), priors);
    }

    /** Tell whether there is a store in a folder. */
    public static boolean existsIn(Path folder) {
        return SqliteDatabase.exists(folder);
    }

    private static void requireStore(Path folder) {
        if (!SqliteDatabase.exists(folder)) {
            throw new StoreException("there is no store in " + folder + "; make one with weft run --store " + folder);
        }
    }

    /** Load the priors when the first one is asked for: not every command reads models. */
    private static Function<String, Optional<PhysicsPrior>> catalogue() {
        return new Function<>() {
            private @Nullable PriorCatalogue loaded;

            @Override
            public Optional<PhysicsPrior> apply(String name) {
                PriorCatalogue catalogue = loaded;
                if (catalogue == null) {
                    catalogue = PriorCatalogue.load();
                    loaded = catalogue;
                }
                return catalogue.find(name);
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if a twin of this id exists, or its prior could not be found again when it is reopened
     */
    @Override
    public synchronized LedgerEntry create(TwinRecord twin, LedgerDraft first) {
        String prior = twin.model().prior().name();
        String declared = ResidualPrior.declared(twin.model().prior()).name();
        if (priors.apply(declared).isEmpty()) {
            throw new StoreException("twin " + twin.id() + " is of prior " + declared
                    + ", which could not be found again when the store is reopened; name it in META-INF/services/"
                    + PhysicsPrior.class.getName());
        }
        if (!first.twin().equals(twin.id())) {
            throw new StoreException("first entry of twin " + twin.id() + " names twin " + first.twin());
        }
        return write(connection -> {
            if (place(connection, twin.id()).isPresent()) {
                throw new StoreException("twin " + twin.id() + " exists already, expected a new id");
            }
            insert(connection, twin);
            return insert(connection, List.of(first)).get(0);
        });
    }

    @Override
    public synchronized Optional<TwinRecord> find(String id) {
        return read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT model, policy FROM twin WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(twin(id, row.getBytes(1), row.getString(2))) : Optional.empty();
                }
            }
        });
    }

    private TwinRecord twin(String id, byte[] model, String policy) {
        try {
            return new TwinRecord(id, ModelFile.read(model, priors), PolicyJson.read(policy));
        } catch (ModelFormatException e) {
            throw new StoreException(
                    "store " + database.folder() + ": the model of twin " + id + " " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw StoreException.damaged(
                    "store " + database.folder() + ": twin " + id + " is damaged: " + e.getMessage()
                            + "; restore the store from a copy",
                    e);
        }
    }

    @Override
    public synchronized Optional<TwinOrigin> origin(String id) {
        return read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT prior, model, policy FROM twin WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(origin(id, row)) : Optional.empty();
                }
            }
        });
    }

    private TwinOrigin origin(String id, ResultSet row) throws SQLException {
        String prior = row.getString(1);
        byte[] model = row.getBytes(2);
        String policy = row.getString(3);
        if (prior == null || model == null || policy == null) {
            throw StoreException.damaged("store " + database.folder() + ": twin " + id
                    + " is damaged: a part of it is missing" + "; restore the store from a copy");
        }
        return new TwinOrigin(prior, model, policy);
    }

    @Override
    public synchronized List<String> ids() {
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT id FROM twin ORDER BY number");
                    ResultSet rows = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return List.copyOf(ids);
            }
        });
    }

    @Override
    public synchronized List<LedgerEntry> append(List<LedgerDraft> drafts) {
        return write(connection -> insert(connection, drafts));
    }

    @Override
    public synchronized Optional<LedgerEntry> latest(String id) {
        return read(connection -> one(connection, " WHERE t.id = ? ORDER BY e.version DESC LIMIT 1", id));
    }

    @Override
    public synchronized Optional<LedgerEntry> entry(String id, long version) {
        return read(connection -> one(connection, " WHERE t.id = ? AND e.version = ?", id, version));
    }

    @Override
    public void readEntries(String id, Consumer<LedgerEntry> reader) {
        long last = latest(id).map(LedgerEntry::version).orElse(-1L);
        forEachPage(
                last,
                LedgerEntry::version,
                from -> page(" WHERE t.id = ? AND e.version > ? AND e.version <= ? ORDER BY e.version", id, from, last),
                reader);
    }

    @Override
    public void readAllEntries(Consumer<LedgerEntry> reader) {
        long last = lastSequence();
        forEachPage(
                last,
                LedgerEntry::sequence,
                from -> page(" WHERE e.sequence > ? AND e.sequence <= ? ORDER BY e.sequence", from, last),
                reader);
    }

    /**
     * Hand out entries page by page, up to a last one: a long export neither keeps writers waiting nor the log from
     * being moved into the database.
     */
    private static void forEachPage(
            long last,
            Function<LedgerEntry, Long> position,
            Function<Long, List<LedgerEntry>> page,
            Consumer<LedgerEntry> reader) {
        // Not from 0: what somebody slipped in before the beginning is to be seen too.
        long from = Long.MIN_VALUE;
        while (from < last) {
            List<LedgerEntry> entries = page.apply(from);
            if (entries.isEmpty()) {
                return;
            }
            entries.forEach(reader);
            from = position.apply(entries.get(entries.size() - 1));
        }
    }

    private synchronized List<LedgerEntry> page(String condition, Object... values) {
        return read(connection -> select(connection, condition + " LIMIT " + PAGE, values));
    }

    private synchronized long lastSequence() {
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT max(sequence) FROM entry");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    @Override
    public synchronized Optional<LedgerHead> head() {
        return read(connection -> {
            // What this object wrote last it knows by itself: a tail that somebody cut off meanwhile is not signed.
            LedgerChain links = chain == null ? storedChain(connection) : chain;
            return CheckpointRows.firstHash(connection)
                    .map(ledger -> new LedgerHead(ledger, links.sequence(), links.lastHash()));
        });
    }

    @Override
    public synchronized void keep(Checkpoint checkpoint) {
        write(connection -> {
            CheckpointRows.insert(connection, checkpoint, database.folder());
            return checkpoint;
        });
    }

    @Override
    public synchronized List<Checkpoint> checkpoints() {
        return read(connection -> CheckpointRows.read(connection, database.folder()));
    }

    @Override
    public synchronized void requireSound() {
        read(connection -> {
            SqliteSoundness.require(connection, database.folder());
            return database;
        });
    }

    private Optional<LedgerEntry> one(Connection connection, String condition, Object... values) throws SQLException {
        return select(connection, condition, values).stream().findFirst();
    }

    private List<LedgerEntry> select(Connection connection, String condition, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EntryRows.SELECT + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<LedgerEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(EntryRows.read(rows, database.folder()));
                }
                return entries;
            }
        }
    }

    private void insert(Connection connection, TwinRecord twin) throws SQLException {
        TwinOrigin origin = TwinOrigin.of(twin);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO twin (number, id, prior, model, policy)"
                        + " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM twin), ?, ?, ?, ?)")) {
            insert.setString(1, twin.id());
            insert.setString(2, origin.prior());
            insert.setBytes(3, origin.model());
            insert.setString(4, origin.policy());
            insert.executeUpdate();
        }
    }

    private List<LedgerEntry> insert(Connection connection, List<LedgerDraft> drafts) throws SQLException {
        LedgerChain links = chain(connection);
        List<LedgerEntry> entries = new ArrayList<>(drafts.size());
        try (PreparedStatement insert = connection.prepareStatement(EntryRows.INSERT)) {
            for (LedgerDraft draft : drafts) {
                String id = draft.twin();
                Place place = place(connection, id)
                        .orElseThrow(() -> new StoreException("twin " + id + " is not in this store"));
                if (draft.version() != place.version()) {
                    throw new StoreException("twin " + id + ": version " + draft.version() + ", expected "
                            + place.version() + ": somebody else wrote to it");
                }
                LedgerEntry entry = links.append(draft);
                EntryRows.bind(insert, entry, place.twin());
                insert.addBatch();
                places.put(id, new Place(place.twin(), place.version() + 1));
                entries.add(entry);
            }
            insert.executeBatch();
        }
        return List.copyOf(entries);
    }

    private LedgerChain chain(Connection connection) throws SQLException {
        LedgerChain links = chain == null ? storedChain(connection) : chain;
        chain = links;
        return links;
    }

    private static LedgerChain storedChain(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new LedgerChain(row.getLong(1), row.getString(2))
                    : new LedgerChain(0, LedgerChain.GENESIS);
        }
    }

    private Optional<Place> place(Connection connection, String id) throws SQLException {
        Place known = places.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT t.number, (SELECT coalesce(max(version), -1) + 1 FROM entry e"
                        + " WHERE e.twin = t.number) FROM twin t WHERE t.id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Place place = new Place(row.getLong(1), row.getLong(2));
                places.put(id, place);
                return Optional.of(place);
            }
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T read(Work<T> work) {
        try {
            return work.with(open());
        } catch (SQLException e) {
            throw database.explain(e);
        }
    }

    /** Do something in one transaction, all or nothing. */
    private <T> T write(Work<T> work) {
        Connection connection = open();
        if (!database.isWritable()) {
            throw new StoreException("store " + database.folder() + " is open for reading only");
        }
        boolean done = false;
        try {
            database.begin();
            T result = work.with(connection);
            database.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw database.explain(e);
        } finally {
            if (!done) {
                // What this object remembers is taken back too: the database will be asked again.
                chain = null;
                places.clear();
                database.rollback();
            }
        }
    }

    private Connection open() {
        if (closed) {
            throw new StoreException("store " + database.folder() + " is closed, expected an open one");
        }
        return database.connection();
    }

    /** Close the database and let the next writer in; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            database.close();
        }
    }
}

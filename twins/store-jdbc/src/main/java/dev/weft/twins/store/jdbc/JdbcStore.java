package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keep twins in a database: an embedded SQLite one, {@code weft.db} in a folder of its own, or a schema of a PostgreSQL
 * server.
 *
 * <p>What {@link #append} returned is on the disk: it survives a crash of the process and a power cut. One store writes
 * to a folder or a schema at a time; any number may read beside it. A folder should be on a local disk, as SQLite's log
 * does not work over a network. Thread-safe by one lock; readers of entries are called outside of it.
 *
 * <p>The methods for a server take {@code jdbc:postgresql://HOST:PORT/DATABASE?user=NAME}, with the parameters of
 * PostgreSQL's JDBC driver. The tables are in the schema {@code weft}, or in the one that {@code currentSchema} names.
 * The password is best in the environment ({@code PGPASSWORD}) or in {@code ~/.pgpass}; no message shows it. A store
 * whose connection was lost stays without one: open another.
 *
 * <p>Source: SQLite, "Write-Ahead Logging", https://www.sqlite.org/wal.html; PostgreSQL, "Explicit Locking", 13.3.5,
 * https://www.postgresql.org/docs/current/explicit-locking.html.
 */
public final class JdbcStore implements TwinStore {
    private final Database database;
    private final Function<String, Optional<PhysicsPrior>> priors;
    private final Transactions transactions;
    private final PolicyRows policies;
    private final TwinRows twins;
    private final EntryQueries entries;
    private final StepRows steps;
    private final CheckpointRows checkpoints;
    private final StrayRows strays;
    private final LedgerEnd end;

    JdbcStore(Database database, Function<String, Optional<PhysicsPrior>> priors) {
        this.database = database;
        this.priors = priors;
        transactions = new Transactions(database);
        policies = new PolicyRows(database);
        twins = new TwinRows(database, priors);
        entries = new EntryQueries(database);
        checkpoints = new CheckpointRows(database);
        strays = new StrayRows(database);
        steps = new StepRows(database);
        end = new LedgerEnd(database, steps);
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

    /**
     * Open the store on a PostgreSQL server for writing, or make one there. Its models are of the priors on the class
     * path.
     *
     * @throws StoreException if another store writes to it, the URL is none, or the server or the database cannot be used
     */
    public static JdbcStore openAt(String url) {
        return openAt(url, catalogue());
    }

    /**
     * Open the store on a PostgreSQL server for writing, or make one there.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if another store writes to it, the URL is none, or the server or the database cannot be used
     */
    public static JdbcStore openAt(String url, Function<String, Optional<PhysicsPrior>> priors) {
        return new JdbcStore(PostgresDatabase.forWriting(PostgresAddress.of(url)), priors);
    }

    /**
     * Open the store on a PostgreSQL server for writing, if there is one.
     *
     * @throws StoreException if there is none, another store writes to it, or it cannot be used
     */
    public static JdbcStore openExistingAt(String url) {
        return openExistingAt(url, catalogue());
    }

    /**
     * Open the store on a PostgreSQL server for writing, if there is one.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if there is none, another store writes to it, or it cannot be used
     */
    public static JdbcStore openExistingAt(String url, Function<String, Optional<PhysicsPrior>> priors) {
        return new JdbcStore(PostgresDatabase.forWritingAgain(PostgresAddress.of(url)), priors);
    }

    /**
     * Open the store on a PostgreSQL server for reading, also on a standby; another process may be writing to it.
     *
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore readOnlyAt(String url) {
        return readOnlyAt(url, catalogue());
    }

    /**
     * Open the store on a PostgreSQL server for reading, also on a standby; another process may be writing to it.
     *
     * @param priors finds a prior by its name
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore readOnlyAt(String url, Function<String, Optional<PhysicsPrior>> priors) {
        return new JdbcStore(PostgresDatabase.forReading(PostgresAddress.of(url)), priors);
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

    /** Return where the store is: its folder, or its URL without a password. */
    public String place() {
        return database.place();
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if a twin of an id exists, or its prior could not be found again when it is reopened
     */
    @Override
    public synchronized List<LedgerEntry> create(List<TwinRecord> created, List<LedgerDraft> first) {
        for (int i = 0; i < created.size(); i++) {
            requireCreatable(created.get(i), first.get(i));
        }
        return transactions.write(
                connection -> {
                    for (TwinRecord twin : created) {
                        if (end.has(connection, twin.id())) {
                            throw new StoreException("twin " + twin.id() + " exists already, expected a new id");
                        }
                    }
                    for (Policy policy :
                            Set.copyOf(created.stream().map(TwinRecord::policy).toList())) {
                        policies.insert(connection, policy);
                    }
                    twins.insert(connection, created);
                    return end.append(connection, first);
                },
                end::forget);
    }

    private void requireCreatable(TwinRecord twin, LedgerDraft first) {
        String declared = ResidualPrior.declared(twin.model().prior()).name();
        if (priors.apply(declared).isEmpty()) {
            throw new StoreException("twin " + twin.id() + " is of prior " + declared
                    + ", which could not be found again when the store is reopened; name it in META-INF/services/"
                    + PhysicsPrior.class.getName());
        }
        if (!first.twin().equals(twin.id())) {
            throw new StoreException("first entry of twin " + twin.id() + " names twin " + first.twin());
        }
    }

    @Override
    public synchronized void keep(Policy policy) {
        transactions.write(
                connection -> {
                    policies.insert(connection, policy);
                    return policy;
                },
                end::forget);
    }

    @Override
    public synchronized Optional<Policy> policy(String hash) {
        return transactions.read(connection -> policies.find(connection, hash));
    }

    @Override
    public synchronized Optional<TwinRecord> find(String id) {
        return transactions.read(connection -> twins.find(connection, id));
    }

    @Override
    public synchronized Optional<TwinOrigin> origin(String id) {
        return transactions.read(connection -> twins.origin(connection, id));
    }

    @Override
    public synchronized List<String> ids() {
        return transactions.read(twins::ids);
    }

    @Override
    public synchronized List<LedgerEntry> append(List<? extends Draft> drafts) {
        return transactions.write(connection -> end.append(connection, drafts), end::forget);
    }

    @Override
    public synchronized Optional<LedgerEntry> latestSingle(String id) {
        return transactions.read(connection -> entries.latest(connection, id));
    }

    @Override
    public synchronized Optional<LedgerEntry> single(String id, long version) {
        return transactions.read(connection -> entries.at(connection, id, version));
    }

    @Override
    public synchronized Optional<LedgerEntry> singleAsOf(String id, double time, Instant known) {
        return transactions.read(connection -> entries.asOf(connection, id, time, known));
    }

    @Override
    public void readSingles(String id, Consumer<LedgerEntry> reader) {
        long last = latestSingle(id).map(LedgerEntry::version).orElse(-1L);
        // Not from 0: what somebody slipped in before the beginning is to be seen too.
        forEachPage(Long.MIN_VALUE, last, LedgerEntry::version, from -> page(id, from, last), reader);
    }

    @Override
    public synchronized Optional<Seat> seat(String id) {
        return transactions.read(connection -> SeatRows.find(connection, id));
    }

    @Override
    public synchronized List<Seat> seats() {
        return transactions.read(SeatRows::all);
    }

    @Override
    public synchronized Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots) {
        return transactions.read(connection -> steps.latest(connection, fleet, block, upTo, withSnapshots));
    }

    @Override
    public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        // Not up to what a writer adds meanwhile.
        long last = Math.min(upTo, lastSequence());
        long from = after;
        while (from < last) {
            StepRows.Page page = partsPage(fleet, block, from, last);
            page.parts().forEach(reader);
            from = page.seen();
        }
    }

    private synchronized StepRows.Page partsPage(int fleet, int block, long after, long upTo) {
        return transactions.read(connection -> steps.page(connection, fleet, block, after, upTo));
    }

    @Override
    public synchronized Optional<LedgerStep> step(long first) {
        return transactions.read(connection -> steps.next(connection, first - 1, first));
    }

    @Override
    public synchronized Optional<String> hash(long last) {
        return transactions.read(connection -> CheckpointRows.hash(connection, last));
    }

    @Override
    public void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        long last = Math.min(upTo, lastSequence());
        long from = after;
        Optional<LedgerStep> step = nextStep(after, last);
        while (step.isPresent()) {
            LedgerStep next = step.get();
            readSingles(from, next.first() - 1, reader);
            // Not from the step's last entry: what somebody slipped in between its entries is to be seen, too.
            from = next.first() - 1;
            reader.accept(next);
            step = nextStep(next.first(), last);
        }
        readSingles(from, last, reader);
    }

    /** Hand out the singles after one position and up to another. */
    private void readSingles(long after, long last, Consumer<LedgerLink> reader) {
        forEachPage(after, last, LedgerEntry::sequence, from -> page(from, last), reader::accept);
    }

    private synchronized Optional<LedgerStep> nextStep(long after, long upTo) {
        return transactions.read(connection -> steps.next(connection, after, upTo));
    }

    /**
     * Hand out entries page by page, up to a last one: a long export neither keeps writers waiting nor the log from
     * being moved into the database.
     */
    private static void forEachPage(
            long after,
            long last,
            Function<LedgerEntry, Long> position,
            Function<Long, List<LedgerEntry>> page,
            Consumer<LedgerEntry> reader) {
        long from = after;
        while (from < last) {
            List<LedgerEntry> read = page.apply(from);
            if (read.isEmpty()) {
                return;
            }
            read.forEach(reader);
            from = position.apply(read.get(read.size() - 1));
        }
    }

    @Override
    public synchronized Optional<LedgerHead> head() {
        return transactions.read(end::head);
    }

    @Override
    public synchronized void keep(Checkpoint checkpoint) {
        transactions.write(
                connection -> {
                    checkpoints.insert(connection, checkpoint);
                    return checkpoint;
                },
                end::forget);
    }

    @Override
    public synchronized List<Checkpoint> checkpoints() {
        return transactions.read(checkpoints::read);
    }

    @Override
    public synchronized void keepStrays(List<StrayLine> lines) {
        transactions.write(
                connection -> {
                    strays.insert(connection, lines);
                    return lines;
                },
                end::forget);
    }

    @Override
    public synchronized List<StrayLine> strays(int most) {
        return transactions.read(connection -> strays.read(connection, most));
    }

    @Override
    public synchronized void requireSound() {
        transactions.read(connection -> {
            database.requireSound();
            return database;
        });
    }

    private synchronized List<LedgerEntry> page(String id, long after, long last) {
        return transactions.read(connection -> entries.page(connection, id, after, last));
    }

    private synchronized List<LedgerEntry> page(long after, long last) {
        return transactions.read(connection -> entries.page(connection, after, last));
    }

    private synchronized long lastSequence() {
        return transactions.read(connection -> Math.max(
                entries.lastSequence(connection),
                StepRows.last(connection).map(StepRows.LastStep::sequence).orElse(0L)));
    }

    /** Close the database and let the next writer in; closing again does nothing. */
    @Override
    public synchronized void close() {
        transactions.close();
    }
}

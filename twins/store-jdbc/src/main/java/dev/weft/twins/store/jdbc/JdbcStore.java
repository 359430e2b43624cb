package dev.weft.twins.store.jdbc;

import dev.weft.priors.PhysicsPrior;
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
import dev.weft.twins.store.Request;
import dev.weft.twins.store.Requests;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

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
public final class JdbcStore implements TwinStore, Requests {
    private final Database database;
    private final Function<String, Optional<PhysicsPrior>> priors;
    private final Transactions transactions;
    private final PolicyRows policies;
    private final TwinRows twins;
    private final EntryQueries entries;
    private final StepRows steps;
    private final CheckpointRows checkpoints;
    private final StrayRows strays;
    private final RequestRows requests;
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
        requests = new RequestRows(database);
        steps = new StepRows(database);
        end = new LedgerEnd(database, steps);
    }

    /**
     * Open the store in a folder for writing, or make one there. Its models are of the priors on the class path.
     *
     * @throws StoreException if another store writes to it, or the folder or the database cannot be used
     */
    public static JdbcStore openIn(Path folder) {
        return openIn(folder, new CataloguePriors());
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
        return openExisting(folder, new CataloguePriors());
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
        return readOnly(folder, new CataloguePriors());
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
     * Open the store in a folder for reading, and for {@link Requests} to the process that writes.
     *
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore toAsk(Path folder) {
        requireStore(folder);
        return new JdbcStore(SqliteDatabase.forAsking(folder), new CataloguePriors());
    }

    /**
     * Open the store on a PostgreSQL server for reading, and for {@link Requests} to the process that writes.
     *
     * @throws StoreException if there is none, or it cannot be used
     */
    public static JdbcStore toAskAt(String url) {
        return new JdbcStore(PostgresDatabase.forAsking(PostgresAddress.of(url)), new CataloguePriors());
    }

    /**
     * Open the store on a PostgreSQL server for writing, or make one there. Its models are of the priors on the class
     * path.
     *
     * @throws StoreException if another store writes to it, the URL is none, or the server or the database cannot be used
     */
    public static JdbcStore openAt(String url) {
        return openAt(url, new CataloguePriors());
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
        return openExistingAt(url, new CataloguePriors());
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
        return readOnlyAt(url, new CataloguePriors());
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
    public Optional<Policy> policy(String hash) {
        return read(connection -> policies.find(connection, hash));
    }

    @Override
    public Optional<TwinRecord> find(String id) {
        return read(connection -> twins.find(connection, id));
    }

    @Override
    public Optional<TwinOrigin> origin(String id) {
        return read(connection -> twins.origin(connection, id));
    }

    @Override
    public List<String> ids() {
        return read(twins::ids);
    }

    @Override
    public synchronized List<LedgerEntry> append(List<? extends Draft> drafts) {
        return transactions.write(connection -> end.append(connection, drafts), end::forget);
    }

    @Override
    public Optional<LedgerEntry> latestSingle(String id) {
        return read(connection -> entries.latest(connection, id));
    }

    @Override
    public Optional<LedgerEntry> single(String id, long version) {
        return read(connection -> entries.at(connection, id, version));
    }

    @Override
    public Optional<LedgerEntry> singleAsOf(String id, double time, Instant known) {
        return read(connection -> entries.asOf(connection, id, time, known));
    }

    @Override
    public void readSingles(String id, Consumer<LedgerEntry> reader) {
        pages().readSingles(id, reader);
    }

    /** Pages are read under the lock one by one. */
    private LedgerPages pages() {
        return new LedgerPages(this::read, entries, steps);
    }

    private synchronized <T> T read(Transactions.Work<T> work) {
        return transactions.read(work);
    }

    @Override
    public Optional<Seat> seat(String id) {
        return read(connection -> SeatRows.find(connection, id));
    }

    @Override
    public List<Seat> seats() {
        return read(SeatRows::all);
    }

    @Override
    public Optional<StepPart> latestPart(int fleet, int block, long upTo, boolean withSnapshots) {
        return read(connection -> steps.latest(connection, fleet, block, upTo, withSnapshots));
    }

    @Override
    public void readParts(int fleet, int block, long after, long upTo, Consumer<StepPart> reader) {
        pages().readParts(fleet, block, after, upTo, reader);
    }

    @Override
    public Optional<LedgerStep> step(long first) {
        return read(connection -> steps.next(connection, first - 1, first));
    }

    @Override
    public Optional<String> hash(long last) {
        return read(connection -> CheckpointRows.hash(connection, last));
    }

    @Override
    public void readLinks(long after, long upTo, Consumer<LedgerLink> reader) {
        pages().readLinks(after, upTo, reader);
    }

    @Override
    public Optional<LedgerHead> head() {
        return read(end::head);
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
    public List<Checkpoint> checkpoints() {
        return read(checkpoints::read);
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
    public List<StrayLine> strays(int most) {
        return read(connection -> strays.read(connection, most));
    }

    @Override
    public synchronized long ask(Request request) {
        return transactions.ask(connection -> requests.insert(connection, request));
    }

    @Override
    public synchronized boolean withdraw(long number) {
        return transactions.ask(connection -> requests.withdraw(connection, number));
    }

    @Override
    public Optional<Request.Answer> answer(long number) {
        return read(connection -> requests.answer(connection, number));
    }

    @Override
    public synchronized Map<Long, Request> take() {
        // Asked often: without a transaction where there is nothing.
        return transactions.read(requests::isAnyWaiting) ? transactions.write(requests::take, end::forget) : Map.of();
    }

    @Override
    public synchronized void answer(long number, Request.Answer answer, Instant at) {
        transactions.write(
                connection -> {
                    requests.answer(connection, number, answer, at);
                    return answer;
                },
                end::forget);
    }

    @Override
    public synchronized void requireSound() {
        transactions.read(connection -> {
            database.requireSound();
            return database;
        });
    }

    /** Close the database and let the next writer in; closing again does nothing. */
    @Override
    public synchronized void close() {
        transactions.close();
    }
}

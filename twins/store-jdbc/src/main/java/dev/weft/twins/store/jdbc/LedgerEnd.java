package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepDraft;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Append entries where the ledger ends. Remembers the chain's last link and each twin's next version, which only the one
 * writer can move. Not thread-safe: the store's lock guards it.
 */
final class LedgerEnd {
    private final Database database;
    private final Statements statements = new Statements();
    private final Map<String, Place> places = new HashMap<>();
    private final StepRows steps;
    /** Versions after the steps that were appended here, by fleet and lane; −1 where there was none. */
    private final Map<Integer, long[]> inSteps = new HashMap<>();

    private @Nullable LedgerChain chain;
    /** The number of the next part; 0 if it has to be asked for. */
    private long nextPart;

    /** Where the next entry of a twin goes, but for steps since then. */
    private record Place(long twin, long version, Optional<Seat> seat) {}

    LedgerEnd(Database database, StepRows steps) {
        this.database = database;
        this.steps = steps;
    }

    /** Forget what is remembered, for the database has it otherwise: it will be asked again. */
    void forget() {
        chain = null;
        nextPart = 0;
        places.clear();
        inSteps.clear();
    }

    boolean has(Connection connection, String twin) throws SQLException {
        return place(connection, twin).isPresent();
    }

    /**
     * Append within the transaction that is open.
     *
     * @return the singles
     * @throws StoreException if a twin is unknown, or a single's version does not follow
     */
    List<LedgerEntry> append(Connection connection, List<? extends Draft> drafts) throws SQLException {
        LedgerChain links = chain(connection);
        List<LedgerEntry> singles = new ArrayList<>();
        PreparedStatement insert = statements.batchOf(connection, EntryRows.INSERT);
        for (Draft draft : drafts) {
            if (draft instanceof LedgerDraft single) {
                singles.add(bind(connection, insert, links, single));
            } else if (draft instanceof StepDraft step) {
                append(connection, links, step);
            }
        }
        if (!singles.isEmpty()) {
            insert.executeBatch();
        }
        return List.copyOf(singles);
    }

    private LedgerEntry bind(Connection connection, PreparedStatement insert, LedgerChain links, LedgerDraft draft)
            throws SQLException {
        String id = draft.twin();
        Place place =
                place(connection, id).orElseThrow(() -> new StoreException("twin " + id + " is not in this store"));
        long expected =
                Math.max(place.version(), place.seat().map(this::inSteps).orElse(-1L) + 1);
        if (draft.version() != expected) {
            throw new StoreException("twin " + id + ": version " + draft.version() + ", expected " + expected
                    + ": somebody else wrote to it");
        }
        LedgerEntry entry = links.append(draft);
        EntryRows.bind(insert, entry, place.twin(), database);
        insert.addBatch();
        places.put(id, new Place(place.twin(), expected + 1, place.seat()));
        return entry;
    }

    private void append(Connection connection, LedgerChain links, StepDraft draft) throws SQLException {
        SeatRows.insert(connection, draft.seats());
        LedgerStep step = links.append(draft);
        long part = nextPart == 0 ? StepRows.nextPart(connection) : nextPart;
        steps.insert(connection, step, part);
        nextPart = part + step.blocks().size();
        for (Seat seat : draft.seats()) {
            places.computeIfPresent(
                    seat.twin(), (id, known) -> new Place(known.twin(), known.version(), Optional.of(seat)));
        }
        int lanes = StepReadings.LANES
                * (1 + step.blocks().get(step.blocks().size() - 1).block());
        long[] versions = inSteps.getOrDefault(step.fleet(), new long[0]);
        if (versions.length < lanes) {
            int before = versions.length;
            versions = Arrays.copyOf(versions, lanes);
            Arrays.fill(versions, before, lanes, -1);
            inSteps.put(step.fleet(), versions);
        }
        for (StepBlock block : step.blocks()) {
            if (block.entries() > 0) {
                StepReadings.noteVersions(block.readings(), versions);
            }
        }
    }

    private long inSteps(Seat seat) {
        long[] versions = inSteps.getOrDefault(seat.fleet(), new long[0]);
        return seat.lane() < versions.length ? versions[seat.lane()] : -1;
    }

    /** Return where the ledger ends, if it has an entry. */
    Optional<LedgerHead> head(Connection connection) throws SQLException {
        // What this object wrote last it knows by itself: a tail that somebody cut off meanwhile is not signed.
        LedgerChain links = chain == null ? storedChain(connection) : chain;
        return CheckpointRows.firstHash(connection)
                .map(ledger -> new LedgerHead(ledger, links.sequence(), links.lastHash()));
    }

    private LedgerChain chain(Connection connection) throws SQLException {
        LedgerChain links = chain == null ? storedChain(connection) : chain;
        chain = links;
        return links;
    }

    private static LedgerChain storedChain(Connection connection) throws SQLException {
        LedgerChain singles = new LedgerChain(0, LedgerChain.GENESIS);
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                singles = new LedgerChain(row.getLong(1), row.getString(2));
            }
        }
        Optional<StepRows.LastStep> step = StepRows.last(connection);
        return step.isPresent() && step.get().sequence() > singles.sequence()
                ? new LedgerChain(step.get().sequence(), step.get().hash())
                : singles;
    }

    private Optional<Place> place(Connection connection, String id) throws SQLException {
        Place known = places.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        PreparedStatement select = statements.of(
                connection,
                "SELECT t.number, (SELECT coalesce(max(version), -1) + 1 FROM entry e WHERE e.twin = t.number)"
                        + " FROM twin t WHERE t.id = ?");
        select.setString(1, id);
        long number;
        long alone;
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            number = row.getLong(1);
            alone = row.getLong(2);
        }
        Optional<Seat> seat = SeatRows.find(connection, id);
        long stepped = seat.isPresent() ? stored(connection, seat.get()) : -1;
        Place place = new Place(number, Math.max(alone, stepped + 1), seat);
        places.put(id, place);
        return Optional.of(place);
    }

    /** The version of a twin after its last stored step, −1 if it took none. */
    private long stored(Connection connection, Seat seat) throws SQLException {
        long upTo = Long.MAX_VALUE;
        while (true) {
            Optional<StepPart> part = steps.latest(connection, seat.fleet(), seat.block(), upTo, false);
            if (part.isEmpty()) {
                return -1;
            }
            StepReadings readings = StepReadings.of(part.get().block().readings());
            int index = readings.index(seat.place());
            if (index >= 0) {
                return readings.version(index);
            }
            upTo = part.get().step() - 1;
        }
    }
}

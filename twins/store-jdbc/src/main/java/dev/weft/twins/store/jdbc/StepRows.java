package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepPart;
import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Put steps into rows of the tables {@code step} and {@code part} and take them out again, exactly. */
final class StepRows {
    private static final String SELECT =
            "SELECT sequence, entries, fleet, recorded_at, blocks, first_part, hash FROM step";

    private static final String INSERT =
            "INSERT INTO step (sequence, entries, fleet, recorded_at, blocks, first_part, hash)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT_PART = "INSERT INTO part (number, readings, snapshots) VALUES (?, ?, ?)";

    /** Rows of steps that are looked at in one go; their parts are fetched one by one. */
    private static final int PAGE = 200;

    private final Database database;
    private final Statements statements = new Statements();

    /** A row of {@code step}. */
    private record Row(
            long sequence,
            int entries,
            int fleet,
            Instant recordedAt,
            StepBlocks blocks,
            long firstPart,
            String hash) {}

    StepRows(Database database) {
        this.database = database;
    }

    void insert(Connection connection, LedgerStep step, long firstPart) throws SQLException {
        PreparedStatement row = statements.of(connection, INSERT);
        row.setLong(1, step.first());
        row.setInt(2, step.entries());
        row.setInt(3, step.fleet());
        row.setLong(4, step.recordedAt().toEpochMilli());
        row.setBytes(5, StepBlocks.toBytes(step.blocks()));
        row.setLong(6, firstPart);
        row.setString(7, step.hash());
        row.executeUpdate();
        PreparedStatement parts = statements.batchOf(connection, INSERT_PART);
        long number = firstPart;
        for (StepBlock block : step.blocks()) {
            parts.setLong(1, number++);
            parts.setBytes(2, block.readings());
            parts.setBytes(3, block.snapshots().orElse(null));
            parts.addBatch();
        }
        parts.executeBatch();
    }

    /** Return the number that the next part gets. */
    static long nextPart(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT coalesce(max(number), 0) + 1 FROM part");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 1;
        }
    }

    /** Return the position of the last entry of the last step, and its hash; empty if there is none. */
    static Optional<LastStep> last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT sequence + entries - 1, hash FROM step ORDER BY sequence DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new LastStep(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    record LastStep(long sequence, String hash) {}

    Optional<StepPart> latest(Connection connection, int fleet, int block, long upTo, boolean withSnapshots)
            throws SQLException {
        long before = upTo;
        // The newest one is most often the one that is looked for.
        for (int limit = 1; ; limit = PAGE) {
            List<Row> rows = select(
                    connection,
                    " WHERE fleet = ? AND sequence <= ? ORDER BY sequence DESC LIMIT " + limit,
                    fleet,
                    before);
            for (Row row : rows) {
                if (withSnapshots
                        ? row.blocks().hasSnapshots(block)
                        : row.blocks().entries(block) > 0) {
                    return Optional.of(part(connection, row, block));
                }
            }
            if (rows.size() < limit) {
                return Optional.empty();
            }
            before = rows.get(rows.size() - 1).sequence() - 1;
        }
    }

    /** Return the first page of a block's parts in steps that begin after one position and up to another. */
    Page page(Connection connection, int fleet, int block, long after, long upTo) throws SQLException {
        List<Row> rows = select(
                connection,
                " WHERE fleet = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT " + PAGE,
                fleet,
                after,
                upTo);
        List<StepPart> parts = new ArrayList<>();
        for (Row row : rows) {
            if (row.blocks().entries(block) > 0) {
                parts.add(part(connection, row, block));
            }
        }
        long last = rows.isEmpty() ? upTo : rows.get(rows.size() - 1).sequence();
        return new Page(parts, rows.size() < PAGE ? upTo : last);
    }

    /**
     * Hold some parts.
     *
     * @param seen there is no other up to this position
     */
    record Page(List<StepPart> parts, long seen) {}

    /** Return the first step that begins after a position and up to another. */
    Optional<LedgerStep> next(Connection connection, long after, long upTo) throws SQLException {
        List<Row> rows =
                select(connection, " WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT 1", after, upTo);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Row row = rows.get(0);
        List<StepBlock> blocks = new ArrayList<>();
        long number = row.firstPart();
        for (int b = 0; b < row.blocks().size(); b++) {
            if (row.blocks().isThere(b)) {
                blocks.add(block(connection, row, b, number++));
            }
        }
        if (blocks.isEmpty()) {
            throw damaged(row, "it has no block", null);
        }
        LedgerStep step = new LedgerStep(row.sequence(), row.fleet(), row.recordedAt(), blocks, row.hash());
        if (step.entries() != row.entries()) {
            throw damaged(row, "its blocks have " + step.entries() + " entries, expected " + row.entries(), null);
        }
        return Optional.of(step);
    }

    private StepPart part(Connection connection, Row row, int block) throws SQLException {
        return new StepPart(
                row.sequence(),
                row.sequence() + row.blocks().entriesBefore(block),
                row.fleet(),
                row.recordedAt(),
                row.hash(),
                block(connection, row, block, row.firstPart() + row.blocks().partsBefore(block)));
    }

    private StepBlock block(Connection connection, Row row, int block, long number) throws SQLException {
        PreparedStatement select = statements.of(connection, "SELECT readings, snapshots FROM part WHERE number = ?");
        select.setLong(1, number);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw damaged(row, "its part of block " + block + " is missing", null);
            }
            byte[] kept = found.getBytes(1);
            byte[] readings = kept == null ? new byte[0] : kept;
            Optional<byte[]> snapshots = Optional.ofNullable(found.getBytes(2));
            if (snapshots.isPresent() != row.blocks().hasSnapshots(block)) {
                throw damaged(row, "its part of block " + block + " has snapshots, or has none, against its row", null);
            }
            try {
                return new StepBlock(block, row.blocks().entries(block), snapshots, readings);
            } catch (IllegalArgumentException e) {
                throw damaged(row, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private List<Row> select(Connection connection, String where, long... values) throws SQLException {
        PreparedStatement select = statements.of(connection, SELECT + where);
        for (int i = 0; i < values.length; i++) {
            select.setLong(i + 1, values[i]);
        }
        try (ResultSet rows = select.executeQuery()) {
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(read(rows));
            }
            return found;
        }
    }

    private Row read(ResultSet row) throws SQLException {
        byte[] blocks = row.getBytes(5);
        String hash = row.getString(7);
        Row plain = new Row(
                row.getLong(1),
                WholeNumber.read(row, 2),
                WholeNumber.read(row, 3),
                Instant.ofEpochMilli(row.getLong(4)),
                StepBlocks.of(new byte[0]),
                row.getLong(6),
                String.valueOf(hash));
        if (blocks == null || hash == null) {
            throw damaged(plain, "a part of it is missing", null);
        }
        try {
            return new Row(
                    plain.sequence(),
                    plain.entries(),
                    plain.fleet(),
                    plain.recordedAt(),
                    StepBlocks.of(blocks),
                    plain.firstPart(),
                    hash);
        } catch (IllegalArgumentException e) {
            throw damaged(plain, String.valueOf(e.getMessage()), e);
        }
    }

    private StoreException damaged(Row row, String what, @Nullable Throwable cause) {
        String message = "store " + database.place() + ": step " + row.sequence() + " of fleet " + row.fleet()
                + " is damaged: " + what + "; restore the store from a copy";
        return cause == null ? StoreException.damaged(message) : StoreException.damaged(message, cause);
    }
}

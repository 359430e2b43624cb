package dev.weft.twins.store.jdbc;

import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Put ledger entries into rows of the table {@code entry} and take them out again, exactly. */
final class EntryRows {
    static final String INSERT = "INSERT INTO entry (sequence, twin, version, kind, cause, recorded_at, event_time,"
            + " inputs, measured, expected, deviation, surprise, snapshot, hash, actor, policy, findings, stands_for,"
            + " finding)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    // LEFT: an entry whose twin was taken out is damage to report, not a row to pass over.
    static final String SELECT = "SELECT e.sequence, t.id, e.version, e.kind, e.cause, e.recorded_at, e.event_time,"
            + " e.inputs, e.measured, e.expected, e.deviation, e.surprise, e.snapshot, e.hash,"
            + " e.actor, e.policy, e.findings, e.finding, e.stands_for"
            + " FROM entry e LEFT JOIN twin t ON t.number = e.twin";

    /** What {@link #SELECT} has of a reading. */
    private static final int[] READING_COLUMNS = {7, 8, 9, 10, 11, 12, 17, 18};

    private EntryRows() {}

    /** Set the parameters of {@link #INSERT}. */
    static void bind(PreparedStatement insert, LedgerEntry entry, long twin, Database database) throws SQLException {
        insert.setLong(1, entry.sequence());
        insert.setLong(2, twin);
        insert.setLong(3, entry.version());
        insert.setString(4, entry.kind().name());
        insert.setString(5, database.toColumn(entry.cause()));
        insert.setLong(6, entry.recordedAt().toEpochMilli());
        if (entry.observation().isPresent()) {
            Observation o = entry.observation().get();
            setNumber(insert, 7, o.time());
            insert.setBytes(8, Doubles.toBytes(o.inputs()));
            insert.setBytes(9, Doubles.toBytes(o.measured()));
            insert.setBytes(10, Doubles.toBytes(o.expected()));
            insert.setBytes(11, Doubles.toBytes(o.expectedDeviation()));
            setNumber(insert, 12, o.surprise());
        } else {
            for (int i = 7; i <= 12; i++) {
                insert.setNull(i, i == 7 || i == 12 ? Types.DOUBLE : Types.BINARY);
            }
        }
        insert.setBytes(13, entry.after().toBytes());
        insert.setString(14, entry.hash());
        insert.setString(15, database.toColumn(entry.actor()));
        insert.setString(16, entry.policy());
        insert.setString(
                17,
                entry.observation().map(o -> FindingsJson.write(o.findings())).orElse(null));
        setNumber(insert, 18, entry.after().time());
        insert.setString(19, entry.observation().map(o -> o.finding().name()).orElse(null));
    }

    private static void setNumber(PreparedStatement insert, int index, double value) throws SQLException {
        if (Double.isNaN(value)) {
            insert.setNull(index, Types.DOUBLE);
        } else {
            insert.setDouble(index, value);
        }
    }

    /**
     * Read the row of {@link #SELECT} on which {@code row} stands.
     *
     * @throws StoreException if it cannot be an entry
     */
    static LedgerEntry read(ResultSet row, Database database) throws SQLException {
        long sequence = row.getLong(1);
        String twin = row.getString(2);
        try {
            return new LedgerEntry(
                    sequence,
                    present(twin, "twin"),
                    row.getLong(3),
                    Kind.valueOf(present(row.getString(4), "kind")),
                    database.fromColumn(present(row.getString(15), "actor")),
                    database.fromColumn(present(row.getString(5), "cause")),
                    present(row.getString(16), "policy"),
                    Instant.ofEpochMilli(row.getLong(6)),
                    observation(row),
                    snapshot(row),
                    present(row.getString(14), "hash"));
        } catch (IllegalArgumentException e) {
            throw StoreException.damaged(
                    "store " + database.place() + ": entry " + sequence + " of twin " + twin + " is damaged: "
                            + e.getMessage() + "; restore the store from a copy",
                    e);
        }
    }

    /** The column that is searched by has to say what the snapshot does, which the chain covers. */
    private static TwinSnapshot snapshot(ResultSet row) throws SQLException {
        TwinSnapshot snapshot = TwinSnapshot.fromBytes(present(row.getBytes(13), "snapshot"));
        // With 0 added a zero has no sign, which not every database keeps.
        if (Double.compare(number(row, 19) + 0.0, snapshot.time() + 0.0) != 0) {
            throw new IllegalArgumentException(
                    "it stands for " + number(row, 19) + " s, its snapshot for " + snapshot.time() + " s");
        }
        return snapshot;
    }

    private static Optional<Observation> observation(ResultSet row) throws SQLException {
        byte[] measured = row.getBytes(9);
        if (measured == null) {
            for (int column : READING_COLUMNS) {
                if (row.getObject(column) != null) {
                    throw new IllegalArgumentException("a part of a reading stands where there is none");
                }
            }
            return Optional.empty();
        }
        return Optional.of(new Observation(
                number(row, 7),
                numbers(row, 8),
                Doubles.fromBytes(measured),
                numbers(row, 10),
                numbers(row, 11),
                number(row, 12),
                Finding.valueOf(present(row.getString(18), "finding")),
                FindingsJson.read(present(row.getString(17), "findings"))));
    }

    private static double[] numbers(ResultSet row, int index) throws SQLException {
        return Doubles.fromBytes(present(row.getBytes(index), "reading"));
    }

    private static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("its " + what + " is missing");
        }
        return value;
    }

    private static double number(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? Double.NaN : value;
    }
}

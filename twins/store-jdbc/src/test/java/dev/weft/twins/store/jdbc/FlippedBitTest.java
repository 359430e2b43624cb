package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.PriorCatalogue;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flips bits of a signed store: through SQL in every value of every row, and in the file. */
class FlippedBitTest {

    /** Bits of each value, spread over it, others from row to row. */
    private static final int BITS = 16;

    @TempDir
    private Path folder;

    /** A value and where it is. */
    private record Cell(String table, String column, long row, String type, byte[] bytes) {
        boolean isNumber() {
            return type.equals("integer") || type.equals("real");
        }

        int[] bits() {
            int bits = 8 * bytes.length;
            return IntStream.range(0, Math.min(BITS, bits))
                    .map(i -> (int) (((long) i * bits) / BITS + 5 * row + bits) % bits)
                    .distinct()
                    .toArray();
        }

        Cell flipped(int bit) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            return new Cell(table, column, row, type, changed);
        }

        /** Returns the change, which leaves the type of the value as it is. */
        String update() {
            String value = type.equals("text") ? "CAST(? AS TEXT)" : "?";
            return "UPDATE " + table + " SET " + column + " = " + value + " WHERE rowid = " + row;
        }

        void bind(PreparedStatement update) throws SQLException {
            switch (type) {
                case "integer" -> update.setLong(1, ByteBuffer.wrap(bytes).getLong());
                case "real" -> update.setDouble(1, ByteBuffer.wrap(bytes).getDouble());
                default -> update.setBytes(1, bytes);
            }
        }
    }

    private static List<Cell> cells(Connection connection, List<String> tables) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (String table : tables) {
            List<String> columns = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet names = statement.executeQuery("SELECT name FROM pragma_table_info('" + table + "')")) {
                while (names.next()) {
                    columns.add(names.getString(1));
                }
            }
            for (String column : columns) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT rowid, typeof(" + column + "), " + column
                                + ", CAST(" + column + " AS BLOB) FROM " + table)) {
                    while (rows.next()) {
                        String type = rows.getString(2);
                        byte[] bytes = switch (type) {
                            case "integer" ->
                                ByteBuffer.allocate(8).putLong(rows.getLong(3)).array();
                            case "real" ->
                                ByteBuffer.allocate(8)
                                        .putDouble(rows.getDouble(3))
                                        .array();
                            case "null" -> new byte[0];
                            default -> rows.getBytes(4);
                        };
                        cells.add(new Cell(table, column, rows.getLong(1), type, bytes));
                    }
                }
            }
        }
        return cells;
    }

    @Test
    void aBitFlippedInAnyValueIsFound() throws SQLException {
        assertEveryFlipIsFound(SignedStore.make(folder, 5), List.of("twin", "entry", "checkpoint"));
    }

    @Test
    void aBitFlippedInAnyValueOfAStepIsFound() throws SQLException {
        SignedStore signed = SignedStore.makeFleet(folder);
        boolean[] closed = {false};
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            store.readLinks(link -> closed[0] |= link instanceof LedgerStep step && step.isClosing());
        }
        assertThat(closed[0])
                .as("how twins stood when their fleet was closed is among them")
                .isTrue();
        assertEveryFlipIsFound(signed, List.of("seat", "step", "part"));
    }

    private void assertEveryFlipIsFound(SignedStore signed, List<String> tables) throws SQLException {
        SqliteDatabase database = SqliteDatabase.forWriting(folder);
        Connection connection = database.connection();
        int flips = 0;
        try (JdbcStore store =
                        new JdbcStore(database, name -> PriorCatalogue.load().find(name));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            // The database's own structures are sound, whatever is put in by SQL, and take long to look at.
            Auditor auditor = new Auditor(store, signed);
            assertThat(auditor.finds()).isFalse();
            List<String> missed = new ArrayList<>();
            for (Cell cell : cells(connection, tables)) {
                for (int bit : cell.bits()) {
                    Cell flipped = cell.flipped(bit);
                    if (isFound(connection, auditor, flipped.update(), flipped::bind, cell) == Found.NO) {
                        missed.add(cell.table() + "." + cell.column() + " of row " + cell.row() + ", bit " + bit);
                    }
                    flips++;
                }
                String other = cell.type().equals("null") ? "0.5" : "NULL";
                String update = "UPDATE " + cell.table() + " SET " + cell.column() + " = " + other + " WHERE rowid = "
                        + cell.row();
                if (isFound(connection, auditor, update, nothing -> {}, cell) == Found.NO) {
                    missed.add(cell.table() + "." + cell.column() + " of row " + cell.row() + " = " + other);
                }
            }
            assertThat(missed).isEmpty();
            assertThat(auditor.finds()).as("every change was taken back").isFalse();
        }
        assertThat(flips).as("flips").isGreaterThan(1_000);
    }

    private enum Found {
        YES,
        NO,
        REFUSED_BY_SQLITE,
        NO_CHANGE
    }

    private interface Binding {
        void to(PreparedStatement update) throws SQLException;
    }

    /** Makes a change, audits, and takes it back. */
    private static Found isFound(Connection connection, Auditor auditor, String change, Binding binding, Cell cell)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(change)) {
            statement.execute("BEGIN");
            try {
                binding.to(update);
                update.executeUpdate();
                // Of numbers some patterns are the same number to SQLite, which keeps one zero and no NaN.
                if (cell.isNumber() && unchanged(statement, cell)) {
                    return Found.NO_CHANGE;
                }
                return auditor.finds() ? Found.YES : Found.NO;
            } catch (SQLException refused) {
                // A key that exists already, or NULL where there must be a value.
                return Found.REFUSED_BY_SQLITE;
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private static boolean unchanged(Statement statement, Cell cell) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT " + cell.column() + " FROM " + cell.table() + " WHERE rowid = " + cell.row())) {
            double before = cell.type().equals("integer")
                    ? ByteBuffer.wrap(cell.bytes()).getLong()
                    : ByteBuffer.wrap(cell.bytes()).getDouble();
            return row.next() && row.getObject(1) != null && cell.type().equals("real") && row.getDouble(1) == before;
        }
    }

    /** Audits without the check of the database's own structures. */
    private record Auditor(JdbcStore store, SignedStore signed) {
        boolean finds() {
            return !LedgerAudit.of(new ContentOnly(store), List.of(signed.key.verification()), List.of())
                    .isIntact();
        }
    }

    private enum Outcome {
        /** The store cannot be opened or read: it says that it is damaged. */
        REPORTED,
        /** The audit finds it. */
        FOUND,
        /** The byte means nothing: the store answers as before, on every way. */
        WITHOUT_EFFECT,
        /** The store answers otherwise, and nobody notices. */
        MISSED
    }

    /**
     * Flips bits in the file. Each has to be reported by SQLite or the store, or found by the audit, or to be without effect:
     * in free space, in a comment of the schema, in Flyway's own notes, in a flag that nobody reads.
     */
    @Test
    void aBitFlippedInTheFileIsFoundOrWithoutEffect() throws IOException {
        SignedStore signed = SignedStore.make(folder, 40);
        Path file = folder.resolve("weft.db");
        byte[] bytes = Files.readAllBytes(file);
        List<String> before = told(folder);
        Random random = new Random(20261130);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<Integer> missed = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            // A quarter of them in the file's header.
            int place = random.nextInt(i % 4 == 0 ? 100 : bytes.length);
            byte[] changed = bytes.clone();
            changed[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            Outcome outcome = outcome(signed, before);
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome == Outcome.MISSED) {
                missed.add(place);
            }
        }
        assertThat(missed).as("places in the file").isEmpty();
        assertThat(outcomes)
                .as("all kinds of places were met")
                .containsKeys(Outcome.REPORTED, Outcome.FOUND, Outcome.WITHOUT_EFFECT);
    }

    /** What a twin was told and what it became is in the file as it is: each of these bytes has to be found. */
    @Test
    void aBitFlippedInTheBytesOfAnEntryIsFound() throws IOException {
        SignedStore signed = SignedStore.make(folder, 40);
        Path file = folder.resolve("weft.db");
        byte[] bytes = Files.readAllBytes(file);
        byte[] snapshot;
        String hash;
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            snapshot = store.single("fan", 9).orElseThrow().after().toBytes();
            hash = store.single("fan", 9).orElseThrow().hash();
        }
        Random random = new Random(20261130);
        for (byte[] part : List.of(snapshot, hash.getBytes(StandardCharsets.UTF_8))) {
            int from = indexOf(bytes, part);
            for (int i = 0; i < 12; i++) {
                byte[] changed = bytes.clone();
                int place = from + random.nextInt(part.length);
                changed[place] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);
                assertThat(signed.audit().isIntact()).as("byte %d", place).isFalse();
            }
        }
    }

    /**
     * An index holds no entry, and no hash covers it, but it is the way to a twin's newest entry: only the check of the
     * database's own structures sees that it was changed.
     */
    @Test
    void aBitFlippedInAnIndexIsFound() throws IOException, SQLException {
        SignedStore signed = SignedStore.make(folder, 40);
        Path file = folder.resolve("weft.db");
        byte[] bytes = Files.readAllBytes(file);
        int page = 4096;
        int end;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entry'")) {
            end = row.getInt(1) * page;
        }
        Random random = new Random(20261130);
        int onlyThere = 0;
        for (int i = 0; i < 12; i++) {
            // Keys grow from the end of a page towards its beginning.
            byte[] changed = bytes.clone();
            changed[end - 1 - random.nextInt(200)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(signed.audit().isIntact()).isFalse();
            try (JdbcStore store = JdbcStore.readOnly(folder)) {
                onlyThere += LedgerAudit.of(new ContentOnly(store), List.of(), List.of())
                                .isIntact()
                        ? 1
                        : 0;
            }
        }
        assertThat(onlyThere).as("flips that entries do not show").isPositive();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.rangeClosed(0, bytes.length - part.length)
                .filter(i -> Arrays.equals(bytes, i, i + part.length, part, 0, part.length))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> told(Path folder) {
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            return SignedStore.told(store);
        }
    }

    private static Outcome outcome(SignedStore signed, List<String> before) {
        AuditReport report;
        try {
            report = signed.audit();
        } catch (StoreException e) {
            return Outcome.REPORTED;
        }
        if (!report.isIntact()) {
            return Outcome.FOUND;
        }
        return told(signed.folder).equals(before) ? Outcome.WITHOUT_EFFECT : Outcome.MISSED;
    }
}

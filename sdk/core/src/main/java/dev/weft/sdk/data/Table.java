package dev.weft.sdk.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds named columns of equal length, as a file holds them.
 *
 * <p>Immutable and safe to share between threads. Rows are counted from 0; messages count them from 1 and add the
 * file's line where there is one.
 */
public final class Table {

    private final String source;
    private final Map<String, Column> columns;
    private final Map<String, String> metadata;
    private final Set<String> repeated;
    private final int rows;
    private final int @Nullable [] lines;

    private Table(
            String source,
            Map<String, Column> columns,
            Map<String, String> metadata,
            Set<String> repeated,
            int rows,
            int @Nullable [] lines) {
        this.source = source;
        this.columns = columns;
        this.metadata = metadata;
        this.repeated = repeated;
        this.rows = rows;
        this.lines = lines;
    }

    /**
     * Puts columns side by side.
     *
     * @param source what messages call the table, usually the file's name
     * @param columns the columns, in order
     * @return the table, without metadata
     * @throws IllegalArgumentException if two columns share a name or differ in length
     */
    public static Table of(String source, Column... columns) {
        return of(source, List.of(columns));
    }

    /**
     * Puts columns side by side.
     *
     * @param source what messages call the table, usually the file's name
     * @param columns the columns, in order
     * @return the table, without metadata
     * @throws IllegalArgumentException if two columns share a name or differ in length
     */
    public static Table of(String source, Collection<? extends Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        int rows = columns.isEmpty() ? 0 : columns.iterator().next().rows();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException("column " + column.name() + " has " + column.rows()
                        + " rows, expected " + rows + " as in the first column");
            }
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " is there twice, expected unique names");
            }
        }
        return new Table(source, Collections.unmodifiableMap(byName), Map.of(), Set.of(), rows, null);
    }

    /**
     * Attaches free-form metadata, replacing what was there.
     *
     * @param entries keys and texts, in order. Not modified, copied
     * @return a table that shares these columns
     */
    public Table withMetadata(Map<String, String> entries) {
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        return new Table(source, columns, copy, repeated, rows, lines);
    }

    /** Attaches the file's line of every row, taking the array over. */
    Table withLines(int[] lineOfRow) {
        return new Table(source, columns, metadata, repeated, rows, lineOfRow);
    }

    /** Notes names that stand over several columns of the file, none of which is in the table. */
    Table withRepeated(Set<String> names) {
        return new Table(source, columns, metadata, Set.copyOf(names), rows, lines);
    }

    /**
     * Returns what messages call the table.
     *
     * @return usually the file's name
     */
    public String source() {
        return source;
    }

    /**
     * Returns the number of rows.
     *
     * @return the length of every column
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns the free-form metadata.
     *
     * @return keys and texts, in order, unmodifiable
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Returns the columns.
     *
     * @return the columns, in order, unmodifiable
     */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /**
     * Returns the columns' names.
     *
     * @return the names, in order, unmodifiable
     */
    public List<String> columnNames() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Tells whether a column is there.
     *
     * @param name the asked name
     * @return whether a column, or several in the file, have it
     */
    public boolean has(String name) {
        return columns.containsKey(name) || repeated.contains(name);
    }

    /**
     * Finds a column.
     *
     * @param name the column's name
     * @return the column
     * @throws DataException if there is none (the message names the nearest and lists all) or the file has several
     */
    public Column column(String name) {
        if (repeated.contains(name)) {
            throw new DataException(source + ": several columns are named " + DataException.quote(name)
                    + ", expected unique names; rename the one that is meant");
        }
        Column column = columns.get(name);
        if (column == null) {
            throw Nearest.unknown(source, "column", name, columns.keySet());
        }
        return column;
    }

    /**
     * Reads a column's numbers, none of which may be missing.
     *
     * @param name the column's name
     * @return the numbers, the caller's own
     * @throws DataException if the column is unknown or a cell holds no finite number
     */
    public double[] numbers(String name) {
        return numbers(name, MissingValues.REFUSE);
    }

    /**
     * Reads a column's numbers; texts are parsed.
     *
     * @param name the column's name
     * @param missing what to do with empty cells and NaN
     * @return the numbers, the caller's own
     * @throws DataException if the column is unknown, a cell holds text or an infinite number, or misses and may not
     */
    public double[] numbers(String name, MissingValues missing) {
        return numbers(name, missing, 0, rows);
    }

    /**
     * Reads the numbers of some rows of a column; cells of other rows are not looked at.
     *
     * @param name the column's name
     * @param missing what to do with empty cells and NaN
     * @param from the first row
     * @param to the row after the last
     * @return the numbers [to − from], the caller's own
     * @throws DataException if the column is unknown, a cell holds text or an infinite number, or misses and may not
     */
    public double[] numbers(String name, MissingValues missing, int from, int to) {
        Column column = column(name);
        double[] numbers = new double[to - from];
        NumberParser parser = new NumberParser();
        for (int row = from; row < to; row++) {
            double number = number(column, row, parser);
            if (Double.isInfinite(number)) {
                throw refused(column, row, "found " + number + ", expected a finite number");
            }
            if (Double.isNaN(number) && missing == MissingValues.REFUSE) {
                throw refused(column, row, "no value (empty or NaN), expected a number");
            }
            numbers[row - from] = number;
        }
        return numbers;
    }

    private double number(Column column, int row, NumberParser parser) {
        if (column instanceof NumberColumn numbers) {
            return numbers.value(row);
        }
        if (column instanceof IntegerColumn integers) {
            return integers.value(row);
        }
        String text = column.text(row);
        if (parser.parse(text) == NumberParser.Kind.TEXT) {
            throw refused(
                    column,
                    row,
                    "found " + DataException.quote(text)
                            + ", expected a number such as 3.25 (leave the cell empty where nothing was measured)");
        }
        return parser.value();
    }

    private DataException refused(Column column, int row, String what) {
        return new DataException(where(row) + ", column " + DataException.quote(column.name()) + ": " + what);
    }

    /**
     * Reads a column's texts; numbers are written in their shortest form.
     *
     * @param name the column's name
     * @return the texts, empty where a value is missing, unmodifiable
     * @throws DataException if the column is unknown
     */
    public List<String> texts(String name) {
        Column column = column(name);
        if (column instanceof TextColumn texts) {
            return texts.values();
        }
        List<String> texts = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            texts.add(column.text(row));
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * Says where a row is, for a message.
     *
     * @param row the row, from 0
     * @return for example "pump.csv, row 7 (line 8)", the row counted from 1
     */
    public String where(int row) {
        return source + ", row " + (row + 1) + (lines == null ? "" : " (line " + lines[row] + ")");
    }

    @Override
    public String toString() {
        return source + " [" + rows + " rows: " + Nearest.listed(columns.keySet()) + "]";
    }
}

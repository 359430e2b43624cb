package dev.weft.sdk.data;

import java.util.List;

/**
 * Holds the values of one quantity, row after row, with its name, unit and meaning.
 *
 * <p>Columns are immutable and safe to share between threads. Creation copies the values.
 */
public sealed interface Column permits NumberColumn, IntegerColumn, TextColumn {

    /**
     * Creates a column of numbers.
     *
     * @param name the name, not blank
     * @param values the values, NaN where one is missing. Not modified, copied
     * @return the column, without unit and meaning
     */
    static NumberColumn numbers(String name, double... values) {
        return new NumberColumn(new ColumnLabel(name), values.clone());
    }

    /**
     * Creates a column of integers, in which no value is missing.
     *
     * @param name the name, not blank
     * @param values the values. Not modified, copied
     * @return the column, without unit and meaning
     */
    static IntegerColumn integers(String name, long... values) {
        return new IntegerColumn(new ColumnLabel(name), values.clone());
    }

    /**
     * Creates a column of texts.
     *
     * @param name the name, not blank
     * @param values the values, empty where one is missing. Not modified, copied
     * @return the column, without unit and meaning
     */
    static TextColumn texts(String name, List<String> values) {
        return new TextColumn(new ColumnLabel(name), List.copyOf(values));
    }

    /**
     * Returns the name.
     *
     * @return the name, unique within a table
     */
    String name();

    /**
     * Returns the unit's symbol.
     *
     * @return the unit as text, for example "m/s"; empty when unknown or without dimension
     */
    String unit();

    /**
     * Returns what the values mean.
     *
     * @return a line for a reader; empty when nobody said
     */
    String meaning();

    /**
     * Returns the number of values.
     *
     * @return the length of the column
     */
    int rows();

    /**
     * Writes one value as text.
     *
     * @param row the row, from 0
     * @return the shortest text that reads back as the same value; empty for a missing value
     */
    String text(int row);

    /**
     * Labels the same values with a unit.
     *
     * @param unit the unit as text, may be empty
     * @return a column that shares these values
     */
    Column withUnit(String unit);

    /**
     * Labels the same values with a meaning.
     *
     * @param meaning a line for a reader, may be empty
     * @return a column that shares these values
     */
    Column withMeaning(String meaning);
}

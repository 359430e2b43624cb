package dev.weft.sdk.data;

import java.util.OptionalInt;

/**
 * Selects the data rows [from, to) of a table: half-open, counted from 0, the header not counted.
 *
 * @param from the first row
 * @param to the row after the last; empty for all that follow
 */
public record RowRange(int from, OptionalInt to) {

    /** All rows. */
    public static final RowRange ALL = new RowRange(0, OptionalInt.empty());

    /**
     * Checks the range.
     *
     * @throws DataException if from is negative or no row lies between from and to
     */
    public RowRange {
        if (from < 0 || (to.isPresent() && to.getAsInt() <= from)) {
            throw new DataException("rows " + written(from, to)
                    + " select nothing, expected a:b with 0 <= a < b (half-open, the first data row is 0)");
        }
    }

    /**
     * Selects rows by number.
     *
     * @param from the first row, from 0
     * @param to the row after the last
     * @return the range
     * @throws DataException if from is negative or not below to
     */
    public static RowRange of(int from, int to) {
        return new RowRange(from, OptionalInt.of(to));
    }

    /**
     * Parses "a:b"; either side may be empty.
     *
     * @param text for example "0:512", "512:" or ":512"
     * @return the range
     * @throws DataException if the text has another form or selects nothing
     */
    public static RowRange parse(String text) {
        String[] ends = text.strip().split(":", -1);
        if (ends.length != 2) {
            throw malformed(text);
        }
        try {
            int from = ends[0].isBlank() ? 0 : Integer.parseInt(ends[0].strip());
            OptionalInt to =
                    ends[1].isBlank() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(ends[1].strip()));
            return new RowRange(from, to);
        } catch (NumberFormatException notANumber) {
            throw malformed(text);
        }
    }

    /**
     * Ends the range within a table.
     *
     * @param source the table's name, for the message
     * @param rows the number of rows there are
     * @return the row after the last one selected
     * @throws DataException if the range reaches beyond the last row
     */
    public int endWithin(String source, int rows) {
        int end = to.orElse(rows);
        if (from >= rows || end > rows) {
            throw new DataException(source + ": rows " + this + " reach beyond the end, expected rows within 0:" + rows
                    + " (half-open, the first data row is 0)");
        }
        return end;
    }

    @Override
    public String toString() {
        return written(from, to);
    }

    private static String written(int from, OptionalInt to) {
        return from + ":" + (to.isPresent() ? Integer.toString(to.getAsInt()) : "");
    }

    private static DataException malformed(String text) {
        return new DataException(
                "rows " + DataException.quote(text)
                        + ", expected a:b with whole numbers, for example 0:512, 512: or :512 (half-open, the first data row is 0)");
    }
}

package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.List;

/**
 * Say where a fault is: rows {@code from} to {@code from + length − 1}.
 *
 * @param from first row, &gt;= 1: a fault begins after something good
 * @param length number of rows, &gt;= 1
 */
public record Stretch(int from, int length) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says
     */
    public Stretch {
        if (from < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "stretch from = " + from + ", length = " + length + ", expected both >= 1");
        }
    }

    /** Return the first row behind the stretch. */
    public int end() {
        return from + length;
    }

    /** Tell whether a row is in the stretch. */
    public boolean holds(int row) {
        return row >= from && row < end();
    }

    void requireWithin(List<Reading> readings) {
        if (end() > readings.size()) {
            throw new IllegalArgumentException("stretch ends behind row " + (end() - 1) + ", expected one within "
                    + readings.size() + " readings");
        }
    }
}

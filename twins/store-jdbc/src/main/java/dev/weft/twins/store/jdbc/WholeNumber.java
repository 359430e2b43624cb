package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Read whole numbers that are small and not negative: SQLite would keep any value in their columns. */
final class WholeNumber {
    private WholeNumber() {}

    /**
     * Read a number.
     *
     * @throws StoreException if it is missing, negative or too large
     */
    static int read(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        if (row.wasNull() || value < 0 || value > Integer.MAX_VALUE) {
            throw StoreException.damaged("number " + column + " of a seat or a step = " + value + ", expected 0 … "
                    + Integer.MAX_VALUE + "; restore the store from a copy");
        }
        return (int) value;
    }
}

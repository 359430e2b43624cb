package dev.weft.sdk.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hand out rows in the order of their source, one at a time, in memory that does not grow with the source.
 *
 * <p>A row that cannot be read is handed out as one with a fault; only a source that broke off ends with an exception. Not
 * thread-safe.
 */
public interface RowSource extends AutoCloseable {

    /** Return what the rows come from, for messages. */
    String name();

    /** Return the columns that every row has; empty where each row says for itself. */
    Optional<List<String>> columns();

    /** Return names that stand over several columns, none of which is among {@link #columns()}. */
    default Set<String> repeated() {
        return Set.of();
    }

    /**
     * Read the next row, waiting for it.
     *
     * @return empty at the end
     * @throws DataException if the source broke off
     */
    Optional<Row> next();

    /** Return which share of the source was handed out, 0 … 1; NaN if nobody knows. */
    double share();

    @Override
    void close();
}

package dev.weft.sdk.data;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs a prior's signals with a file's columns; a signal that is not paired has the column of its own name.
 *
 * <p>Immutable.
 */
public final class SignalMap {

    private static final String EXPECTED = "expected signal=column, for example level=yEst";

    private final Map<String, String> columns;

    private SignalMap(Map<String, String> columns) {
        this.columns = Collections.unmodifiableMap(columns);
    }

    /**
     * Pairs every signal with the column of its own name.
     *
     * @return the map without pairs
     */
    public static SignalMap identity() {
        return new SignalMap(new LinkedHashMap<>());
    }

    /**
     * Parses pairs.
     *
     * @param pairs texts "signal=column", for example "level=yEst"; the column's name may hold further '='
     * @return the map, its pairs in the same order
     * @throws DataException if a text has another form or a signal is there twice
     */
    public static SignalMap parse(List<String> pairs) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String signal = equals < 0 ? "" : pair.substring(0, equals).strip();
            String column = equals < 0 ? "" : pair.substring(equals + 1).strip();
            if (signal.isEmpty() || column.isEmpty()) {
                throw new DataException("map " + DataException.quote(pair) + ", " + EXPECTED);
            }
            String before = columns.putIfAbsent(signal, column);
            if (before != null) {
                throw new DataException("map " + DataException.quote(pair) + ": the signal "
                        + DataException.quote(signal) + " is already paired with " + DataException.quote(before)
                        + ", expected one column a signal");
            }
        }
        return new SignalMap(columns);
    }

    /**
     * Finds a signal's column.
     *
     * @param signal the signal's name
     * @return the column paired with it, or the signal's own name
     */
    public String columnOf(String signal) {
        return columns.getOrDefault(signal, signal);
    }

    /**
     * Tells whether a signal is paired.
     *
     * @param signal the signal's name
     * @return whether a pair names it
     */
    public boolean pairs(String signal) {
        return columns.containsKey(signal);
    }

    /**
     * Returns the pairs.
     *
     * @return signal to column, in order, unmodifiable
     */
    public Map<String, String> asMap() {
        return columns;
    }

    /**
     * Checks that every paired signal exists.
     *
     * @param known the signals there are
     * @throws DataException if a pair names another; the message names the nearest
     */
    public void requireSignals(Collection<String> known) {
        for (Map.Entry<String, String> pair : columns.entrySet()) {
            if (!known.contains(pair.getKey())) {
                throw Nearest.unknown(
                        "map " + DataException.quote(pair.getKey() + "=" + pair.getValue()),
                        "signal",
                        pair.getKey(),
                        known);
            }
        }
    }
}

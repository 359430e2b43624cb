package dev.weft.sdk.data;

import java.util.Optional;

/**
 * Tell what stands in one row of a source, however bad it is: what cannot be read is said of the row, and not thrown.
 *
 * <p>Immutable.
 */
public interface Row {

    /** The most characters that {@link #text()} has. */
    int MOST_TEXT = 1000;

    /** Return the line it began on, from 1 with the header counted; in files without lines its number from 1. */
    long line();

    /** Return the row as it came, cut to {@value #MOST_TEXT} characters. */
    String text();

    /** Return why this is no row at all; its cells are missing then. */
    Optional<String> fault();

    /**
     * Return a cell as text.
     *
     * @return empty if there is no such cell, or nothing but blanks in it
     */
    Optional<String> cell(String column);

    /**
     * Return a cell as a number: also infinite, and NaN where it is missing or no number.
     *
     * @see #unreadable
     */
    double number(String column);

    /** Return the text of a cell that holds something else than a number; empty for numbers, NaN and missing cells. */
    default Optional<String> unreadable(String column) {
        return Double.isNaN(number(column))
                ? cell(column).filter(text -> !text.equalsIgnoreCase("nan"))
                : Optional.empty();
    }

    /** Cut a text to {@value #MOST_TEXT} characters, none of them a half of a pair. */
    static String cut(String text) {
        if (text.length() <= MOST_TEXT) {
            return text;
        }
        int end = MOST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

package dev.weft.sdk.data;

/**
 * Refuses what a user handed in: a file, a column, a cell, an option.
 *
 * <p>The message is one line that stands alone: what, where, what was expected, the remedy. A command line prints it as
 * it is and exits with 2.
 */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_QUOTE = 60;

    /**
     * Refuses with a message.
     *
     * @param message what, where, what was expected, the remedy; line breaks become blanks
     */
    public DataException(String message) {
        super(oneLine(message));
    }

    /**
     * Refuses with a message and what caused it.
     *
     * @param message what, where, what was expected, the remedy; line breaks become blanks
     * @param cause the failure behind it
     */
    public DataException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /**
     * Puts found text between quotes, fit for a message: one line, cut when long.
     *
     * @param text what was found
     * @return the text in single quotes
     */
    public static String quote(String text) {
        String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return "'" + oneLine(cut) + "'";
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}

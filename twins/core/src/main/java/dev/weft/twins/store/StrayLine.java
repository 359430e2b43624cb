package dev.weft.twins.store;

import dev.weft.sdk.data.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Hold a line of a source that reached no twin, or not as it came. It is no part of the ledger.
 *
 * @param source name of the source, 1 to {@value #MOST_SOURCE} characters
 * @param line where it stood in the source, from 1; 0 if it is of the source as a whole
 * @param text as it came, cut to 1000 characters
 * @param reason why it is here, cut to 1000 characters
 * @param keptAt system time
 */
public record StrayLine(String source, long line, String text, String reason, Instant keptAt) {
    /** How many a store keeps; of more than so many the oldest go. */
    public static final int MOST_KEPT = 10_000;

    private static final int MOST_SOURCE = 200;

    /**
     * Check the place, and cut the texts.
     *
     * @throws IllegalArgumentException if the source has no name or too long a one, or the line is negative
     */
    public StrayLine {
        if (source.isBlank() || source.length() > MOST_SOURCE) {
            throw new IllegalArgumentException("source of a stray line has a name of " + source.length()
                    + " characters, expected 1 to " + MOST_SOURCE + ", not only blanks");
        }
        if (line < 0) {
            throw new IllegalArgumentException("line = " + line + " of source " + source + ", expected 0 or more");
        }
        text = Row.cut(encodable(text));
        reason = Row.cut(encodable(reason));
        keptAt = Instant.ofEpochMilli(keptAt.toEpochMilli());
    }

    /** Return this line as one that was kept at another time. */
    public StrayLine keptAt(Instant other) {
        return new StrayLine(source, line, text, reason, other);
    }

    /** Half a surrogate pair, which a text in JSON may hold, can be kept by no file. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

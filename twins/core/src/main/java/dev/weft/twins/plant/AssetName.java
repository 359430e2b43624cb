package dev.weft.twins.plant;

import dev.weft.twins.store.TwinRecord;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Name one asset, or many of a kind by what a column says. */
public sealed interface AssetName {
    /** How many twins a pattern makes if nobody says. */
    int USUAL_MOST = 10_000;

    /** Return the id or the pattern. */
    String text();

    /**
     * Name one asset.
     *
     * @param text the id of its twin, and what the source's asset column says of it
     */
    record One(String text) implements AssetName {
        /**
         * Check the id.
         *
         * @throws IllegalArgumentException if no twin can have it
         */
        public One {
            if (!TwinRecord.isId(text)) {
                throw new IllegalArgumentException(
                        "id '" + text.strip() + "', expected 1 to 200 characters without control characters");
            }
        }
    }

    /**
     * Name all assets whose names in the source's asset column match.
     *
     * @param text pattern: {@code *} for any characters, {@code ?} for one
     * @param most so many twins at most, &gt;= 1: a garbled column must not make twins without end
     */
    record Matching(String text, int most) implements AssetName {
        /**
         * Check the number.
         *
         * @throws IllegalArgumentException if it is less than 1, or the pattern is empty
         */
        public Matching {
            if (text.isBlank()) {
                throw new IllegalArgumentException("match = '', expected a pattern such as pump-*");
            }
            if (most < 1) {
                throw new IllegalArgumentException("limit = " + most + " twins, expected 1 or more");
            }
        }

        Pattern pattern() {
            String stars = Arrays.stream(text.split("((?<=[*?])|(?=[*?]))"))
                    .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                    .collect(Collectors.joining());
            return Pattern.compile(stars, Pattern.DOTALL);
        }
    }
}

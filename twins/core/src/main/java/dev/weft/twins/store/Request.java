package dev.weft.twins.store;

import java.time.Instant;

/**
 * Ask for a decision about a twin, for whoever writes to the store. It is no part of the ledger; the decision will be.
 *
 * @param twin id of the twin
 * @param kind what is decided
 * @param argument the version to go back to, a policy as JSON, or the id of the fork; empty for others
 * @param person who decides
 * @param reason why
 * @param askedAt system time
 */
public record Request(String twin, Kind kind, String argument, String person, String reason, Instant askedAt) {
    /** How long a request waits, in seconds: a decision is about the twin that somebody has just looked at. */
    public static final int MOST_SECONDS = 600;

    /** How many requests may wait at a time. */
    public static final int MOST_WAITING = 200;

    private static final int MOST_CHARACTERS = 100_000;

    /** What can be asked for. */
    public enum Kind {
        /** That the weights serve that adapt. */
        APPROVE,
        /** That the approved parameters take the place of those that adapt. */
        REJECT,
        /** That the twin goes back to an earlier version. */
        ROLL_BACK,
        /** That the twin has another policy. */
        GOVERN,
        /** That there is another twin which starts as this one is. */
        FORK
    }

    /**
     * Say what became of a request.
     *
     * @param done whether it was done
     * @param version of the twin that records it, or from which the fork starts; −1 if it was not done
     * @param text why it was not done; empty if it was
     */
    public record Answer(boolean done, long version, String text) {}

    /**
     * Check the texts.
     *
     * @throws IllegalArgumentException if twin or person have no name, or a text has more than {@value #MOST_CHARACTERS}
     *     characters
     */
    public Request {
        if (twin.isBlank() || person.isBlank()) {
            throw new IllegalArgumentException(
                    "request of '" + person + "' about twin '" + twin + "', expected the names of both");
        }
        int longest = Math.max(Math.max(twin.length(), person.length()), Math.max(reason.length(), argument.length()));
        if (longest > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "text of a request = " + longest + " characters, expected at most " + MOST_CHARACTERS);
        }
        askedAt = Instant.ofEpochMilli(askedAt.toEpochMilli());
    }
}

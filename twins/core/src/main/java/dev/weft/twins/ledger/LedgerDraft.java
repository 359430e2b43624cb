package dev.weft.twins.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Describe an entry that has no place in the chain yet; the components are those of {@link LedgerEntry}.
 */
public record LedgerDraft(
        String twin,
        long version,
        LedgerEntry.Kind kind,
        String actor,
        String cause,
        String policy,
        Instant recordedAt,
        Optional<Observation> observation,
        TwinSnapshot after)
        implements Draft {
    private static final int MAX_ACTOR = 200;
    private static final int MAX_CAUSE = 4_000;

    /**
     * Cut the time to milliseconds, which is what every store keeps.
     *
     * @throws IllegalArgumentException if the cause has more than 4000 characters or the actor none or more than 200, or there
     *     is half a surrogate pair in them
     */
    public LedgerDraft {
        require("actor", actor, MAX_ACTOR);
        require("cause", cause, MAX_CAUSE);
        if (actor.isBlank()) {
            throw new IllegalArgumentException("actor '', expected a name");
        }
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Return what an entry says, without its place in the chain. */
    public static LedgerDraft of(LedgerEntry entry) {
        return new LedgerDraft(
                entry.twin(),
                entry.version(),
                entry.kind(),
                entry.actor(),
                entry.cause(),
                entry.policy(),
                entry.recordedAt(),
                entry.observation(),
                entry.after());
    }

    private static void require(String what, String text, int most) {
        if (text.length() > most || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(what + " of " + text.length() + " characters, expected at most " + most
                    + " of well-formed Unicode");
        }
    }
}

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
        String cause,
        Instant recordedAt,
        Optional<Observation> observation,
        TwinSnapshot after) {
    private static final int MAX_CAUSE = 2_000;

    /**
     * Cut the time to milliseconds, which is what every store keeps.
     *
     * @throws IllegalArgumentException if the cause has more than 2000 characters, or half a surrogate pair
     */
    public LedgerDraft {
        if (cause.length() > MAX_CAUSE || !StandardCharsets.UTF_8.newEncoder().canEncode(cause)) {
            throw new IllegalArgumentException("cause of " + cause.length() + " characters, expected at most "
                    + MAX_CAUSE + " of well-formed Unicode");
        }
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}

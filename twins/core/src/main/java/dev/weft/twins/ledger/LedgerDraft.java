package dev.weft.twins.ledger;

import java.time.Instant;
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
        TwinSnapshot after) {}

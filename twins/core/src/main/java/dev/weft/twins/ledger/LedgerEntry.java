package dev.weft.twins.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Record one thing that happened to one twin.
 *
 * @param sequence position in the store's ledger, from 1 without gaps
 * @param twin id of the twin
 * @param version position among the twin's own entries, from 0 without gaps; forecasts name it
 * @param kind what happened
 * @param cause why, in words
 * @param recordedAt system time
 * @param observation the reading, if there was one
 * @param after the twin after the entry, exact
 * @param hash SHA-256 over the entry and the hash of the one before, in hex
 */
public record LedgerEntry(
        long sequence,
        String twin,
        long version,
        Kind kind,
        String cause,
        Instant recordedAt,
        Optional<Observation> observation,
        TwinSnapshot after,
        String hash) {
    /** List what can happen to a twin. */
    public enum Kind {
        CREATED,
        ACCEPTED,
        REFUSED,
        ROLLED_BACK
    }
}

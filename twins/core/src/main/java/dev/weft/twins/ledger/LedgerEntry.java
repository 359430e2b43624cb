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
 * @param actor who or what made it happen: {@link #WEFT}, or a person
 * @param cause why, in words
 * @param policy SHA-256 of the text of the policy that held, in hex
 * @param recordedAt system time
 * @param observation the reading, if there was one
 * @param after the twin after the entry, exact
 * @param hash SHA-256 over the entry and the hash of the link before, in hex; of an entry that is part of a step, that of the
 *     step
 */
public record LedgerEntry(
        long sequence,
        String twin,
        long version,
        Kind kind,
        String actor,
        String cause,
        String policy,
        Instant recordedAt,
        Optional<Observation> observation,
        TwinSnapshot after,
        String hash)
        implements LedgerLink {
    /** The actor where no person decided. */
    public static final String WEFT = "weft";

    @Override
    public long first() {
        return sequence;
    }

    @Override
    public long last() {
        return sequence;
    }

    /** List what can happen to a twin. */
    public enum Kind {
        /** A twin began. */
        CREATED,
        /** A twin began as another one was. */
        FORKED,
        /** A reading was taken. */
        ACCEPTED,
        /** A reading was refused. */
        REFUSED,
        /** A reading was the one that took parameters too far from the approved ones. */
        ALARMED,
        /** A person took the twin back to an earlier version. */
        ROLLED_BACK,
        /** A person approved the weights that adapt: they serve from here on. */
        APPROVED,
        /** A person rejected the weights that adapt: the approved ones take their place. */
        REJECTED,
        /** A person gave the twin another policy. */
        GOVERNED
    }
}

package dev.weft.twins.audit;

import dev.weft.twins.ledger.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Hold the result of an audit.
 *
 * @param findings what is not as it was; empty if all is
 * @param entries number of entries read
 * @param lastHash hash of the last one, in hex
 * @param checkpoints number of different checkpoints looked at, those of the store and those from elsewhere
 * @param newest the furthest checkpoint that holds: its signature is right, the ledger has what it signs, and
 *     the chain holds up to there
 * @param trusted whether signatures were held against keys that the caller trusts, not only against those that the
 *     checkpoints name themselves
 * @param twins number of twins
 * @param vouchedTwins how many of them have the hashes of model and policy in their first entry
 */
public record AuditReport(
        List<AuditFinding> findings,
        long entries,
        String lastHash,
        int checkpoints,
        Optional<Checkpoint> newest,
        boolean trusted,
        int twins,
        int vouchedTwins) {
    /** Copy the list. */
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Tell whether nothing was found. */
    public boolean isIntact() {
        return findings.isEmpty();
    }

    /** Return how many entries stand behind the newest checkpoint: nobody would see it if they were cut off. */
    public long unsigned() {
        return Math.max(0, entries - newest.map(c -> c.head().sequence()).orElse(0L));
    }
}

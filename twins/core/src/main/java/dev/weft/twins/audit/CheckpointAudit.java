package dev.weft.twins.audit;

import dev.weft.twins.audit.AuditFinding.Kind;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.VerificationKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hold a ledger against its checkpoints while its entries pass by. */
final class CheckpointAudit {
    private final List<VerificationKey> trusted;
    private final List<AuditFinding> findings;
    private final List<Checkpoint> signed = new ArrayList<>();
    private final Set<Long> positions = new HashSet<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private Optional<String> ledger = Optional.empty();
    private Optional<Checkpoint> newest = Optional.empty();
    private int count;

    CheckpointAudit(List<VerificationKey> trusted, List<AuditFinding> findings) {
        this.trusted = trusted;
        this.findings = findings;
    }

    /** Return how many different checkpoints there are. */
    int count() {
        return count;
    }

    /** Return the furthest checkpoint that holds. */
    Optional<Checkpoint> newest() {
        return newest;
    }

    /** Take the checkpoints, and leave out those whose signatures do not count. */
    void read(List<Checkpoint> kept, List<Checkpoint> elsewhere, boolean keptRead) {
        Set<Checkpoint> inStore = new LinkedHashSet<>(kept);
        Set<Checkpoint> all = new LinkedHashSet<>(kept);
        all.addAll(elsewhere);
        count = all.size();
        String keys = trusted.stream().map(VerificationKey::toString).collect(Collectors.joining(" or "));
        for (Checkpoint checkpoint : all) {
            if (keptRead && !inStore.contains(checkpoint)) {
                add(Kind.CHECKPOINT_MISSING, checkpoint, " is no longer in the store");
            }
            if (!trusted.isEmpty() && !trusted.contains(checkpoint.key())) {
                add(Kind.KEY_NOT_TRUSTED, checkpoint, " is signed by " + checkpoint.key() + ", expected " + keys);
            } else if (!checkpoint.isSigned()) {
                add(Kind.SIGNATURE_WRONG, checkpoint, " does not have the signature of " + checkpoint.key());
            } else {
                signed.add(checkpoint);
                positions.add(checkpoint.head().sequence());
            }
        }
        if (!trusted.isEmpty() && signed.isEmpty()) {
            findings.add(new AuditFinding(
                    Kind.NOTHING_SIGNED, 0, "", "no checkpoint is signed by " + keys + ", expected one at least"));
        }
        signed.sort(Comparator.comparingLong(checkpoint -> checkpoint.head().sequence()));
    }

    /** Take the next link. */
    void pass(LedgerLink link) {
        if (ledger.isEmpty()) {
            ledger = Optional.of(link.hash());
        }
        if (positions.contains(link.last())) {
            hashes.put(link.last(), link.hash());
        }
    }

    /**
     * Compare, after the last entry.
     *
     * @param complete whether all entries were read
     * @param last position of the last one
     * @param firstBad position of the first one that does not follow; a checkpoint from there on vouches for nothing
     */
    void compare(boolean complete, long last, long firstBad) {
        boolean replaced = false;
        boolean foreign = false;
        Optional<Checkpoint> beyond = Optional.empty();
        for (Checkpoint checkpoint : signed) {
            long sequence = checkpoint.head().sequence();
            if (ledger.filter(first -> !first.equals(checkpoint.head().ledger()))
                    .isPresent()) {
                if (!foreign) {
                    add(
                            Kind.LEDGER_REPLACED,
                            checkpoint,
                            " is of another ledger, or this one was written anew from its first entry on");
                }
                foreign = true;
            } else if (sequence > last) {
                beyond = Optional.of(checkpoint);
            } else if (checkpoint.head().hash().equals(hashes.get(sequence))) {
                newest = sequence < firstBad ? Optional.of(checkpoint) : newest;
            } else if (!replaced) {
                replaced = true;
                long good = newest.map(c -> c.head().sequence()).orElse(0L);
                add(
                        Kind.ENTRIES_REPLACED,
                        checkpoint,
                        " does not sign what is there: entries were written anew somewhere from " + (good + 1) + " to "
                                + sequence);
            }
        }
        if (complete) {
            beyond.ifPresent(checkpoint -> add(
                    Kind.ENTRIES_MISSING,
                    checkpoint,
                    " signs more than there is: entries are missing from " + (last + 1) + " on"));
        }
    }

    private void add(Kind kind, Checkpoint checkpoint, String text) {
        findings.add(new AuditFinding(
                kind,
                checkpoint.head().sequence(),
                "",
                "the checkpoint of " + checkpoint.time() + " over "
                        + checkpoint.head().sequence() + " entries" + text));
    }
}

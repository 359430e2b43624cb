package dev.weft.twins.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Prove an entry of a twin to somebody who has nothing of the store: with SHA-256 alone, and Ed25519 for the signature.
 *
 * <p>The proof is a piece of the chain: what the hashes of neighbouring links are taken of, each beginning with the hash of the
 * one before. The entry is one of these links, or a leaf under the root in which a step ends; then a second leaf, the snapshots
 * of the twin's block in this step or an earlier one, says whose readings stand at which place. The piece ends with the link
 * whose hash a checkpoint signs, or with the entry's own.
 *
 * <p>Cost: some 100 KB for the leaves of an entry in a step, 124 bytes for each step between, 1 KB for each entry by itself.
 * Immutable.
 *
 * <p>Source of the paths: RFC 9162 (2021), section 2.1.3.
 */
public final class LedgerProof {
    private final String twin;
    private final long version;
    private final List<byte[]> links;
    private final int link;
    private final List<Leaf> leaves;
    private final String end;
    private final Optional<Checkpoint> checkpoint;
    private final Optional<Checkpoint> beyond;

    /**
     * Hold a leaf under the root of a step.
     *
     * @param link which of the proof's links is the step, from 0
     * @param bytes of {@link StepSnapshots} or {@link StepReadings}
     * @param path from the leaf to the root
     */
    public record Leaf(int link, byte[] bytes, MerkleProof path) {}

    /**
     * Put a proof together; whether it holds is another question.
     *
     * @param links what the hashes of links are taken of, as {@link LedgerChain#content} returns it, in the order of the chain
     * @param link which of them is the entry, or the step that has it, from 0
     * @param leaves of an entry in a step the snapshots that name the twin, then its readings; none for an entry by itself
     * @param end hash of the last link, in hex
     * @param checkpoint that signs it, if one does
     * @param beyond the nearest checkpoint that signs the entry, if it is so far on that the way there was left out
     */
    public LedgerProof(
            String twin,
            long version,
            List<byte[]> links,
            int link,
            List<Leaf> leaves,
            String end,
            Optional<Checkpoint> checkpoint,
            Optional<Checkpoint> beyond) {
        this.twin = twin;
        this.version = version;
        this.links = List.copyOf(links);
        this.link = link;
        this.leaves = List.copyOf(leaves);
        this.end = end;
        this.checkpoint = checkpoint;
        this.beyond = beyond;
    }

    /**
     * Tell whether the entry is under the hash in which the proof ends, and that hash under the checkpoint's signature, if there
     * is a checkpoint. Whose key has signed, and which ledger, is for the reader to compare.
     */
    public boolean holds() {
        try {
            return isChained() && (leaves.isEmpty() ? isSingle() : isInStep()) && isSigned();
        } catch (IllegalArgumentException e) {
            // Bytes that are no link or no leaf prove nothing.
            return false;
        }
    }

    private boolean isChained() {
        for (int i = 1; i < links.size(); i++) {
            if (!content(i).before().equals(hash(i - 1))) {
                return false;
            }
        }
        return link >= 0 && link < links.size() && hash(links.size() - 1).equals(end);
    }

    private boolean isSingle() {
        LinkContent content = content(link);
        return content.twin().equals(twin) && content.version() == version;
    }

    private boolean isInStep() {
        if (leaves.size() != 2 || leaves.get(1).link() != link || leaves.get(0).link() > link) {
            return false;
        }
        for (Leaf leaf : leaves) {
            LinkContent step = content(leaf.link());
            if (!step.twin().isEmpty() || !leaf.path().proves(leaf.bytes(), step.root())) {
                return false;
            }
        }
        StepReadings readings = readings().orElseThrow();
        return content(link).fleet() == readings.fleet()
                && content(leaves.get(0).link()).fleet() == readings.fleet()
                && index() >= 0
                && readings.version(index()) == version;
    }

    private boolean isSigned() {
        return checkpoint
                .map(signed -> signed.isSigned()
                        && signed.head().hash().equals(end)
                        && signed.head().sequence() == content(links.size() - 1).last())
                .orElse(true);
    }

    private LinkContent content(int i) {
        return LinkContent.of(links.get(i));
    }

    private String hash(int i) {
        return Sha256.hex(links.get(i));
    }

    /** Return the id of the twin. */
    public String twin() {
        return twin;
    }

    /** Return the version of the twin. */
    public long version() {
        return version;
    }

    /** Return what the hashes of the links are taken of, in the order of the chain. */
    public List<byte[]> links() {
        return links;
    }

    /** Return which of the links is the entry, or the step that has it, from 0. */
    public int link() {
        return link;
    }

    /** Return the hash of the link that is the entry, or the step that has it, in hex. */
    public String hash() {
        return hash(link);
    }

    /** Return the snapshots that name the twin, then its readings; none for an entry by itself. */
    public List<Leaf> leaves() {
        return leaves;
    }

    /** Return the readings of the twin's block in the step; empty for an entry by itself. */
    public Optional<StepReadings> readings() {
        return leaves.isEmpty()
                ? Optional.empty()
                : Optional.of(StepReadings.of(leaves.get(1).bytes()));
    }

    /** Return which of the readings is the twin's; −1 if none is, as for an entry by itself. */
    public int index() {
        return readings()
                .map(readings -> readings.index(
                        StepSnapshots.read(leaves.get(0).bytes(), readings.fleet(), readings.block()).stream()
                                .filter(standing -> standing.twin().equals(twin))
                                .mapToInt(StepSnapshots.Standing::place)
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException("twin " + twin + " is not in the snapshots"))))
                .orElse(-1);
    }

    /** Return the hash in which the proof ends: trust it, and the entry is proved. */
    public String end() {
        return end;
    }

    /** Return the checkpoint that signs the hash in which the proof ends. */
    public Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    /** Return the nearest checkpoint that signs the entry, if it is so far on that the way there was left out. */
    public Optional<Checkpoint> beyond() {
        return beyond;
    }
}

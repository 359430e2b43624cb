package dev.weft.twins.ledger;

import java.time.Instant;
import java.util.Arrays;

/**
 * Prove that an entry of a twin is in a step, without the rest of the step: its block of 128 lanes, some ten hashes, and what
 * the hash of the step covers. The step's hash is what checkpoints and the links that follow vouch for.
 *
 * <p>Cost: 12 KB or so, and one hash of that. Immutable.
 */
public final class EntryProof {
    private final Seat seat;
    private final long version;
    private final String before;
    private final long first;
    private final Instant recordedAt;
    private final int entries;
    private final byte[] root;
    private final MerkleProof path;
    private final byte[] leaf;

    private EntryProof(
            Seat seat, long version, String before, LedgerStep step, byte[] root, MerkleProof path, byte[] leaf) {
        this.seat = seat;
        this.version = version;
        this.before = before;
        this.first = step.first();
        this.recordedAt = step.recordedAt();
        this.entries = step.entries();
        this.root = root;
        this.path = path;
        this.leaf = leaf;
    }

    /**
     * Prove an entry.
     *
     * @param seat of the twin
     * @param version of the twin, in this step
     * @param step whole
     * @param before hash of the link before the step
     * @throws IllegalArgumentException if the step has no such entry
     */
    public static EntryProof of(Seat seat, long version, LedgerStep step, String before) {
        int leaf = 0;
        for (StepBlock block : step.blocks()) {
            leaf += block.snapshots().isPresent() ? 1 : 0;
            if (block.block() == seat.block() && block.entries() > 0) {
                MerkleTree tree = step.tree();
                EntryProof proof =
                        new EntryProof(seat, version, before, step, tree.root(), tree.proof(leaf), block.readings());
                if (proof.index() >= 0) {
                    return proof;
                }
            }
            leaf += block.entries() > 0 ? 1 : 0;
        }
        throw new IllegalArgumentException("step " + step.first() + " has no version " + version + " of twin "
                + seat.twin() + ", expected one that it has");
    }

    private int index() {
        StepReadings readings = StepReadings.of(leaf);
        int index = readings.fleet() == seat.fleet() && readings.block() == seat.block()
                ? readings.index(seat.place())
                : -1;
        return index >= 0 && readings.version(index) == version ? index : -1;
    }

    /**
     * Tell whether the entry is in a step of this hash: the block holds it, stands under the root, and the root under the
     * hash.
     *
     * @param hash of the step, in hex, from where it is trusted
     */
    public boolean holds(String hash) {
        return index() >= 0
                && path.proves(leaf, root)
                && LedgerChain.stepHash(before, first, seat.fleet(), recordedAt.toEpochMilli(), entries, root)
                        .equals(hash);
    }

    /** Return where the twin stands; snapshots of its block say so, too. */
    public Seat seat() {
        return seat;
    }

    /** Return the version of the twin. */
    public long version() {
        return version;
    }

    /** Return the readings of the block, among them the twin's. */
    public StepReadings readings() {
        return StepReadings.of(leaf);
    }

    /** Return the way from the block to the root. */
    public MerkleProof path() {
        return path;
    }

    /** Return a copy of the root of the step's tree. */
    public byte[] root() {
        return Arrays.copyOf(root, root.length);
    }

    /** Return the position of the step's first entry. */
    public long first() {
        return first;
    }

    /** Return when the step was recorded. */
    public Instant recordedAt() {
        return recordedAt;
    }
}

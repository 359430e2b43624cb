package dev.weft.twins.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Record one step of many twins: entries of readings of which there was nothing to say, in columns, one for each twin that
 * took a reading. The hash covers the root of a {@link MerkleTree} over the blocks: of each block its snapshots, if there
 * are any, then its readings. When a fleet is closed, a step in which no twin moves holds snapshots alone; it takes one position.
 *
 * @param first position of its first entry in the ledger; the others follow, block by block and lane by lane
 * @param fleet number of the twins that step together
 * @param recordedAt system time
 * @param blocks what happened, in the order of the blocks
 * @param hash SHA-256 over the step and the hash of the link before, in hex
 */
public record LedgerStep(long first, int fleet, Instant recordedAt, List<StepBlock> blocks, String hash)
        implements LedgerLink {
    /** Copy the list. */
    public LedgerStep {
        blocks = List.copyOf(blocks);
    }

    /** Return the number of positions that it takes: one for each entry, one alone if it has none. */
    public int entries() {
        return positions(blocks);
    }

    static int positions(List<StepBlock> blocks) {
        return Math.max(1, blocks.stream().mapToInt(StepBlock::entries).sum());
    }

    /** Tell whether no twin took a reading: it says how blocks stood when a fleet was closed. */
    public boolean isClosing() {
        return blocks.stream().allMatch(block -> block.entries() == 0);
    }

    @Override
    public long last() {
        return first + entries() - 1;
    }

    /** Return the part that a block took; empty if it took none. */
    public Optional<StepPart> part(int block) {
        long at = first;
        for (StepBlock candidate : blocks) {
            if (candidate.block() == block) {
                return Optional.of(new StepPart(first, at, fleet, recordedAt, hash, candidate));
            }
            at += candidate.entries();
        }
        return Optional.empty();
    }

    /** Return the tree over the blocks. */
    public MerkleTree tree() {
        return tree(blocks);
    }

    static MerkleTree tree(List<StepBlock> blocks) {
        List<byte[]> leaves = new ArrayList<>(blocks.size());
        for (StepBlock block : blocks) {
            block.snapshots().ifPresent(leaves::add);
            if (block.entries() > 0) {
                leaves.add(block.readings());
            }
        }
        // Megabytes, in a large fleet; each leaf has a hash of its own.
        List<byte[]> hashes = leaves.parallelStream()
                .map(leaf -> MerkleTree.leafHash(Sha256.newDigest(), leaf))
                .toList();
        MerkleTree tree = new MerkleTree();
        hashes.forEach(tree::addHash);
        return tree;
    }
}

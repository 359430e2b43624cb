package dev.weft.twins.ledger;

import java.util.Optional;

/**
 * Hold what a step of a fleet did to one block of lanes. When a fleet is closed, blocks are written down as they stand: then
 * there are snapshots and no readings.
 *
 * @param block number of the block, from 0
 * @param entries how many twins of the block took a reading, one entry each; 0 if none did
 * @param snapshots the twins of the block as they were before the step, if it was time to write that down; the bytes of
 *     {@link StepSnapshots}
 * @param readings what was read, and the weights after it; the bytes of {@link StepReadings}, none if no twin took a reading
 */
public record StepBlock(int block, int entries, Optional<byte[]> snapshots, byte[] readings) {
    /**
     * Check the parts.
     *
     * @throws IllegalArgumentException if there are readings without entries, entries without readings, or nothing at all
     */
    public StepBlock {
        if (entries > 0 != readings.length > 0 || entries <= 0 && snapshots.isEmpty()) {
            throw new IllegalArgumentException("block " + block + " has " + entries + " entries, "
                    + readings.length + " bytes of readings and " + (snapshots.isPresent() ? "" : "no ")
                    + "snapshots, expected readings of entries, or snapshots alone");
        }
    }

    /** Return a block as it stands, in which no twin took a reading. */
    public static StepBlock standing(int block, byte[] snapshots) {
        return new StepBlock(block, 0, Optional.of(snapshots), new byte[0]);
    }
}

package dev.weft.twins.ledger;

import java.util.Optional;

/**
 * Hold what a step of a fleet did to one block of lanes.
 *
 * @param block number of the block, from 0
 * @param entries how many twins of the block took a reading, one entry each
 * @param snapshots the twins of the block as they were before the step, if it was time to write that down; the bytes of
 *     {@link StepSnapshots}
 * @param readings what was read, and the weights after it; the bytes of {@link StepReadings}
 */
public record StepBlock(int block, int entries, Optional<byte[]> snapshots, byte[] readings) {}

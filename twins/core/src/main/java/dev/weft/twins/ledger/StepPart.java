package dev.weft.twins.ledger;

import java.time.Instant;

/**
 * Hold one block of a step, as a store finds it.
 *
 * @param step position of the step's first entry
 * @param first position of the block's first entry
 * @param fleet number of the twins that step together
 * @param recordedAt system time
 * @param hash of the step
 * @param block the block
 */
public record StepPart(long step, long first, int fleet, Instant recordedAt, String hash, StepBlock block) {}

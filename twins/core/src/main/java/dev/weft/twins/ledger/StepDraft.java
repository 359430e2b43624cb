package dev.weft.twins.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Describe a step of a fleet that has no place in the chain yet.
 *
 * @param fleet number of the twins that step together, from 1
 * @param recordedAt system time
 * @param blocks what happened, in the order of the blocks, at least one
 * @param seats twins that stand in lanes in which the store does not know them yet
 */
public record StepDraft(int fleet, Instant recordedAt, List<StepBlock> blocks, List<Seat> seats) implements Draft {
    /**
     * Cut the time to milliseconds, which is what every store keeps.
     *
     * @throws IllegalArgumentException if there is no block, or blocks are not in ascending order
     */
    public StepDraft {
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        blocks = List.copyOf(blocks);
        seats = List.copyOf(seats);
        for (int i = 0; i < blocks.size(); i++) {
            if (i > 0 && blocks.get(i).block() <= blocks.get(i - 1).block()) {
                throw new IllegalArgumentException("block " + blocks.get(i).block() + " after "
                        + blocks.get(i - 1).block() + ", expected ascending order");
            }
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a step of no block, expected one at least");
        }
    }

    /** Return the number of positions that it takes: one for each entry, one alone if it has none. */
    public int entries() {
        return LedgerStep.positions(blocks);
    }
}

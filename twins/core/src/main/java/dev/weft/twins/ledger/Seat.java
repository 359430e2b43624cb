package dev.weft.twins.ledger;

/**
 * Say where a twin stands in the columns of steps.
 *
 * @param twin id of the twin
 * @param fleet number of the twins that step together, from 1
 * @param lane the twin's place among them, from 0
 */
public record Seat(String twin, int fleet, int lane) {
    /** Return the block of lanes. */
    public int block() {
        return lane / StepReadings.LANES;
    }

    /** Return the place within the block. */
    public int place() {
        return lane % StepReadings.LANES;
    }
}

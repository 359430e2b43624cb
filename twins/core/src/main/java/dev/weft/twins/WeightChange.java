package dev.weft.twins;

import dev.weft.sdk.weights.WeightSlot;

/**
 * Tell how one weight moved between two versions of a twin.
 *
 * @param slot which weight
 * @param before value at the earlier version, in the slot's unit
 * @param after value at the later version
 * @param deviations how far its coordinate moved, in standard deviations of the earlier version; infinite where there was no
 *     doubt
 */
public record WeightChange(WeightSlot slot, double before, double after, double deviations) {
    /** Return after − before, in the slot's unit. */
    public double difference() {
        return after - before;
    }
}

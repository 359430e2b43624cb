package dev.weft.sdk.weights;

import dev.weft.solvers.estimation.Coordinate;

/**
 * Describe one scalar of θ.
 *
 * @param segment the part of θ it belongs to
 * @param name name within the model
 * @param unit unit symbol of the physical value, empty for a plain number
 * @param coordinate map between the physical value and the entry of θ
 * @param meaning a few words
 */
public record WeightSlot(Segment segment, String name, String unit, Coordinate coordinate, String meaning) {
    /** List the parts of a weight vector. */
    public enum Segment {
        PARAMETER,
        STATE
    }

    /** Return {@code segment.name}, unique within a layout. */
    public String path() {
        return segment.name().toLowerCase(java.util.Locale.ROOT) + "." + name;
    }
}

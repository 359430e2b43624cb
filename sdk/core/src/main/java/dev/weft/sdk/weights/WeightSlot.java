package dev.weft.sdk.weights;

import dev.weft.solvers.estimation.Coordinate;

/**
 * Describe one scalar of θ.
 *
 * @param segment the kind of segment it belongs to
 * @param name name within the model
 * @param unit unit symbol of the physical value, empty for a plain number
 * @param coordinate map between the physical value and the entry of θ
 * @param meaning a few words
 */
public record WeightSlot(Segment segment, String name, String unit, Coordinate coordinate, String meaning) {
    /** List the kinds of parts a weight vector has. */
    public enum Segment {
        /** Parameters of a prior, in unconstrained coordinates. */
        PARAMETER("parameter"),
        /** States of a prior, as they are. */
        STATE("state"),
        /** Weights or biases of one layer of a network. */
        LAYER("layer"),
        /** Numbers that nothing reads, there to make up an even count. */
        IDLE("idle");

        private final String id;

        Segment(String id) {
            this.id = id;
        }

        /** Return the name in files and tables: "parameter". */
        public String id() {
            return id;
        }
    }

    /** Return what is unique within a layout: {@code parameter.mass}, {@code state.position}, {@code layer0.bias[2]}. */
    public String path() {
        return segment == Segment.PARAMETER || segment == Segment.STATE ? segment.id() + "." + name : name;
    }
}

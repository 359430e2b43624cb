package dev.weft.sdk.weights;

import java.util.List;

/**
 * Describe a stretch of θ that belongs together.
 *
 * @param name such as {@code parameters}, {@code state}, {@code layer0.weight}; unique within a layout
 * @param kind what its entries are
 * @param shape its extents, row-major: [out×in] for weights of a layer, one number for a vector
 * @param offset index of its first entry
 */
public record WeightSegment(String name, WeightSlot.Segment kind, List<Integer> shape, int offset) {
    /** Copy the shape. */
    public WeightSegment {
        shape = List.copyOf(shape);
    }

    /** Return how many entries it has. */
    public int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Return the index behind its last entry. */
    public int end() {
        return offset + length();
    }

    /** Return its shape for messages: "16×2". */
    public String shapeText() {
        return String.join("×", shape.stream().map(String::valueOf).toList());
    }
}

package dev.weft.sdk.report;

import java.util.Objects;

/**
 * Says how a kind of marker is drawn.
 *
 * @param shape its shape
 * @param hue its colour
 */
public record MarkerStyle(Shape shape, Hue hue) {
    /** A red cross: refused, failed. */
    public static final MarkerStyle CROSS = new MarkerStyle(Shape.CROSS, Hue.VERMILION);
    /** An orange triangle: doubtful. */
    public static final MarkerStyle TRIANGLE = new MarkerStyle(Shape.TRIANGLE, Hue.ORANGE);
    /** A blue ring: noted. */
    public static final MarkerStyle CIRCLE = new MarkerStyle(Shape.CIRCLE, Hue.BLUE);
    /** A green diamond: accepted, approved. */
    public static final MarkerStyle DIAMOND = new MarkerStyle(Shape.DIAMOND, Hue.GREEN);

    /** The shapes of a marker. */
    public enum Shape {
        /** An x. */
        CROSS,
        /** A triangle that points up. */
        TRIANGLE,
        /** A ring. */
        CIRCLE,
        /** A filled square on its corner. */
        DIAMOND
    }

    /** Checks that both are there. */
    public MarkerStyle {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(hue, "hue");
    }

    /** Returns this style in another colour. */
    public MarkerStyle withHue(Hue newHue) {
        return new MarkerStyle(shape, newHue);
    }
}

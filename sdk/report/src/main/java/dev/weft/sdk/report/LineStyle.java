package dev.weft.sdk.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how a line is drawn.
 *
 * @param form solid, dashed, or a dot for each sample
 * @param hue its colour, null for the next of the palette
 */
public record LineStyle(Form form, @Nullable Hue hue) {
    /** A solid line. */
    public static final LineStyle SOLID = new LineStyle(Form.SOLID, null);
    /** A dashed line. */
    public static final LineStyle DASHED = new LineStyle(Form.DASHED, null);
    /** A dot for each sample, unconnected, in the colour of ink: what was measured. */
    public static final LineStyle DOTS = new LineStyle(Form.DOTS, Hue.INK);

    /** The forms of a line. */
    public enum Form {
        /** Connected. */
        SOLID,
        /** Connected, with breaks. */
        DASHED,
        /** A dot for each sample. */
        DOTS
    }

    /** Checks that there is a form. */
    public LineStyle {
        Objects.requireNonNull(form, "form");
    }

    /** Returns this style in another colour. */
    public LineStyle withHue(Hue newHue) {
        return new LineStyle(form, newHue);
    }
}

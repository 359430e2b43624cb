package dev.weft.sdk.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows one key figure of a report.
 *
 * @param label what the figure is
 * @param value the figure, formatted by the caller
 * @param unit its unit, empty for none
 * @param rating how good it is, null for no judgement
 */
public record Tile(
        String label, String value, String unit, @Nullable Rating rating) {
    /** Checks that the texts are there. */
    public Tile {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(unit, "unit");
    }

    /** Makes a tile without unit or rating. */
    public static Tile of(String label, String value) {
        return new Tile(label, value, "", null);
    }

    /** Makes a tile without rating. */
    public static Tile of(String label, String value, String unit) {
        return new Tile(label, value, unit, null);
    }

    /** Returns this tile with a rating. */
    public Tile withRating(Rating newRating) {
        return new Tile(label, value, unit, newRating);
    }
}

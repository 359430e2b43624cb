package dev.weft.sdk.weights;

import dev.weft.solvers.estimation.Coordinate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Print a layout as text: its segments, or every slot with its value. Columns are padded, lines end with a newline. */
public final class WeightTable {
    private WeightTable() {}

    /** Return one line a segment: name, kind, shape, first and last index. */
    public static String segments(WeightLayout layout) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("segment", "kind", "shape", "indices"));
        for (WeightSegment segment : layout.segments()) {
            rows.add(List.of(
                    segment.name(),
                    segment.kind().id(),
                    segment.shapeText(),
                    segment.length() == 0 ? "none" : segment.offset() + " … " + (segment.end() - 1)));
        }
        return text(rows);
    }

    /**
     * Return one line a slot: index, path, physical value, unit, bounds.
     *
     * @param theta weights [D]. Not modified
     * @throws IllegalArgumentException if there are more or fewer than the layout has
     */
    public static String slots(WeightLayout layout, double[] theta) {
        layout.requireSize(theta);
        double[] values = layout.toPhysical(theta);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("index", "weight", "value", "unit", "bounds"));
        for (int i = 0; i < values.length; i++) {
            WeightSlot slot = layout.slots().get(i);
            rows.add(List.of(
                    String.valueOf(i),
                    slot.path(),
                    String.format(Locale.ROOT, "%.6g", values[i]),
                    slot.unit(),
                    bounds(slot.coordinate())));
        }
        return text(rows);
    }

    private static String bounds(Coordinate coordinate) {
        return Double.isInfinite(coordinate.lower()) && Double.isInfinite(coordinate.upper())
                ? ""
                : coordinate.lower() + " … " + coordinate.upper();
    }

    private static String text(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}

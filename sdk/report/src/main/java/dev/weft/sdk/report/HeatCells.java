package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds the cells of a heat map, as many as a screen can show: each the value farthest from zero of what it covers. */
final class HeatCells {
    static final int MOST_ROWS = 240;
    static final int MOST_COLUMNS = 480;
    /** Up to so many rows each is named at its side. */
    static final int MOST_LABELS = 30;

    /** One cell of so many may have a value beyond the end of the colours. */
    private static final int CLIPPED = 100;

    private static final int LEVELS = 127;

    private final double[] edges;
    private final List<String> rows;
    private final List<HeatMap.Segment> segments;
    private final double[][] cells;
    private final double largest;
    private final double limit;

    private HeatCells(double[] edges, List<String> rows, List<HeatMap.Segment> segments, double[][] cells) {
        this.edges = edges;
        this.rows = List.copyOf(rows);
        this.segments = List.copyOf(segments);
        this.cells = cells;
        double[] sizes = Arrays.stream(cells)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        largest = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        limit = sizes.length == 0 ? 1 : sizes[sizes.length - 1 - sizes.length / CLIPPED];
    }

    static HeatCells of(double[] times, double[][] values, List<String> names, List<HeatMap.Segment> segments) {
        int perRow = Math.max(1, (names.size() + MOST_ROWS - 1) / MOST_ROWS);
        List<int[]> groups = new ArrayList<>();
        List<HeatMap.Segment> moved = new ArrayList<>();
        int done = 0;
        for (HeatMap.Segment segment : segments) {
            group(groups, done, segment.from(), perRow);
            int first = groups.size();
            group(groups, segment.from(), segment.to(), perRow);
            moved.add(new HeatMap.Segment(segment.name(), first, groups.size()));
            done = segment.to();
        }
        group(groups, done, names.size(), perRow);
        int columns = Math.min(times.length, MOST_COLUMNS);
        double[][] cells = new double[groups.size()][columns];
        List<String> rows = new ArrayList<>();
        for (int r = 0; r < cells.length; r++) {
            int from = groups.get(r)[0];
            int to = groups.get(r)[1];
            rows.add(to - from == 1 ? names.get(from) : names.get(from) + " … " + names.get(to - 1));
            for (int c = 0; c < columns; c++) {
                cells[r][c] = farthest(values, start(c, columns, times), start(c + 1, columns, times), from, to);
            }
        }
        return new HeatCells(edges(times, columns), rows, moved, cells);
    }

    /** Divides rows into groups of at most {@code size}, as equal as can be. */
    private static void group(List<int[]> groups, int from, int to, int size) {
        int count = (to - from + size - 1) / size;
        for (int g = 0; g < count; g++) {
            groups.add(new int[] {
                from + (int) ((long) g * (to - from) / count), from + (int) ((long) (g + 1) * (to - from) / count)
            });
        }
    }

    private static int start(int column, int columns, double[] times) {
        return (int) ((long) column * times.length / columns);
    }

    /** A column reaches half way to its neighbours. */
    private static double[] edges(double[] times, int columns) {
        double[] edges = new double[columns + 1];
        int last = times.length - 1;
        for (int c = 0; c <= columns && last >= 0; c++) {
            int i = start(c, columns, times);
            if (last == 0) {
                edges[c] = times[0] + c - 0.5;
            } else if (i == 0) {
                edges[c] = times[0] - 0.5 * (times[1] - times[0]);
            } else if (i > last) {
                edges[c] = times[last] + 0.5 * (times[last] - times[last - 1]);
            } else {
                edges[c] = 0.5 * (times[i - 1] + times[i]);
            }
        }
        return edges;
    }

    private static double farthest(double[][] values, int fromTime, int toTime, int fromRow, int toRow) {
        double farthest = Double.NaN;
        for (int t = fromTime; t < toTime; t++) {
            for (int i = fromRow; i < toRow; i++) {
                double value = values[t][i];
                if (Double.isFinite(value) && !(Math.abs(value) <= Math.abs(farthest))) {
                    farthest = value;
                }
            }
        }
        return farthest;
    }

    int rowCount() {
        return cells.length;
    }

    int columnCount() {
        return edges.length - 1;
    }

    /** Returns the time at which column c begins; that of the last and one more is where it ends. */
    double edge(int c) {
        return edges[c];
    }

    String row(int r) {
        return rows.get(r);
    }

    List<String> rows() {
        return rows;
    }

    /** Returns the name of row r without the name of its segment, which stands on the other side. */
    String label(int r) {
        String name = rows.get(r);
        for (HeatMap.Segment segment : segments) {
            if (r >= segment.from() && r < segment.to() && name.startsWith(segment.name())) {
                String rest = name.substring(segment.name().length()).trim();
                return rest.isEmpty() ? name : rest;
            }
        }
        return name;
    }

    /** Returns the segments in rows of cells. */
    List<HeatMap.Segment> segments() {
        return segments;
    }

    /** Returns a value, not a number for none. */
    double value(int r, int c) {
        return cells[r][c];
    }

    /** Returns the size from which on the colour is at its end; &gt; 0. */
    double limit() {
        return limit;
    }

    /** Returns the size of the value farthest from zero. */
    double largest() {
        return largest;
    }

    /**
     * Returns the cells row by row, a byte each: 127 · sign(v) · √(|v| / largest), -128 for none. The root keeps small
     * values apart: a tooltip is right to two digits down to a thousandth of the largest.
     */
    byte[] bytes() {
        byte[] bytes = new byte[rowCount() * columnCount()];
        for (int r = 0; r < rowCount(); r++) {
            for (int c = 0; c < columnCount(); c++) {
                double v = cells[r][c];
                bytes[r * columnCount() + c] = (byte)
                        (Double.isNaN(v)
                                ? -LEVELS - 1
                                : largest == 0
                                        ? 0
                                        : Math.round(LEVELS * Math.signum(v) * Math.sqrt(Math.abs(v) / largest)));
            }
        }
        return bytes;
    }
}

package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Describes many values over time as a map: a row for each, a column for each time, coloured from blue (negative) by the
 * page's own colour (zero) to orange (positive).
 *
 * <p>Where there are more rows or times than a screen has room for, neighbours share a cell, which shows the one
 * farthest from zero: a single value that moves is what a map is read for, and a mean would hide it. Rows of different
 * segments never share one. The colour is at its end from the 99th percentile on, so that one outlier does not bleach
 * the rest. A value that is not finite shows as nothing. Immutable.
 */
public final class HeatMap extends Plot {
    /** A run of rows with a name. */
    record Segment(String name, int from, int to) {}

    private final AxisName value;
    private final HeatCells cells;

    private HeatMap(Builder builder, HeatCells cells) {
        super(builder);
        value = builder.value;
        this.cells = cells;
    }

    /** Starts a map. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    AxisName value() {
        return value;
    }

    HeatCells cells() {
        return cells;
    }

    /** Collects a map. Not thread-safe. */
    public static final class Builder extends PlotBuilder<Builder> {
        private AxisName value = AxisName.NONE;
        private double[] times = {};
        private double[][] values = {};
        private List<String> names = List.of();
        private final List<Segment> segments = new ArrayList<>();

        private Builder(String title) {
            super(title);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Names what the colours show and its unit, empty for none. */
        public Builder valueAxis(String label, String unit) {
            value = new AxisName(label, unit);
            return this;
        }

        /**
         * Sets the values.
         *
         * @param newTimes [T], finite, strictly increasing. Copied when the map is built.
         * @param newValues [T×D], the values of all rows at each time. Copied when the map is built.
         * @param newNames names of the rows [D], from top to bottom
         * @throws IllegalArgumentException if the lengths differ or the times do not increase
         */
        public Builder values(double[] newTimes, double[][] newValues, List<String> newNames) {
            Samples.of(title, true, newTimes);
            if (newValues.length != newTimes.length) {
                throw new IllegalArgumentException("rows of values of \"" + title + "\" = " + newValues.length
                        + ", expected " + newTimes.length + ". Give one per time.");
            }
            for (int t = 0; t < newValues.length; t++) {
                if (newValues[t].length != newNames.size()) {
                    throw new IllegalArgumentException("values of \"" + title + "\" at time " + t + " = "
                            + newValues[t].length + ", expected " + newNames.size() + ". Give one per name.");
                }
            }
            times = newTimes.clone();
            values = newValues;
            names = List.copyOf(newNames);
            return this;
        }

        /**
         * Names a run of rows at the side. Segments are added from top to bottom; rows outside of all have no label.
         *
         * @param name what the rows are
         * @param from index of the first row
         * @param to index after the last row
         * @throws IllegalArgumentException if the run is empty or begins before the end of the last one
         */
        public Builder segment(String name, int from, int to) {
            int end = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).to();
            if (from < end || to <= from) {
                throw new IllegalArgumentException("segment \"" + name + "\" = " + from + ":" + to
                        + ", expected a first row >= " + end + " and an end after it");
            }
            segments.add(new Segment(Objects.requireNonNull(name, "name"), from, to));
            return this;
        }

        /**
         * Returns the map.
         *
         * @throws IllegalArgumentException if a segment ends after the last row
         */
        public HeatMap build() {
            int end = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).to();
            if (end > names.size()) {
                throw new IllegalArgumentException("end of the last segment of \"" + title + "\" = " + end
                        + ", expected at most " + names.size() + ", the number of rows");
            }
            return new HeatMap(this, HeatCells.of(times, values, names, segments));
        }
    }
}

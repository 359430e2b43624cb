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
public final class HeatMap implements Plot {
    /** A run of rows with a name. */
    record Segment(String name, int from, int to) {}

    private final String title;
    private final String caption;
    private final String timeTitle;
    private final String valueTitle;
    private final HeatCells cells;
    private final List<PlotEvent> events;

    private HeatMap(Builder builder, HeatCells cells) {
        title = builder.title;
        caption = builder.caption;
        timeTitle = builder.timeTitle;
        valueTitle = builder.valueTitle;
        this.cells = cells;
        events = List.copyOf(builder.events);
    }

    /** Starts a map. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String caption() {
        return caption;
    }

    String timeTitle() {
        return timeTitle;
    }

    String valueTitle() {
        return valueTitle;
    }

    HeatCells cells() {
        return cells;
    }

    List<PlotEvent> events() {
        return events;
    }

    /** Collects a map. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private String caption = "";
        private String timeTitle = "time (s)";
        private String valueTitle = "";
        private double[] times = {};
        private double[][] values = {};
        private List<String> names = List.of();
        private final List<Segment> segments = new ArrayList<>();
        private final List<PlotEvent> events = new ArrayList<>();

        private Builder(String title) {
            this.title = Objects.requireNonNull(title, "title");
        }

        /** Sets the sentence under the title: what is to be seen. */
        public Builder caption(String text) {
            caption = Objects.requireNonNull(text, "caption");
            return this;
        }

        /** Names the time axis and the unit of all times, empty for none; "time" and "s" unless told. */
        public Builder timeAxis(String label, String unit) {
            timeTitle = unit.isEmpty() ? label : label + " (" + unit + ")";
            return this;
        }

        /** Names what the colours show and its unit, empty for none. */
        public Builder valueAxis(String label, String unit) {
            valueTitle = unit.isEmpty() ? label : label + " (" + unit + ")";
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
         * Marks an instant by a line through all rows.
         *
         * @param time when, finite
         * @param label a few words
         * @throws IllegalArgumentException if the time is not finite
         */
        public Builder event(double time, String label) {
            events.add(new PlotEvent(time, label));
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

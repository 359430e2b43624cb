package dev.weft.sdk.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a plot over time: lines, uncertainty bands, markers and events, apart from how it is drawn.
 *
 * <p>{@link Report} draws it as an interactive plot, {@link PlotImage} as a picture. Times are numbers in the unit of
 * the time axis or, {@linkplain Builder#clock() by the clock}, seconds since 1970-01-01 UTC. A value that is not finite
 * is a gap. Lines of more than 4,000 samples are thinned to the extremes of 1,000 buckets when drawn; markers and
 * events are all drawn. Immutable.
 */
public final class TimeSeriesPlot extends Plot {
    record Line(String name, LineStyle.Form form, Hue hue, Samples samples) {}

    record Band(String name, String line, Hue hue, Samples bounds) {}

    record Markers(String name, MarkerStyle style, Samples samples) {}

    private final AxisName value;
    private final boolean clock;
    private final boolean count;
    private final boolean logarithmic;
    private final @Nullable String cursor;
    private final List<Line> lines;
    private final List<Band> bands;
    private final List<Markers> markers;

    private TimeSeriesPlot(Builder builder) {
        super(builder);
        value = builder.value;
        clock = builder.clock;
        count = builder.count;
        logarithmic = builder.logarithmic;
        cursor = builder.cursor;
        lines = builder.lines.values().stream()
                .map(line -> new Line(line.name(), line.form(), line.hue(), shown(line.samples())))
                .toList();
        bands = builder.bands.values().stream()
                .map(band -> new Band(band.name(), band.line(), band.hue(), shown(band.bounds())))
                .toList();
        markers = builder.markers.values().stream()
                .map(kind -> new Markers(kind.name(), kind.style(), shown(kind.samples())))
                .toList();
    }

    private Samples shown(Samples samples) {
        return logarithmic ? samples.positive() : samples;
    }

    /** Starts a plot. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    AxisName value() {
        return value;
    }

    boolean isClock() {
        return clock;
    }

    boolean isCount() {
        return count;
    }

    boolean isLogarithmic() {
        return logarithmic;
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    List<Line> lines() {
        return lines;
    }

    List<Band> bands() {
        return bands;
    }

    List<Markers> markers() {
        return markers;
    }

    /** Returns from when to when there is something to see. */
    Range times() {
        Range range = new Range();
        lines.forEach(line -> line.samples().extendTimes(range));
        bands.forEach(band -> band.bounds().extendTimes(range));
        markers.forEach(kind -> kind.samples().extendTimes(range));
        events().forEach(event -> range.include(event.time()));
        return range;
    }

    /** Returns from where to where the values lie. */
    Range values() {
        Range range = new Range();
        lines.forEach(line -> line.samples().extendValues(range));
        bands.forEach(band -> band.bounds().extendValues(range));
        markers.forEach(kind -> kind.samples().extendValues(range));
        return range;
    }

    /** Collects a plot. Names of lines, bands and markers are unique in a plot. Not thread-safe. */
    public static final class Builder extends PlotBuilder<Builder> {
        private AxisName value = AxisName.NONE;
        private boolean clock;
        private boolean count;
        private boolean logarithmic;
        private @Nullable String cursor;
        private final Map<String, Line> lines = new LinkedHashMap<>();
        private final Map<String, Band> bands = new LinkedHashMap<>();
        private final Map<String, Markers> markers = new LinkedHashMap<>();
        private int automaticHues;

        private Builder(String title) {
            super(title);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Says that times are seconds since 1970-01-01 UTC, to be shown as dates and times of day in UTC. */
        public Builder clock() {
            clock = true;
            count = false;
            return timeAxis("time", "UTC");
        }

        /**
         * Says that times are whole numbers that count something, such as epochs of a training.
         *
         * @param label what is counted, such as "epoch"
         */
        public Builder count(String label) {
            count = true;
            clock = false;
            return timeAxis(label, "");
        }

        /** Shows values by their logarithm; one that is not above zero is a gap. */
        public Builder logarithmic() {
            logarithmic = true;
            return this;
        }

        /** Names the value axis and the unit of all values, empty for none. */
        public Builder valueAxis(String label, String unit) {
            value = new AxisName(label, unit);
            return this;
        }

        /** Shares cursor and zoom with the plots of the report that have the same key. */
        public Builder cursor(String key) {
            cursor = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Adds a solid line; see {@link #line(String, double[], double[], LineStyle)}. */
        public Builder line(String name, double[] time, double[] value) {
            return line(name, time, value, LineStyle.SOLID);
        }

        /**
         * Adds a line.
         *
         * @param name what the legend calls it
         * @param time [N], finite, strictly increasing, in the unit of the time axis. Not modified.
         * @param value [N] in the unit of the value axis; not finite for a gap. Not modified.
         * @param style how to draw it
         * @throws IllegalArgumentException if the name is taken, the lengths differ or the times do not increase
         */
        public Builder line(String name, double[] time, double[] value, LineStyle style) {
            Samples samples = Samples.of(claim(name), true, time, value);
            Hue hue = style.hue();
            lines.put(name, hue != null ? new Line(name, style.form(), hue, samples) : automatic(name, style, samples));
            return this;
        }

        /** When all colours are taken they come again, and solid lines are dashed. */
        private Line automatic(String name, LineStyle style, Samples samples) {
            int number = automaticHues++;
            boolean again = number >= Hue.count() && style.form() == LineStyle.Form.SOLID;
            return new Line(name, again ? LineStyle.Form.DASHED : style.form(), Hue.automatic(number), samples);
        }

        /**
         * Adds a shaded band in the colour of a line.
         *
         * @param name what the legend calls it, such as "95 % interval"
         * @param line the name of the line it belongs to
         * @param time [N], finite, strictly increasing, in the unit of the time axis. Not modified.
         * @param lower [N] in the unit of the value axis; not finite for a gap. Not modified.
         * @param upper [N] in the unit of the value axis; not finite for a gap. Not modified.
         * @throws IllegalArgumentException if there is no such line, the name is taken, the lengths differ or the times
         *     do not increase
         */
        public Builder band(String name, String line, double[] time, double[] lower, double[] upper) {
            Line owner = lines.get(line);
            if (owner == null) {
                throw new IllegalArgumentException("line of band \"" + name + "\" = \"" + line + "\", expected one of "
                        + lines.keySet() + ". Add the line before its band.");
            }
            bands.put(name, new Band(name, line, owner.hue(), Samples.of(claim(name), true, time, lower, upper)));
            return this;
        }

        /**
         * Adds markers of one kind. All are drawn, however many; one whose value is not finite lies on the lower edge.
         *
         * @param name what the legend calls them
         * @param time [N], finite, in any order, in the unit of the time axis. Not modified.
         * @param value [N] in the unit of the value axis. Not modified.
         * @param style how to draw them
         * @throws IllegalArgumentException if the name is taken, the lengths differ or a time is not finite
         */
        public Builder markers(String name, double[] time, double[] value, MarkerStyle style) {
            markers.put(name, new Markers(name, style, Samples.of(claim(name), false, time, value)));
            return this;
        }

        /** Returns the plot. */
        public TimeSeriesPlot build() {
            return new TimeSeriesPlot(this);
        }

        private String claim(String name) {
            Objects.requireNonNull(name, "name");
            if (lines.containsKey(name) || bands.containsKey(name) || markers.containsKey(name)) {
                throw new IllegalArgumentException("name \"" + name + "\" in plot \"" + title
                        + "\" is taken, expected one that no other line, band or kind of marker has");
            }
            return name;
        }
    }
}

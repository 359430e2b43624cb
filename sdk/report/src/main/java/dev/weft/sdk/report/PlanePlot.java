package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Describes a path in a plane, such as of two principal components: y over x, coloured by time from blue to orange, its
 * start and end marked, and events where they happened.
 *
 * <p>A point that is not finite is a gap. A path of more than 4,000 points is thinned when drawn, as a
 * {@link TimeSeriesPlot}'s lines are. The two axes have scales of their own. Immutable.
 */
public final class PlanePlot implements Plot {
    private final String title;
    private final String caption;
    private final String horizontal;
    private final String vertical;
    private final String timeTitle;
    private final Samples path;
    private final List<PlotEvent> events;

    private PlanePlot(Builder builder) {
        title = builder.title;
        caption = builder.caption;
        horizontal = builder.horizontal;
        vertical = builder.vertical;
        timeTitle = builder.timeTitle;
        path = builder.path;
        events = List.copyOf(builder.events);
    }

    /** Starts a plot. */
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

    String horizontalTitle() {
        return horizontal;
    }

    String verticalTitle() {
        return vertical;
    }

    String timeTitle() {
        return timeTitle;
    }

    /** Returns x as channel 0 and y as channel 1. */
    Samples path() {
        return path;
    }

    List<PlotEvent> events() {
        return events;
    }

    /** Returns the index of the point nearest to an instant, -1 if there is no finite point. */
    static int nearest(Samples path, double time) {
        int nearest = -1;
        for (int i = 0; i < path.size(); i++) {
            if (path.isFinite(i)
                    && (nearest < 0 || Math.abs(path.time(i) - time) < Math.abs(path.time(nearest) - time))) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** Collects a plot. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private String caption = "";
        private String horizontal = "";
        private String vertical = "";
        private String timeTitle = "time (s)";
        private Samples path = Samples.of("path", true, new double[0], new double[0], new double[0]);
        private final List<PlotEvent> events = new ArrayList<>();

        private Builder(String title) {
            this.title = Objects.requireNonNull(title, "title");
        }

        /** Sets the sentence under the title: what is to be seen. */
        public Builder caption(String text) {
            caption = Objects.requireNonNull(text, "caption");
            return this;
        }

        /** Names the axes. */
        public Builder axes(String horizontalTitle, String verticalTitle) {
            horizontal = Objects.requireNonNull(horizontalTitle, "horizontal title");
            vertical = Objects.requireNonNull(verticalTitle, "vertical title");
            return this;
        }

        /** Names what the colour shows and its unit, empty for none; "time" and "s" unless told. */
        public Builder timeAxis(String label, String unit) {
            timeTitle = unit.isEmpty() ? label : label + " (" + unit + ")";
            return this;
        }

        /**
         * Sets the path.
         *
         * @param time [N], finite, strictly increasing. Not modified.
         * @param x [N], not finite for a gap. Not modified.
         * @param y [N], not finite for a gap. Not modified.
         * @throws IllegalArgumentException if the lengths differ or the times do not increase
         */
        public Builder path(double[] time, double[] x, double[] y) {
            path = Samples.of("path", true, time, x, y);
            return this;
        }

        /**
         * Marks the point of the path nearest to an instant.
         *
         * @param time when, finite
         * @param label a few words
         * @throws IllegalArgumentException if the time is not finite
         */
        public Builder event(double time, String label) {
            events.add(new PlotEvent(time, label));
            return this;
        }

        /** Returns the plot. */
        public PlanePlot build() {
            return new PlanePlot(this);
        }
    }
}

package dev.weft.sdk.report;

import java.util.Objects;

/**
 * Describes a path in a plane, such as of two principal components: y over x, coloured by time from blue to orange, its
 * start and end marked, and events where they happened.
 *
 * <p>A point that is not finite is a gap. A path of more than 4,000 points is thinned when drawn, as a
 * {@link TimeSeriesPlot}'s lines are. The two axes have scales of their own. Immutable.
 */
public final class PlanePlot extends Plot {
    private final String horizontal;
    private final String vertical;
    private final Samples path;

    private PlanePlot(Builder builder) {
        super(builder);
        horizontal = builder.horizontal;
        vertical = builder.vertical;
        path = builder.path;
    }

    /** Starts a plot. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    String horizontalTitle() {
        return horizontal;
    }

    String verticalTitle() {
        return vertical;
    }

    /** Returns x as channel 0 and y as channel 1. */
    Samples path() {
        return path;
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
    public static final class Builder extends PlotBuilder<Builder> {
        private String horizontal = "";
        private String vertical = "";
        private Samples path = Samples.of("path", true, new double[0], new double[0], new double[0]);

        private Builder(String title) {
            super(title);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Names the axes. */
        public Builder axes(String horizontalTitle, String verticalTitle) {
            horizontal = Objects.requireNonNull(horizontalTitle, "horizontal title");
            vertical = Objects.requireNonNull(verticalTitle, "vertical title");
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

        /** Returns the plot. */
        public PlanePlot build() {
            return new PlanePlot(this);
        }
    }
}

package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects what all plots have. Not thread-safe.
 *
 * @param <B> the builder of a kind of plot
 */
abstract sealed class PlotBuilder<B extends PlotBuilder<B>>
        permits TimeSeriesPlot.Builder, PlanePlot.Builder, HeatMap.Builder {
    final String title;
    String caption = "";
    AxisName time = AxisName.TIME;
    final List<PlotEvent> events = new ArrayList<>();

    PlotBuilder(String title) {
        this.title = Objects.requireNonNull(title, "title");
    }

    /** Returns this builder as what it is. */
    abstract B self();

    /** Sets the sentence under the title: what is to be seen. */
    public B caption(String text) {
        caption = Objects.requireNonNull(text, "caption");
        return self();
    }

    /** Names what times are and their unit, empty for none; "time" and "s" unless told. */
    public B timeAxis(String label, String unit) {
        time = new AxisName(label, unit);
        return self();
    }

    /**
     * Marks an instant: by a line over all values or rows, or at the nearest point of a path.
     *
     * @param time when, finite, in the unit of the times
     * @param label a few words
     * @throws IllegalArgumentException if the time is not finite
     */
    public B event(double time, String label) {
        events.add(new PlotEvent(time, label));
        return self();
    }
}

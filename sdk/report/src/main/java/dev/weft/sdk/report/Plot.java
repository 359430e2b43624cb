package dev.weft.sdk.report;

import java.util.List;

/**
 * Describes a plot apart from how it is drawn: {@link Report} draws it on a page, {@link PlotImage} as a picture.
 * Every plot is immutable.
 */
public abstract sealed class Plot implements Block permits TimeSeriesPlot, PlanePlot, HeatMap {
    private final String title;
    private final String caption;
    private final AxisName time;
    private final List<PlotEvent> events;

    Plot(PlotBuilder<?> builder) {
        title = builder.title;
        caption = builder.caption;
        time = builder.time;
        events = List.copyOf(builder.events);
    }

    /** Returns its title, empty for none. */
    public final String title() {
        return title;
    }

    /** Returns the sentence under its title, empty for none. */
    public final String caption() {
        return caption;
    }

    final AxisName time() {
        return time;
    }

    final List<PlotEvent> events() {
        return events;
    }
}

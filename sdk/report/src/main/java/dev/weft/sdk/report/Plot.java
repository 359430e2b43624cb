package dev.weft.sdk.report;

/**
 * Describes a plot apart from how it is drawn: {@link Report} draws it on a page, {@link PlotImage} as a picture.
 * Every plot is immutable.
 */
public sealed interface Plot extends Block permits TimeSeriesPlot, PlanePlot, HeatMap {
    /** Returns its title, empty for none. */
    String title();

    /** Returns the sentence under its title, empty for none. */
    String caption();
}

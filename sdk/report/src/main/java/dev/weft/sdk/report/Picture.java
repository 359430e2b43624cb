package dev.weft.sdk.report;

import java.awt.Graphics2D;

/** Paints a plot. */
interface Picture {
    /** Paints into the area from (0, 0) to ({@code width}, {@code height}). */
    void paint(Graphics2D graphics, int width, int height);

    /** Returns the picture of a plot. */
    static Picture of(Plot plot) {
        if (plot instanceof HeatMap map) {
            return new HeatChart(map);
        }
        return plot instanceof PlanePlot plane ? new PlaneChart(plane) : new Chart((TimeSeriesPlot) plot);
    }
}

package dev.weft.sdk.report;

import java.awt.Graphics2D;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the axes of a plot image by XChart, and knows where on them a time or a value lies.
 *
 * <p>The data are not given to XChart: it strokes a line piece by piece, which leaves no dashes in a dense line, and
 * its legend does not wrap.
 */
final class Axes {
    private final Axis across;
    private final Axis up;
    private final @Nullable LogAxis logarithmic;
    private final int gutter;
    private final XYChart chart;

    Axes(Axis across, Axis up, int width, int height) {
        this.across = across;
        this.up = up;
        logarithmic = up.form() == Axis.Form.LOGARITHMIC ? new LogAxis(up) : null;
        gutter = logarithmic == null ? 0 : logarithmic.width();
        chart = chart(width - gutter, height);
    }

    /** Returns the axes of a plot over time. */
    static Axes of(TimeSeriesPlot plot, int width, int height) {
        Axis.Form time = plot.isClock() ? Axis.Form.CLOCK : plot.isCount() ? Axis.Form.COUNT : Axis.Form.NUMBER;
        Axis.Form value = plot.isLogarithmic() ? Axis.Form.LOGARITHMIC : Axis.Form.NUMBER;
        return new Axes(
                Axis.tight(plot.time().title(), plot.times(), time),
                Axis.airy(plot.value().title(), plot.values(), value),
                width,
                height);
    }

    /** Paints grid, tick labels and titles; the positions are known afterwards. */
    void paint(Graphics2D graphics) {
        graphics.translate(gutter, 0);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.translate(-gutter, 0);
        if (logarithmic != null) {
            logarithmic.paint(graphics, this);
        }
    }

    double x(double time) {
        return gutter + chart.getScreenXFromChart(across.form() == Axis.Form.CLOCK ? 1e3 * time : time);
    }

    double y(double value) {
        return chart.getScreenYFromChart(height(value));
    }

    double left() {
        return x(across.from());
    }

    double right() {
        return x(across.to());
    }

    double roof() {
        return y(up.to());
    }

    double floor() {
        return y(up.from());
    }

    private XYChart chart(int width, int height) {
        XYChart empty = new XYChart(width, height);
        ChartLook.apply(empty.getStyler());
        empty.setXAxisTitle(across.title());
        empty.setYAxisTitle(up.title());
        double bottom = height(up.from());
        double top = height(up.to());
        empty.getStyler()
                .setXAxisTitleVisible(!across.title().isEmpty())
                .setYAxisTitleVisible(logarithmic == null && !up.title().isEmpty())
                .setYAxisTicksVisible(logarithmic == null && up.form() != Axis.Form.BARE)
                .setYAxisMin(bottom)
                .setYAxisMax(top)
                .setYAxisTickLabelsFormattingFunction(value -> label(value, up));
        if (across.form() != Axis.Form.CLOCK) {
            empty.getStyler().setXAxisTickLabelsFormattingFunction(time -> label(time, across));
        }
        if (across.form() == Axis.Form.COUNT) {
            // No tick between whole numbers where there are few. XChart holds the hint against the height, too, and
            // places nothing where it is more.
            int apart = (int) Math.min(0.8 * width / across.span(), 0.4 * height);
            empty.getStyler().setXAxisTickMarkSpacingHint(Math.max(ChartLook.TICKS_APART, apart));
        }
        if (logarithmic != null) {
            empty.getStyler().setPlotGridHorizontalLinesVisible(false);
        }
        // XChart draws no axis without a series; this one spans both and is not drawn. Its third point keeps XChart
        // from putting ticks on the points themselves, which it does where they are evenly spaced.
        double third = across.from() + 0.3 * across.span();
        double low = bottom + 0.3 * (top - bottom);
        empty.addSeries(
                        "axes",
                        List.of(instant(across.from()), instant(third), instant(across.to())),
                        List.of(bottom, low, top))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.NONE);
        return empty;
    }

    /** Returns where XChart, whose axis is linear, has a value. */
    private double height(double value) {
        return up.form() == Axis.Form.LOGARITHMIC ? Math.log10(value) : value;
    }

    private Object instant(double time) {
        return across.form() == Axis.Form.CLOCK ? new Date(Math.round(1e3 * time)) : time;
    }

    /** Returns what stands at a tick: nothing between whole numbers of an axis that counts. */
    private static String label(double value, Axis axis) {
        return switch (axis.form()) {
            case COUNT -> Math.abs(value - Math.rint(value)) > 1e-9 ? "" : TickText.of(value, axis.span());
            default -> TickText.of(value, axis.span());
        };
    }
}

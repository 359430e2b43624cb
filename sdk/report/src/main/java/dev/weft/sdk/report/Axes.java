package dev.weft.sdk.report;

import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Date;
import java.util.List;
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
    private static final double PADDING = 0.06;

    private final TimeSeriesPlot plot;
    private final double bottom;
    private final double top;
    private final double from;
    private final double to;
    private final XYChart chart;

    Axes(TimeSeriesPlot plot, int width, int height) {
        this.plot = plot;
        Range values = plot.values();
        double size = Math.max(Math.abs(values.min()), Math.abs(values.max()));
        // A flat line lies in the middle of a range that is small beside its value, or of ± 1.
        double pad = values.span() > 1e-12 * size ? PADDING * values.span() : size > 0 ? 0.01 * size : 1;
        bottom = values.min() - pad;
        top = values.max() + pad;
        Range times = plot.times();
        double margin = times.span() > 0 ? 0 : 1;
        from = times.min() - margin;
        to = times.max() + margin;
        chart = chart(width, height);
    }

    /** Paints grid, tick labels and titles; the positions are known afterwards. */
    void paint(Graphics2D graphics) {
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
    }

    double x(double time) {
        return chart.getScreenXFromChart(plot.isClock() ? 1e3 * time : time);
    }

    double y(double value) {
        return chart.getScreenYFromChart(value);
    }

    double left() {
        return x(from);
    }

    double right() {
        return x(to);
    }

    double roof() {
        return y(top);
    }

    double floor() {
        return y(bottom);
    }

    private XYChart chart(int width, int height) {
        XYChart empty = new XYChart(width, height);
        ChartLook.apply(empty.getStyler());
        empty.setXAxisTitle(plot.timeAxisTitle());
        empty.setYAxisTitle(plot.valueAxisTitle());
        empty.getStyler()
                .setYAxisTitleVisible(!plot.valueAxisTitle().isEmpty())
                .setYAxisMin(bottom)
                .setYAxisMax(top)
                .setYAxisTickLabelsFormattingFunction(value -> label(value, top - bottom));
        if (!plot.isClock()) {
            empty.getStyler().setXAxisTickLabelsFormattingFunction(time -> label(time, to - from));
        }
        // XChart draws no axis without a series; this one spans both and is not drawn. Its third point keeps XChart
        // from
        // putting ticks on the points themselves, which it does where they are evenly spaced.
        double third = from + 0.3 * (to - from);
        empty.addSeries(
                        "axes",
                        List.of(instant(from), instant(third), instant(to)),
                        List.of(bottom, bottom + 0.3 * (top - bottom), top))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.NONE);
        return empty;
    }

    private Object instant(double time) {
        return plot.isClock() ? new Date(Math.round(1e3 * time)) : time;
    }

    /** Returns the shortest number that is a tick's to a millionth of the axis. */
    private static String label(double value, double span) {
        double size = Math.max(Math.abs(value), span);
        if (Math.abs(value) < 1e-9 * span) {
            return "0";
        }
        int digits = Math.max(1, 6 + (int) Math.ceil(Math.log10(Math.abs(value) / span)));
        BigDecimal number = new BigDecimal(value)
                .round(new MathContext(Math.min(digits, 15)))
                .stripTrailingZeros();
        String text = size >= 1e7 || size < 1e-4 ? number.toString() : number.toPlainString();
        return text.replace('-', '\u2212').replace("E+", "e").replace('E', 'e');
    }
}

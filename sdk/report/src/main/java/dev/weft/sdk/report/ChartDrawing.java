package dev.weft.sdk.report;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Turns a plot into a chart of XChart and paints it; one use per object. */
final class ChartDrawing {
    private static final double PADDING = 0.06;

    private final TimeSeriesPlot plot;
    private final double bottom;
    private final double top;

    ChartDrawing(TimeSeriesPlot plot) {
        this.plot = plot;
        Range values = plot.values();
        // A flat line sits in the middle of something; one at zero in the middle of ± 1.
        double pad = values.span() > 0 ? PADDING * values.span() : Math.max(1e-3 * Math.abs(values.max()), 1e-9);
        if (values.min() == 0 && values.max() == 0) {
            pad = 1;
        }
        bottom = values.min() - pad;
        top = values.max() + pad;
    }

    /** Paints title, events and chart into the area from (0, 0) to ({@code width}, {@code height}). */
    void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(ChartLook.PAGE);
        graphics.fillRect(0, 0, width, height);
        ChartHead head = new ChartHead(plot);
        XYChart chart = chart(width, height - head.height());
        graphics.translate(0, head.height());
        chart.paint(graphics, width, height - head.height());
        head.paint(graphics, width, chart, this::x, bottom, top);
        graphics.translate(0, -head.height());
    }

    private XYChart chart(int width, int height) {
        XYChart chart = new XYChart(width, height);
        ChartLook.apply(chart.getStyler());
        chart.setXAxisTitle(plot.timeAxisTitle());
        chart.setYAxisTitle(plot.valueAxisTitle());
        setAxes(chart.getStyler());
        plot.bands().forEach(band -> addBand(chart, band));
        // Dots lie under the lines: there are many of them, and the line is the message.
        for (boolean dots : new boolean[] {true, false}) {
            for (TimeSeriesPlot.Line line : plot.lines()) {
                if (dots == (line.form() == LineStyle.Form.DOTS)) {
                    addLine(chart, line);
                }
            }
        }
        plot.markers().forEach(kind -> addMarkers(chart, kind));
        return chart;
    }

    private void setAxes(XYStyler styler) {
        styler.setYAxisMin(bottom).setYAxisMax(top);
        Range times = plot.times();
        double pad = times.span() > 0 ? 0 : 1;
        styler.setXAxisMin(x(times.min() - pad)).setXAxisMax(x(times.max() + pad));
        styler.setYAxisTitleVisible(!plot.valueAxisTitle().isEmpty());
    }

    private void addLine(XYChart chart, TimeSeriesPlot.Line line) {
        Samples samples = line.samples().thinned();
        if (samples.size() == 0) {
            return;
        }
        List<Double> y = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            y.add(finiteOrNaN(samples.value(0, i)));
        }
        XYSeries series = chart.addSeries(line.name(), times(samples), y);
        series.setLineColor(ChartLook.colour(line.hue()));
        if (line.form() == LineStyle.Form.DOTS) {
            scatter(series, ChartMarker.dot(ChartLook.colour(line.hue())));
        } else {
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
                    .setLineStyle(line.form() == LineStyle.Form.DASHED ? ChartLook.DASHED : ChartLook.SOLID);
            series.setMarker(SeriesMarkers.NONE);
        }
    }

    /** Adds a polygon for each stretch without a gap: forth along the upper bound, back along the lower. */
    private void addBand(XYChart chart, TimeSeriesPlot.Band band) {
        Samples bounds = band.bounds().thinned();
        int stretches = 0;
        int from = 0;
        while (from < bounds.size()) {
            int to = from;
            while (to < bounds.size() && Double.isFinite(bounds.value(0, to)) && Double.isFinite(bounds.value(1, to))) {
                to++;
            }
            if (to - from > 1) {
                addStretch(chart, band, bounds, from, to, stretches++);
            }
            from = Math.max(to, from) + 1;
        }
    }

    private void addStretch(XYChart chart, TimeSeriesPlot.Band band, Samples bounds, int from, int to, int stretch) {
        List<Object> x = new ArrayList<>(2 * (to - from));
        List<Double> y = new ArrayList<>(2 * (to - from));
        for (int i = from; i < to; i++) {
            x.add(instant(bounds.time(i)));
            y.add(bounds.value(1, i));
        }
        for (int i = to - 1; i >= from; i--) {
            x.add(instant(bounds.time(i)));
            y.add(bounds.value(0, i));
        }
        // Names are keys in XChart; only the first stretch shows its name, so no other can clash with a reader's eye.
        String key = stretch == 0 ? band.name() : band.name() + '\0' + stretch;
        XYSeries series = chart.addSeries(key, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(ChartLook.wash(band.hue()));
        series.setLineColor(ChartLook.wash(band.hue()));
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(stretch == 0);
    }

    private void addMarkers(XYChart chart, TimeSeriesPlot.Markers kind) {
        Samples samples = kind.samples();
        if (samples.size() == 0) {
            return;
        }
        List<Double> y = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.value(0, i);
            y.add(Double.isFinite(value) ? value : bottom);
        }
        scatter(chart.addSeries(kind.name(), times(samples), y), ChartMarker.of(kind.style()));
    }

    private static void scatter(XYSeries series, Marker marker) {
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
    }

    private List<Object> times(Samples samples) {
        List<Object> times = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            times.add(instant(samples.time(i)));
        }
        return times;
    }

    private Object instant(double time) {
        return plot.isClock() ? new Date(Math.round(1e3 * time)) : time;
    }

    /** Returns a time as XChart counts it: a clock's in milliseconds. */
    private double x(double time) {
        return plot.isClock() ? 1e3 * time : time;
    }

    private static double finiteOrNaN(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}

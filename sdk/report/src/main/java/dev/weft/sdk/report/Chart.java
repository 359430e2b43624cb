package dev.weft.sdk.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Paints a plot over time as an image: head, axes, bands, lines, markers and legend, in the order of a report's plots. */
final class Chart implements Picture {
    /** Marks on the edge of the chart are not cut in half. */
    private static final int OVERHANG = 6;

    private final TimeSeriesPlot plot;

    Chart(TimeSeriesPlot plot) {
        this.plot = plot;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(ChartLook.PAGE);
        graphics.fillRect(0, 0, width, height);
        ChartHead head = new ChartHead(plot.title(), plot.events(), 0);
        ChartLegend legend = new ChartLegend(plot);
        int legendHeight = legend.height(graphics, width);
        int chartHeight = height - head.height() - legendHeight;
        Axes axes = Axes.of(plot, width, chartHeight);
        graphics.translate(0, head.height());
        axes.paint(graphics);
        paintData(graphics, axes);
        head.paint(graphics, width, axes);
        graphics.translate(0, chartHeight);
        legend.paint(graphics, width);
        graphics.translate(0, legendHeight - height);
    }

    private void paintData(Graphics2D graphics, Axes axes) {
        Shape clip = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(
                axes.left() - OVERHANG,
                axes.roof() - OVERHANG,
                axes.right() - axes.left() + 2 * OVERHANG,
                axes.floor() - axes.roof() + 2 * OVERHANG));
        plot.bands().forEach(band -> paintBand(graphics, axes, band));
        // Dots lie under the lines: there are many of them, and the line is the message.
        for (TimeSeriesPlot.Line line : plot.lines()) {
            if (line.form() == LineStyle.Form.DOTS) {
                paintMarks(graphics, axes, line.samples().thinned(), ChartMarker.dot(line.hue()), false);
            }
        }
        for (TimeSeriesPlot.Line line : plot.lines()) {
            if (line.form() != LineStyle.Form.DOTS) {
                paintLine(graphics, axes, line);
            }
        }
        for (TimeSeriesPlot.Markers kind : plot.markers()) {
            paintMarks(graphics, axes, kind.samples(), ChartMarker.of(kind.style()), true);
        }
        graphics.setClip(clip);
    }

    private static void paintLine(Graphics2D graphics, Axes axes, TimeSeriesPlot.Line line) {
        Samples samples = line.samples().thinned();
        Path2D.Double path = new Path2D.Double();
        boolean connected = false;
        for (int i = 0; i < samples.size(); i++) {
            if (!samples.isFinite(i)) {
                connected = false;
                continue;
            }
            double x = axes.x(samples.time(i));
            double y = axes.y(samples.value(0, i));
            if (!connected) {
                path.moveTo(x, y);
            }
            // Also after a move, so that a sample between two gaps shows as a point of the round stroke.
            path.lineTo(x, y);
            connected = true;
        }
        BasicStroke stroke = ChartLook.stroke(line.form());
        graphics.setColor(ChartLook.colour(line.hue()));
        graphics.setStroke(stroke);
        graphics.draw(path);
    }

    /** Fills each stretch without a gap: forth along the upper bound, back along the lower. */
    private static void paintBand(Graphics2D graphics, Axes axes, TimeSeriesPlot.Band band) {
        Samples bounds = band.bounds().thinned();
        graphics.setColor(ChartLook.wash(band.hue()));
        int from = 0;
        while (from < bounds.size()) {
            int to = from;
            while (to < bounds.size() && bounds.isFinite(to)) {
                to++;
            }
            if (to - from > 1) {
                Path2D.Double path = new Path2D.Double();
                path.moveTo(axes.x(bounds.time(from)), axes.y(bounds.value(1, from)));
                for (int i = from + 1; i < to; i++) {
                    path.lineTo(axes.x(bounds.time(i)), axes.y(bounds.value(1, i)));
                }
                for (int i = to - 1; i >= from; i--) {
                    path.lineTo(axes.x(bounds.time(i)), axes.y(bounds.value(0, i)));
                }
                path.closePath();
                graphics.fill(path);
            }
            from = to + 1;
        }
    }

    private static void paintMarks(
            Graphics2D graphics, Axes axes, Samples samples, ChartMarker marker, boolean gapsOnFloor) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.isFinite(i)) {
                marker.paint(graphics, axes.x(samples.time(i)), axes.y(samples.value(0, i)));
            } else if (gapsOnFloor) {
                marker.paint(graphics, axes.x(samples.time(i)), axes.floor());
            }
        }
    }
}

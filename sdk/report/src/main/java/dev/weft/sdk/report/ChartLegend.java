package dev.weft.sdk.report;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Paints the legend under a chart, in as many rows as it takes. */
final class ChartLegend {
    private static final int ROW = 20;
    private static final int KEY = 22;
    private static final int KEY_GAP = 7;
    private static final int ENTRY_GAP = 24;
    private static final int FOOT = 12;

    /** Draws the sign of an entry into [0, KEY] around y = 0. */
    private interface Key {
        void paint(Graphics2D graphics);
    }

    private record Entry(String name, Key key) {}

    private final List<Entry> entries = new ArrayList<>();

    ChartLegend(TimeSeriesPlot plot) {
        for (TimeSeriesPlot.Line line : plot.lines()) {
            entries.add(new Entry(line.name(), graphics -> paintLine(graphics, line)));
            for (TimeSeriesPlot.Band band : plot.bands()) {
                if (band.line().equals(line.name())) {
                    entries.add(new Entry(band.name(), graphics -> {
                        graphics.setColor(ChartLook.wash(band.hue()));
                        graphics.fill(new Rectangle2D.Double(0, -5, KEY, 10));
                    }));
                }
            }
        }
        for (TimeSeriesPlot.Markers kind : plot.markers()) {
            entries.add(new Entry(
                    kind.name(), graphics -> ChartMarker.of(kind.style()).paint(graphics, KEY / 2.0, 0)));
        }
    }

    int height(Graphics2D graphics, int width) {
        return entries.isEmpty() ? 0 : flow(graphics, width, false) * ROW + FOOT;
    }

    /** Paints with the corner at (0, 0). */
    void paint(Graphics2D graphics, int width) {
        flow(graphics, width, true);
    }

    /** Lays the entries out row by row, paints them if asked to, and returns the number of rows. */
    private int flow(Graphics2D graphics, int width, boolean paint) {
        graphics.setFont(ChartLook.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        double x = ChartLook.MARGIN;
        int row = 0;
        for (Entry entry : entries) {
            double length = KEY
                    + KEY_GAP
                    + metrics.getStringBounds(entry.name(), graphics).getWidth();
            if (x > ChartLook.MARGIN && x + length > width - ChartLook.MARGIN) {
                x = ChartLook.MARGIN;
                row++;
            }
            if (paint) {
                double y = (row + 0.5) * ROW;
                graphics.translate(x, y);
                entry.key().paint(graphics);
                graphics.setColor(ChartLook.INK);
                graphics.drawString(entry.name(), KEY + KEY_GAP, metrics.getAscent() / 2f - 1);
                graphics.translate(-x, -y);
            }
            x += length + ENTRY_GAP;
        }
        return row + 1;
    }

    private static void paintLine(Graphics2D graphics, TimeSeriesPlot.Line line) {
        if (line.form() == LineStyle.Form.DOTS) {
            for (int i = 0; i < 3; i++) {
                ChartMarker.dot(line.hue()).paint(graphics, 4 + 7 * i, 0);
            }
        } else {
            graphics.setColor(ChartLook.colour(line.hue()));
            graphics.setStroke(ChartLook.stroke(line.form()));
            graphics.draw(new Line2D.Double(0, 0, KEY, 0));
        }
    }
}

package dev.weft.sdk.report;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Paints what stands above a chart: its title and the labels of its events, whose lines run down into it. */
final class ChartHead {
    private static final int TITLE_HEIGHT = 34;
    private static final int ROW = 17;
    private static final int GAP = 10;

    private final String title;
    private final List<PlotEvent> events;
    private final int rows;
    private final int titleLeft;

    /** Makes a head whose title stands {@code titleLeft} before a chart that is not at the edge of its image. */
    ChartHead(String title, List<PlotEvent> events, int titleLeft) {
        this.titleLeft = titleLeft;
        this.title = title;
        this.events = events;
        rows = Math.min(2, events.size());
    }

    int height() {
        return (title.isEmpty() ? 0 : TITLE_HEIGHT) + rows * ROW;
    }

    /** Paints above and into a chart whose corner is at (0, 0). */
    void paint(Graphics2D graphics, int width, Axes axes) {
        if (!title.isEmpty()) {
            graphics.setColor(ChartLook.INK);
            graphics.setFont(ChartLook.TITLE);
            graphics.drawString(title, ChartLook.MARGIN - titleLeft, 26 - height());
        }
        graphics.setFont(ChartLook.TEXT);
        double roof = axes.roof();
        double floor = axes.floor();
        double[] starts = new double[rows];
        Arrays.fill(starts, Double.POSITIVE_INFINITY);
        // From the last to the first, so that the stem to an upper row passes no label below it.
        List<PlotEvent> backwards = events.stream()
                .sorted(Comparator.comparingDouble(PlotEvent::time).reversed())
                .toList();
        for (PlotEvent event : backwards) {
            double at = axes.x(event.time());
            double length = graphics.getFontMetrics()
                    .getStringBounds(event.label(), graphics)
                    .getWidth();
            double left = Math.max(ChartLook.MARGIN, Math.min(at, width - ChartLook.MARGIN - length));
            int row = freeRow(starts, left + length + GAP);
            graphics.setColor(ChartLook.MUTED);
            graphics.setStroke(ChartLook.EVENT);
            graphics.draw(new Line2D.Double(at, roof, at, floor));
            if (row >= 0) {
                graphics.setStroke(ChartLook.HAIRLINE);
                graphics.draw(new Line2D.Double(at, roof - row * ROW - 2, at, roof));
                graphics.setColor(ChartLook.INK);
                graphics.drawString(event.label(), (float) left, (float) (roof - row * ROW - 6));
                starts[row] = left;
            }
        }
    }

    /** Returns the lowest row in which a label that ends at {@code end} fits, -1 for none. */
    private static int freeRow(double[] starts, double end) {
        for (int row = 0; row < starts.length; row++) {
            if (end < starts[row]) {
                return row;
            }
        }
        return -1;
    }
}

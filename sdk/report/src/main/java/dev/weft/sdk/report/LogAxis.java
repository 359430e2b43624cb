package dev.weft.sdk.report;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Places the ticks of a logarithmic axis of a plot image, and paints them: XChart's own names whole decades only, of
 * which many a loss has none.
 */
final class LogAxis {
    private static final int TITLE = 24;
    private static final int GAP = 8;
    private static final int MOST = 8;

    private final String title;
    private final List<Double> ticks;
    private final List<String> labels;

    LogAxis(Axis axis) {
        title = axis.title();
        ticks = ticks(axis.from(), axis.to());
        labels = ticks.stream().map(tick -> TickText.of(tick, tick)).toList();
    }

    /** Returns decades, thinned out where there are many, and numbers between them where there are few. */
    static List<Double> ticks(double from, double to) {
        double decades = Math.log10(to / from);
        int every = Math.max(1, (int) Math.ceil(decades / MOST));
        double[] steps = decades > 3
                ? new double[] {1}
                : decades > 1 ? new double[] {1, 2, 5} : new double[] {1, 1.5, 2, 3, 4, 5, 7};
        List<Double> ticks = new ArrayList<>();
        for (int e = (int) Math.floor(Math.log10(from)); e <= Math.ceil(Math.log10(to)); e++) {
            for (double step : steps) {
                // Read as text, so that 0.2 is not 0.2000…01.
                double tick = Double.parseDouble(step + "e" + e);
                if (e % every == 0 && tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return ticks.size() > 1 ? ticks : List.of(from, to);
    }

    /** Returns the room for title and labels, left of what XChart paints. */
    int width() {
        FontRenderContext context = new FontRenderContext(null, true, true);
        int widest = labels.stream()
                .mapToInt(label -> (int)
                        Math.ceil(ChartLook.TEXT.getStringBounds(label, context).getWidth()))
                .max()
                .orElse(0);
        return widest + (title.isEmpty() ? 0 : TITLE);
    }

    /** Paints grid, labels and title around what XChart has painted. */
    void paint(Graphics2D graphics, Axes axes) {
        graphics.setFont(ChartLook.TEXT);
        graphics.setStroke(ChartLook.HAIRLINE);
        FontMetrics metrics = graphics.getFontMetrics();
        for (int i = 0; i < labels.size(); i++) {
            double y = axes.y(ticks.get(i));
            graphics.setColor(ChartLook.GRID);
            graphics.draw(new Line2D.Double(axes.left(), y, axes.right(), y));
            graphics.setColor(ChartLook.MUTED);
            graphics.drawString(
                    labels.get(i),
                    (float) axes.left() - GAP - metrics.stringWidth(labels.get(i)),
                    (float) y + metrics.getAscent() / 2f - 1);
        }
        AffineTransform upright = graphics.getTransform();
        graphics.rotate(-Math.PI / 2);
        graphics.setColor(ChartLook.INK);
        graphics.drawString(
                title,
                (float) (-0.5 * (axes.roof() + axes.floor()) - 0.5 * metrics.stringWidth(title)),
                ChartLook.MARGIN + 4);
        graphics.setTransform(upright);
    }
}

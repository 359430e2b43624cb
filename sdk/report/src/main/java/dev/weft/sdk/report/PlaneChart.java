package dev.weft.sdk.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Paints a path in a plane as an image. */
final class PlaneChart implements Picture {
    private static final double RADIUS = 4.5;
    private static final int GAP = 9;

    private final PlanePlot plot;
    private final Samples path;
    private final Range times = new Range();

    PlaneChart(PlanePlot plot) {
        this.plot = plot;
        path = plot.path().thinned();
        path.extendTimes(times);
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(ChartLook.PAGE);
        graphics.fillRect(0, 0, width, height);
        ChartHead head = new ChartHead(plot.title(), List.of(), 0);
        int chartHeight = height - head.height() - ColourKey.HEIGHT;
        Axes axes = new Axes(
                Axis.airy(plot.horizontalTitle(), range(0), Axis.Form.NUMBER),
                Axis.airy(plot.verticalTitle(), range(1), Axis.Form.NUMBER),
                width,
                chartHeight);
        graphics.translate(0, head.height());
        axes.paint(graphics);
        paintPath(graphics, axes);
        paintMarks(graphics, axes);
        head.paint(graphics, width, axes);
        if (!times.isEmpty()) {
            new ColourKey(
                            Palette.SEQUENTIAL,
                            plot.time().title(),
                            TickText.of(times.min(), times.span()),
                            TickText.of(times.max(), times.span()))
                    .paint(graphics, axes.left(), chartHeight + ColourKey.HEIGHT / 2.0 - 4);
        }
        graphics.translate(0, -head.height());
    }

    private Range range(int channel) {
        Range range = new Range();
        for (int i = 0; i < path.size(); i++) {
            range.include(path.value(channel, i));
        }
        return range;
    }

    private void paintPath(Graphics2D graphics, Axes axes) {
        graphics.setStroke(ChartLook.SOLID);
        for (int i = 1; i < path.size(); i++) {
            if (path.isFinite(i) && path.isFinite(i - 1)) {
                graphics.setColor(colour(0.5 * (path.time(i) + path.time(i - 1))));
                graphics.draw(new Line2D.Double(
                        axes.x(path.value(0, i - 1)),
                        axes.y(path.value(1, i - 1)),
                        axes.x(path.value(0, i)),
                        axes.y(path.value(1, i))));
            }
        }
    }

    private void paintMarks(Graphics2D graphics, Axes axes) {
        List<Rectangle2D> taken = new ArrayList<>();
        paintMark(graphics, axes, PlanePlot.nearest(path, times.min()), "start", true, taken);
        paintMark(graphics, axes, PlanePlot.nearest(path, times.max()), "end", true, taken);
        for (PlotEvent event : plot.events()) {
            paintMark(graphics, axes, PlanePlot.nearest(path, event.time()), event.label(), false, taken);
        }
    }

    /** Paints a disc or ring, and its label where it covers none and leaves the chart nowhere; else it is left out. */
    private void paintMark(
            Graphics2D graphics, Axes axes, int i, String label, boolean filled, List<Rectangle2D> taken) {
        if (i < 0) {
            return;
        }
        double x = axes.x(path.value(0, i));
        double y = axes.y(path.value(1, i));
        Ellipse2D disc = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        graphics.setColor(filled ? colour(path.time(i)) : ChartLook.PAGE);
        graphics.fill(disc);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(filled ? ChartLook.PAGE : ChartLook.INK);
        graphics.draw(disc);
        graphics.setFont(ChartLook.TEXT);
        double length =
                graphics.getFontMetrics().getStringBounds(label, graphics).getWidth();
        Rectangle2D inside = new Rectangle2D.Double(
                axes.left(), axes.roof(), axes.right() - axes.left(), axes.floor() - axes.roof());
        for (double top : new double[] {y - 18, y + 3}) {
            for (double left : new double[] {x + GAP, x - GAP - length}) {
                Rectangle2D box = new Rectangle2D.Double(left, top, length, 15);
                if (inside.contains(box) && taken.stream().noneMatch(box::intersects)) {
                    taken.add(box);
                    graphics.setColor(ChartLook.INK);
                    graphics.drawString(label, (float) left, (float) top + 12);
                    return;
                }
            }
        }
    }

    private Color colour(double time) {
        double position = times.span() > 0 ? (time - times.min()) / times.span() : 0;
        return new Color(Palette.SEQUENTIAL.rgbOnLight(position));
    }
}

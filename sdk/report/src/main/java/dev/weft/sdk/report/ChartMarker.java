package dev.weft.sdk.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Paints one mark of a plot image. */
final class ChartMarker {
    private static final double RADIUS = 4.2;
    private static final double DOT = 1.8;

    private final MarkerStyle.Shape shape;
    private final boolean dot;
    private final Color colour;

    private ChartMarker(MarkerStyle.Shape shape, boolean dot, Color colour) {
        this.shape = shape;
        this.dot = dot;
        this.colour = colour;
    }

    /** Returns the marker for a style. */
    static ChartMarker of(MarkerStyle style) {
        return new ChartMarker(style.shape(), false, ChartLook.colour(style.hue()));
    }

    /** Returns the small disc for a sample of a dotted line. */
    static ChartMarker dot(Hue hue) {
        return new ChartMarker(MarkerStyle.Shape.CIRCLE, true, ChartLook.colour(hue));
    }

    void paint(Graphics2D graphics, double x, double y) {
        graphics.setColor(colour);
        if (dot) {
            graphics.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
            return;
        }
        graphics.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (shape) {
            case CROSS -> {
                Path2D.Double cross = new Path2D.Double();
                cross.moveTo(x - RADIUS, y - RADIUS);
                cross.lineTo(x + RADIUS, y + RADIUS);
                cross.moveTo(x + RADIUS, y - RADIUS);
                cross.lineTo(x - RADIUS, y + RADIUS);
                graphics.draw(cross);
            }
            case CIRCLE -> graphics.draw(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
            case TRIANGLE -> graphics.fill(polygon(x, y, 0, -1.2, 1.1, 0.8, -1.1, 0.8));
            case DIAMOND -> graphics.fill(polygon(x, y, 0, -1.3, 1.1, 0, 0, 1.3, -1.1, 0));
        }
    }

    /** Returns the closed path through corners given as x and y in turn, in radii from the centre. */
    private static Path2D polygon(double x, double y, double... corners) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(x + RADIUS * corners[0], y + RADIUS * corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + RADIUS * corners[i], y + RADIUS * corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}

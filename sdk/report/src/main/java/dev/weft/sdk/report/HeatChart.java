package dev.weft.sdk.report;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** Paints a heat map as an image: segments at the left, names of rows at the right where there are few. */
final class HeatChart implements Picture {
    private static final int LEADER = 22;
    private static final int ROW = 15;

    private final HeatMap map;
    private final HeatCells cells;

    HeatChart(HeatMap map) {
        this.map = map;
        this.cells = map.cells();
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(ChartLook.PAGE);
        graphics.fillRect(0, 0, width, height);
        graphics.setFont(ChartLook.TEXT);
        FontMetrics metrics = graphics.getFontMetrics();
        int left = cells.segments().isEmpty()
                ? 0
                : LEADER
                        + widest(
                                metrics,
                                cells.segments().stream()
                                        .map(HeatMap.Segment::name)
                                        .toList(),
                                width);
        boolean named = cells.rowCount() <= HeatCells.MOST_LABELS;
        List<String> names = named
                ? IntStream.range(0, cells.rowCount()).mapToObj(cells::label).toList()
                : List.of();
        int right = named ? widest(metrics, names, width) : 0;
        ChartHead head = new ChartHead(map.title(), map.events(), left);
        int chartHeight = height - head.height() - ColourKey.HEIGHT;
        int chartWidth = Math.max(50, width - left - right);
        Range times = new Range();
        if (cells.columnCount() > 0) {
            times.include(cells.edge(0));
            times.include(cells.edge(cells.columnCount()));
        }
        Axes axes = new Axes(
                Axis.tight(map.time().title(), times, Axis.Form.NUMBER),
                new Axis("", 0, Math.max(1, cells.rowCount()), Axis.Form.BARE),
                chartWidth,
                chartHeight);
        graphics.translate(left, head.height());
        axes.paint(graphics);
        paintCells(graphics, axes);
        paintSegments(graphics, axes, width);
        graphics.setColor(ChartLook.MUTED);
        for (int r = 0; r < names.size(); r++) {
            graphics.drawString(
                    fitted(metrics, names.get(r), width), (float) axes.right() + 6, (float) (y(axes, r + 0.5) + 4));
        }
        head.paint(graphics, chartWidth, axes);
        boolean clipped = cells.limit() < cells.largest();
        String end = TickText.of(
                new BigDecimal(cells.limit()).round(new MathContext(2)).doubleValue(), cells.limit());
        new ColourKey(
                        Palette.DIVERGING,
                        map.value().title(),
                        (clipped ? "\u2264 \u2212" : "\u2212") + end,
                        (clipped ? "\u2265 " : "") + end)
                .paint(graphics, axes.left(), chartHeight + ColourKey.HEIGHT / 2.0 - 4);
        graphics.translate(-left, -head.height());
    }

    /** Returns where the row begins: the first is at the top. */
    private double y(Axes axes, double row) {
        return axes.y(cells.rowCount() - row);
    }

    private void paintCells(Graphics2D graphics, Axes axes) {
        for (int r = 0; r < cells.rowCount(); r++) {
            double top = y(axes, r);
            double bottom = y(axes, r + 1);
            for (int c = 0; c < cells.columnCount(); c++) {
                double value = cells.value(r, c);
                if (!Double.isNaN(value)) {
                    double from = axes.x(cells.edge(c));
                    graphics.setColor(new Color(Palette.DIVERGING.rgbOnLight(0.5 + 0.5 * value / cells.limit())));
                    // A little over, so that no seam of the page shines through between two cells.
                    graphics.fill(new Rectangle2D.Double(
                            from, top, axes.x(cells.edge(c + 1)) - from + 0.3, bottom - top + 0.3));
                }
            }
        }
        graphics.setStroke(ChartLook.HAIRLINE);
        graphics.setColor(ChartLook.MUTED);
        graphics.draw(new Rectangle2D.Double(
                axes.left(), axes.roof(), axes.right() - axes.left(), axes.floor() - axes.roof()));
    }

    private void paintSegments(Graphics2D graphics, Axes axes, int width) {
        FontMetrics metrics = graphics.getFontMetrics(ChartLook.TEXT);
        graphics.setFont(ChartLook.TEXT);
        graphics.setStroke(ChartLook.HAIRLINE);
        List<HeatMap.Segment> segments = cells.segments();
        double[] wanted = segments.stream()
                .mapToDouble(s -> y(axes, 0.5 * (s.from() + s.to())))
                .toArray();
        double[] placed = spread(wanted, axes.roof(), axes.floor());
        for (int i = 0; i < segments.size(); i++) {
            HeatMap.Segment segment = segments.get(i);
            graphics.setColor(ChartLook.MUTED);
            for (int edge : new int[] {segment.from(), segment.to()}) {
                if (edge > 0 && edge < cells.rowCount()) {
                    graphics.draw(new Line2D.Double(axes.left() - 5, y(axes, edge), axes.right(), y(axes, edge)));
                }
            }
            if (placed.length > 0) {
                graphics.draw(new Line2D.Double(axes.left() - 14, placed[i], axes.left() - 3, wanted[i]));
                String name = fitted(metrics, segment.name(), width);
                double length = metrics.getStringBounds(name, graphics).getWidth();
                graphics.setColor(ChartLook.INK);
                graphics.drawString(name, (float) (axes.left() - 18 - length), (float) placed[i] + 4);
            }
        }
    }

    /** Returns labels a row apart, each as near to its place as the others allow; none where they find no room. */
    private static double[] spread(double[] wanted, double top, double bottom) {
        if (wanted.length * ROW > bottom - top) {
            return new double[0];
        }
        double[] placed = wanted.clone();
        double least = top + 0.5 * ROW;
        for (int i = 0; i < placed.length; i++) {
            placed[i] = Math.max(placed[i], least);
            least = placed[i] + ROW;
        }
        double most = bottom - 0.5 * ROW;
        for (int i = placed.length - 1; i >= 0; i--) {
            placed[i] = Math.min(placed[i], most);
            most = placed[i] - ROW;
        }
        return placed;
    }

    private static int widest(FontMetrics metrics, List<String> names, int width) {
        return names.stream()
                .mapToInt(name -> metrics.stringWidth(fitted(metrics, name, width)))
                .max()
                .orElse(0);
    }

    /** Returns a name cut to a third of the image. */
    private static String fitted(FontMetrics metrics, String name, int width) {
        String text = name;
        while (text.length() > 2 && metrics.stringWidth(text) > width / 3) {
            text = text.substring(0, text.length() - 2) + "\u2026";
        }
        return text;
    }
}

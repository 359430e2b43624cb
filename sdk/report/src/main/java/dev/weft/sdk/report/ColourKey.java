package dev.weft.sdk.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Paints the key to a palette in one row: title, least, colours, greatest. */
record ColourKey(Palette palette, String title, String low, String high) {
    /** The room it takes under a chart. */
    static final int HEIGHT = 34;

    private static final int BAR = 180;
    private static final int GAP = 8;

    /** Paints from {@code left} on, around the line at {@code y}. */
    void paint(Graphics2D graphics, double left, double y) {
        graphics.setFont(ChartLook.TEXT);
        double x = left + text(graphics, title, left, y) + (title.isEmpty() ? 0 : GAP);
        x += text(graphics, low, x, y);
        for (int i = 0; i < BAR; i++) {
            graphics.setColor(new Color(palette.rgbOnLight((i + 0.5) / BAR)));
            graphics.fill(new Rectangle2D.Double(x + i, y - 5, 1.5, 10));
        }
        graphics.setColor(ChartLook.GRID);
        graphics.setStroke(ChartLook.HAIRLINE);
        graphics.draw(new Rectangle2D.Double(x, y - 5, BAR, 10));
        text(graphics, high, x + BAR + GAP, y);
    }

    /** Returns how far to go on. */
    private static double text(Graphics2D graphics, String text, double x, double y) {
        graphics.setColor(ChartLook.MUTED);
        graphics.drawString(text, (float) x, (float) y + 4);
        return graphics.getFontMetrics().getStringBounds(text, graphics).getWidth() + GAP;
    }
}

package dev.weft.sdk.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * Draws a plot as a PNG for documents: with the same parts and colours as in a report, on white.
 *
 * <p>Needs no screen, but a font: on a bare server install one (such as DejaVu). A program without windows should run
 * with {@code -Djava.awt.headless=true}. Immutable.
 *
 * @param plot what to draw
 * @param width in points, 200 to 10,000
 * @param height in points, 150 to 10,000
 * @param scale pixels per point, 1 to 4; 2 is sharp on today's screens and in print
 */
public record PlotImage(Plot plot, int width, int height, int scale) {
    /** Checks the bounds of the size. */
    public PlotImage {
        Objects.requireNonNull(plot, "plot");
        check("width", width, 200, 10_000);
        check("height", height, 150, 10_000);
        check("scale", scale, 1, 4);
    }

    /** Makes an image of 960 × 380 points and twice as many pixels each way. */
    public static PlotImage of(Plot plot) {
        return new PlotImage(plot, 960, 380, 2);
    }

    /** Returns this image in another size, in points. */
    public PlotImage withSize(int newWidth, int newHeight) {
        return new PlotImage(plot, newWidth, newHeight, scale);
    }

    /** Returns this image with another number of pixels per point. */
    public PlotImage withScale(int newScale) {
        return new PlotImage(plot, width, height, newScale);
    }

    /** Returns the PNG. */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("an array refused bytes", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the PNG.
     *
     * @param out where to; not closed
     * @throws IOException if {@code out} throws it
     */
    public void writeTo(OutputStream out) throws IOException {
        if (!ImageIO.write(draw(), "png", out)) {
            throw new IllegalStateException(
                    "PNG writer of this JVM = none, expected one. Use a JDK with java.desktop.");
        }
    }

    private BufferedImage draw() {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(scale, scale);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            Picture.of(plot).paint(graphics, width, height);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " = " + value + ", expected " + least + " to " + most + ". Choose a size between.");
        }
    }
}

package dev.weft.sdk.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;

/** The look of plot images: white, thin lines, one typeface; that of reports, on paper. */
final class ChartLook {
    static final Color PAGE = Color.WHITE;
    static final Color INK = new Color(0x1c2229);
    static final Color MUTED = new Color(0x5c6773);
    static final Color GRID = new Color(0xe9ecf0);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final BasicStroke SOLID = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
    static final BasicStroke EVENT =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);
    /** From the edge of the image to text. */
    static final int MARGIN = 16;

    static final BasicStroke HAIRLINE = new BasicStroke(1);
    /** How opaque a band is, of 255. */
    static final int BAND_ALPHA = 0x38;

    /** From one tick of the horizontal axis to the next, at least. */
    static final int TICKS_APART = 90;

    private ChartLook() {}

    /** Sets what XChart's own theme would decide of the axes; it draws nothing else here. */
    static void apply(XYStyler styler) {
        styler.setLocale(Locale.ROOT)
                .setBaseFont(TEXT)
                .setChartBackgroundColor(PAGE)
                .setChartFontColor(INK)
                .setChartPadding(10)
                .setChartTitleVisible(false)
                .setPlotBackgroundColor(PAGE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(1)
                .setLegendVisible(false)
                .setAntiAlias(true)
                .setTextAntiAlias(true);
        styler.setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(HAIRLINE)
                .setPlotTicksMarksVisible(false)
                .setAxisTicksMarksVisible(false)
                .setAxisTicksLineVisible(false)
                .setAxisTickLabelsFont(TEXT)
                .setAxisTickLabelsColor(MUTED)
                .setAxisTickPadding(8)
                .setAxisTitleFont(TEXT)
                .setAxisTitlePadding(6)
                .setPlotMargin(0)
                .setYAxisLabelAlignment(TextAlignment.Right)
                .setXAxisTickMarkSpacingHint(TICKS_APART)
                .setYAxisTickMarkSpacingHint(44)
                .setTimezone(TimeZone.getTimeZone("UTC"));
    }

    /** Returns how a connected line is stroked. */
    static BasicStroke stroke(LineStyle.Form form) {
        return form == LineStyle.Form.DASHED ? DASHED : SOLID;
    }

    /** Returns the colour of a line or a marker. */
    static Color colour(Hue hue) {
        return new Color(hue.rgbOnLight());
    }

    /** Returns the colour of a band. */
    static Color wash(Hue hue) {
        return new Color(hue.rgbOnLight() | BAND_ALPHA << 24, true);
    }
}

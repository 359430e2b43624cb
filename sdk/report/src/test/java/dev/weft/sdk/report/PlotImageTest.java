package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotImageTest {
    private static final double NAN = Double.NaN;

    @Test
    void drawsLineBandAndMarkersInTheirColours() throws IOException {
        BufferedImage image = read(PlotImage.of(SampleReport.level()).withScale(1));
        assertThat(image.getWidth()).isEqualTo(960);
        assertThat(image.getHeight()).isEqualTo(380);
        assertThat(count(image, 0xffffff)).isGreaterThan(960 * 380 / 2);
        assertThat(count(image, Hue.BLUE.rgbOnLight())).isGreaterThan(100);
        assertThat(count(image, Hue.VERMILION.rgbOnLight())).isGreaterThan(20);
        assertThat(count(image, Hue.ORANGE.rgbOnLight())).isGreaterThan(20);
    }

    @Test
    void leavesAGapWhereThereIsNoNumber() throws IOException {
        double[] t = {0, 1, 2, 3, 4, 5};
        BufferedImage whole = read(image(t, new double[] {1, 1, 1, 1, 1, 1}));
        BufferedImage gap = read(image(t, new double[] {1, 1, NAN, NAN, 1, 1}));
        int blue = Hue.BLUE.rgbOnLight();
        // The gap takes three of five stretches; the legend's key is blue in both.
        assertThat((double) count(gap, blue)).isBetween(0.3 * count(whole, blue), 0.55 * count(whole, blue));
    }

    static Stream<Plot> odd() {
        double[] one = {7};
        double[] two = {1, 2};
        return Stream.of(
                TimeSeriesPlot.titled("").build(),
                TimeSeriesPlot.titled("no samples")
                        .line("a", new double[0], new double[0])
                        .build(),
                TimeSeriesPlot.titled("one sample").line("a", one, one).build(),
                TimeSeriesPlot.titled("all zero").line("a", two, new double[2]).build(),
                TimeSeriesPlot.titled("no number")
                        .line("a", two, new double[] {NAN, NAN})
                        .build(),
                TimeSeriesPlot.titled("huge")
                        .line("a", two, new double[] {-1e300, 1e300})
                        .build(),
                TimeSeriesPlot.titled("tiny")
                        .line("a", two, new double[] {1e-300, 2e-300})
                        .build(),
                TimeSeriesPlot.titled("one instant")
                        .clock()
                        .line("a", one, one)
                        .event(7, "now")
                        .build(),
                TimeSeriesPlot.titled("events only")
                        .event(1, "a")
                        .event(1, "b")
                        .event(1, "c")
                        .build(),
                TimeSeriesPlot.titled("no logarithm")
                        .logarithmic()
                        .line("a", two, new double[] {0, -1})
                        .build(),
                TimeSeriesPlot.titled("one logarithm")
                        .logarithmic()
                        .count("epoch")
                        .line("a", one, new double[] {0.3})
                        .build(),
                TimeSeriesPlot.titled("half a decade")
                        .logarithmic()
                        .count("epoch")
                        .line("a", two, new double[] {0.6, 0.25})
                        .build(),
                PlanePlot.titled("no path").event(1, "a").build(),
                PlanePlot.titled("one point").path(one, one, one).event(7, "a").build(),
                PlanePlot.titled("a gap").path(two, new double[] {1, NAN}, two).build(),
                HeatMap.titled("no cells").build(),
                HeatMap.titled("no time")
                        .values(new double[0], new double[0][], List.of("a"))
                        .segment("s", 0, 1)
                        .build(),
                HeatMap.titled("one cell")
                        .values(one, new double[][] {{-3}}, List.of("a"))
                        .build(),
                HeatMap.titled("no number")
                        .values(two, new double[][] {{NAN, 0}, {0, NAN}}, List.of("a", "b"))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("odd")
    void drawsWhateverItIsGiven(Plot plot) throws IOException {
        assertThat(read(PlotImage.of(plot).withSize(300, 200)).getWidth()).isEqualTo(600);
        assertThat(PlotJson.of(plot)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void drawsCellsAndPathsInTheirPalettes() throws IOException {
        double[] t = {0, 1};
        HeatMap map = HeatMap.titled("m")
                .values(t, new double[][] {{-1, 0}, {1, 1}}, List.of("a", "b"))
                .build();
        BufferedImage image = read(PlotImage.of(map).withScale(1));
        int negative = count(image, Palette.DIVERGING.rgbOnLight(0));
        int positive = count(image, Palette.DIVERGING.rgbOnLight(1));
        // One cell of four, and two of them; the key adds some hundred pixels to both.
        assertThat(negative).isGreaterThan(40_000);
        assertThat((double) positive).isBetween(1.95 * negative, 2.05 * negative);

        PlanePlot plane = PlanePlot.titled("p").path(t, t, t).build();
        BufferedImage path = read(PlotImage.of(plane).withScale(1));
        assertThat(count(path, Palette.SEQUENTIAL.rgbOnLight(0))).isGreaterThan(20);
        assertThat(count(path, Palette.SEQUENTIAL.rgbOnLight(1))).isGreaterThan(20);
    }

    @Test
    void describesEveryPlotInWords() {
        assertThat(PlotText.of(SampleReport.path()))
                .isEqualTo("Path of the first two components: path of component 2 (18 %) over component 1 (71 %),"
                        + " coloured by time (s). event 1; event 2");
        assertThat(PlotText.of(SampleReport.network(12)))
                .startsWith("Change of 12 weights: map of change over time (s), rows layer 1 weight, layer 1 bias,");
    }

    @Test
    void refusesASizeOutOfBounds() {
        assertThatThrownBy(() -> PlotImage.of(SampleReport.level()).withSize(20, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("width = 20, expected 200 to 10000");
    }

    private static PlotImage image(double[] t, double[] y) {
        return PlotImage.of(TimeSeriesPlot.titled("gap").line("a", t, y).build())
                .withScale(1);
    }

    private static BufferedImage read(PlotImage image) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(image.png())));
    }

    private static int count(BufferedImage image, int rgb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}

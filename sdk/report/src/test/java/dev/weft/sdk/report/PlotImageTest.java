package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    static Stream<TimeSeriesPlot> odd() {
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
                        .build());
    }

    @ParameterizedTest
    @MethodSource("odd")
    void drawsWhateverItIsGiven(TimeSeriesPlot plot) throws IOException {
        assertThat(read(PlotImage.of(plot).withSize(300, 200)).getWidth()).isEqualTo(600);
        assertThat(PlotJson.of(plot)).doesNotContain("NaN", "Infinity");
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

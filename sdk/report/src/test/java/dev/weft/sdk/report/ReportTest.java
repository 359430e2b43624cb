package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ReportTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!--\"'&\u2028\u0000";

    @Test
    void asksNothingOfTheNetwork() {
        String page = SampleReport.report().toHtml();
        // The link in the banner of uPlot is a comment.
        String withoutComments =
                Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(page).replaceAll("");
        assertThat(withoutComments)
                .doesNotContainPattern("(?i)https?:")
                .doesNotContainPattern("[\"'(]//")
                .doesNotContainPattern("\\ssrc\\s*=\\s*[\"']")
                .doesNotContain("url(", "@import", "fetch(", "XMLHttpRequest", "import(");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void carriesThePlotterAndItsLicenceOnce() {
        String page = SampleReport.report().toHtml();
        assertThat(count(page, "var uPlot=")).isEqualTo(1);
        assertThat(count(page, "The MIT License")).isEqualTo(1);
        assertThat(count(page, "<figure class=\"plot\"")).isEqualTo(8);
    }

    @Test
    void carriesNoScriptWithoutPlots() {
        String page =
                Report.titled("Plain").paragraph("Nothing to draw.").build().toHtml();
        assertThat(page).doesNotContain("<script").doesNotContain("{{");
    }

    @Test
    void escapesEveryText() {
        double[] t = {0, 1};
        Report report = Report.titled(HOSTILE)
                .subtitle(HOSTILE)
                .section(HOSTILE)
                .paragraph(HOSTILE)
                .tiles(new Tile(HOSTILE, HOSTILE, HOSTILE, Rating.BAD))
                .table(Table.captioned(HOSTILE)
                        .text(HOSTILE)
                        .row(Rating.GOOD, HOSTILE)
                        .build())
                .code(HOSTILE, HOSTILE)
                .plot(TimeSeriesPlot.titled(HOSTILE)
                        .caption(HOSTILE)
                        .timeAxis(HOSTILE, HOSTILE)
                        .valueAxis(HOSTILE, HOSTILE)
                        .cursor(HOSTILE)
                        .line(HOSTILE, t, t)
                        .band(HOSTILE + 1, HOSTILE, t, t, t)
                        .markers(HOSTILE + 2, t, t, MarkerStyle.CROSS)
                        .event(0.5, HOSTILE)
                        .build())
                .plot(PlanePlot.titled(HOSTILE)
                        .caption(HOSTILE)
                        .axes(HOSTILE, HOSTILE)
                        .timeAxis(HOSTILE, HOSTILE)
                        .path(t, t, t)
                        .event(0.5, HOSTILE)
                        .build())
                .plot(HeatMap.titled(HOSTILE)
                        .caption(HOSTILE)
                        .timeAxis(HOSTILE, HOSTILE)
                        .valueAxis(HOSTILE, HOSTILE)
                        .values(t, new double[2][1], List.of(HOSTILE))
                        .segment(HOSTILE, 0, 1)
                        .event(0.5, HOSTILE)
                        .build())
                .build();
        String page = report.toHtml();
        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("\u2028script")
                .doesNotContain("\u0000");
        // The data of three plots, uPlot and our script, and no other.
        assertThat(count(page, "<script")).isEqualTo(5);
        assertThat(count(page, "</script>")).isEqualTo(5);
        assertThat(count(page, "<!--")).isEqualTo(1);
    }

    @Test
    void isTheSameBytesForTheSameContent() {
        assertThat(SampleReport.report().toHtml())
                .isEqualTo(SampleReport.report().toHtml());
    }

    @Test
    void namesWhatIsWrongWithARow() {
        assertThatThrownBy(() -> Table.captioned("P").text("a", "b").row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells of row 0 in table \"P\" = 1, expected 2. Give one text per column.");
    }

    @Test
    void staysSmallHoweverLongTheData() {
        int n = 20_000;
        double[] t = new double[n];
        double[] y = new double[n];
        Report.Builder report = Report.titled("Large");
        for (int p = 0; p < 20; p++) {
            TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("Plot " + p).clock();
            for (int k = 0; k < 6; k++) {
                for (int i = 0; i < n; i++) {
                    t[i] = 1_767_225_600 + i * 0.037;
                    y[i] = Math.sin(i * 0.01 + k + p) + 0.1 * Math.sin(i * 37.7);
                }
                plot.line("line " + k, t, y);
            }
            report.plot(plot.build());
        }
        assertThat(report.build().toHtml().length()).isLessThan(5_000_000);
    }

    /** For a person's eyes: {@code ./mvnw -pl sdk/report -am test -Dweft.report.sample=/some/folder}. */
    @Test
    @EnabledIfSystemProperty(named = "weft.report.sample", matches = ".+")
    void leavesAPageToLookAt() throws IOException {
        Path page = Path.of(System.getProperty("weft.report.sample"), "report.html");
        Files.writeString(page, SampleReport.report().toHtml());
        Report.Builder odd = Report.titled("Odd plots");
        PlotImageTest.odd().forEach(odd::plot);
        Files.writeString(page.resolveSibling("odd.html"), odd.build().toHtml());
        Files.write(
                page.resolveSibling("level.png"),
                PlotImage.of(SampleReport.level()).png());
        Files.write(
                page.resolveSibling("weights.png"),
                PlotImage.of(SampleReport.weights()).png());
        Files.write(
                page.resolveSibling("pump.png"),
                PlotImage.of(SampleReport.pump()).withSize(640, 300).png());
        Files.write(
                page.resolveSibling("clock.png"),
                PlotImage.of(SampleReport.clock()).png());
        Files.write(
                page.resolveSibling("loss.png"),
                PlotImage.of(SampleReport.loss()).png());
        Files.write(
                page.resolveSibling("network.png"),
                PlotImage.of(SampleReport.network(338)).png());
        Files.write(
                page.resolveSibling("rows.png"),
                PlotImage.of(SampleReport.network(12)).png());
        Files.write(
                page.resolveSibling("path.png"),
                PlotImage.of(SampleReport.path()).withSize(720, 480).png());
        assertThat(page).isNotEmptyFile();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}

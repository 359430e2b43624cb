package dev.weft.sdk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimeSeriesPlotTest {
    private static final double[] TIME = {0, 1, 2, 3};

    @Test
    void writesGapsAsNull() {
        double[] y = {1, Double.NaN, Double.POSITIVE_INFINITY, 4};
        TimeSeriesPlot plot = TimeSeriesPlot.titled("gap")
                .line("a", TIME, y)
                .band("b", "a", TIME, y, y)
                .build();
        assertThat(PlotJson.of(plot))
                .contains("\"y\":[1,null,null,4]")
                .contains("\"lower\":[1,null,null,4]")
                .contains("\"upper\":[1,null,null,4]");
    }

    @Test
    void dashesLinesWhoseColourIsTaken() {
        double[] y = {1, 2, 3, 4};
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("many parameters");
        for (int i = 0; i < 8; i++) {
            plot.line("p" + i, TIME, y);
        }
        assertThat(plot.build().lines())
                .extracting(line -> line.hue() + " " + line.form())
                .doesNotHaveDuplicates()
                .startsWith("BLUE SOLID", "ORANGE SOLID")
                .endsWith("VERMILION SOLID", "BLUE DASHED", "ORANGE DASHED");
    }

    @Test
    void keepsEveryMarkerOfMany() throws IOException {
        int n = 25_000;
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = i;
        }
        TimeSeriesPlot plot = TimeSeriesPlot.titled("many")
                .markers("refused", t, t, MarkerStyle.CROSS)
                .build();
        int numbers = 0;
        try (JsonParser json = new JsonFactory().createParser(PlotJson.of(plot))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                numbers += token.isNumeric() && json.getParsingContext().inArray() ? 1 : 0;
            }
        }
        assertThat(numbers).isEqualTo(2 * n);
    }

    @Test
    void doesNotChangeWithTheArraysItWasMadeOf() {
        double[] y = {1, 2, 3, 4};
        TimeSeriesPlot plot = TimeSeriesPlot.titled("copy").line("a", TIME, y).build();
        y[0] = 99;
        assertThat(PlotJson.of(plot)).contains("\"y\":[1,2,3,4]");
    }

    @Test
    void makesGapsOfWhatHasNoLogarithmWhicheverIsSaidFirst() {
        double[] y = {100, 0, -1, 1.23456789e-7};
        assertThat(PlotJson.of(TimeSeriesPlot.titled("loss")
                        .line("a", TIME, y)
                        .count("epoch")
                        .logarithmic()
                        .build()))
                .contains("\"count\":true", "\"logarithmic\":true", "\"timeTitle\":\"epoch\"")
                .contains("\"y\":[1E+2,null,null,1.23457E-7]");
    }

    @Test
    void saysWhatIsWrong() {
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("wrong").line("a", TIME, TIME);
        assertThatThrownBy(() -> plot.line("b", TIME, new double[3]))
                .hasMessage("values of \"b\" = 3, expected 4. Give one value per time.");
        assertThatThrownBy(() -> plot.line("b", new double[] {0, 2, 2}, new double[3]))
                .hasMessageStartingWith("time 2 of \"b\" = 2.0, expected more than the one before it, 2.0.");
        assertThatThrownBy(() -> plot.line("a", TIME, TIME)).hasMessageContaining("is taken");
        assertThatThrownBy(() -> plot.band("c", "x", TIME, TIME, TIME))
                .hasMessage("line of band \"c\" = \"x\", expected one of [a]. Add the line before its band.");
        assertThatThrownBy(() -> plot.event(Double.NaN, "e")).hasMessageContaining("expected a finite number");
    }
}

package dev.weft.sdk.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Writes plots as the JSON that our scripts read, those over time as series.js does. */
final class PlotJson {
    private final TimeSeriesPlot plot;
    private final double origin;
    private final double duration;
    private final double span;

    private PlotJson(TimeSeriesPlot plot) {
        this.plot = plot;
        Range times = plot.times();
        origin = times.min();
        duration = times.span();
        span = plot.values().span();
    }

    /** Returns a plot as JSON without the character {@code <}. */
    static String of(Plot plot) {
        if (plot instanceof PlanePlot plane) {
            return PlaneJson.of(plane);
        }
        return plot instanceof HeatMap map ? HeatJson.of(map) : of((TimeSeriesPlot) plot);
    }

    private static String of(TimeSeriesPlot plot) {
        return ScriptJson.write(new PlotJson(plot)::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("clock", plot.isClock());
        json.writeBooleanField("count", plot.isCount());
        json.writeBooleanField("logarithmic", plot.isLogarithmic());
        json.writeNumberField("origin", origin);
        json.writeStringField("timeTitle", plot.time().title());
        json.writeStringField("timeUnit", plot.time().unit());
        json.writeStringField("valueTitle", plot.value().title());
        if (plot.cursor() != null) {
            json.writeStringField("cursor", plot.cursor());
        }
        json.writeArrayFieldStart("bands");
        for (TimeSeriesPlot.Band band : plot.bands()) {
            Samples bounds = band.bounds().thinned();
            start(json, band.name(), band.hue(), bounds);
            json.writeStringField("line", band.line());
            values(json, "lower", bounds, 0);
            values(json, "upper", bounds, 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lines");
        for (TimeSeriesPlot.Line line : plot.lines()) {
            Samples samples = line.samples().thinned();
            start(json, line.name(), line.hue(), samples);
            json.writeStringField("form", lowerCase(line.form()));
            values(json, "y", samples, 0);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("markers");
        for (TimeSeriesPlot.Markers kind : plot.markers()) {
            start(json, kind.name(), kind.style().hue(), kind.samples());
            json.writeStringField("shape", lowerCase(kind.style().shape()));
            values(json, "y", kind.samples(), 0);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("events");
        for (PlotEvent event : plot.events()) {
            json.writeStartObject();
            json.writeStringField("label", event.label());
            json.writeFieldName("x");
            json.writeNumber(Numbers.time(event.time() - origin, duration));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void start(JsonGenerator json, String name, Hue hue, Samples samples) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("light", hue.cssOnLight());
        json.writeStringField("dark", hue.cssOnDark());
        json.writeArrayFieldStart("x");
        for (int i = 0; i < samples.size(); i++) {
            json.writeNumber(Numbers.time(samples.time(i) - origin, duration));
        }
        json.writeEndArray();
    }

    private void values(JsonGenerator json, String field, Samples samples, int channel) throws IOException {
        IntToDoubleFunction value = i -> samples.value(channel, i);
        json.writeArrayFieldStart(field);
        for (int i = 0; i < samples.size(); i++) {
            double v = value.applyAsDouble(i);
            if (Double.isFinite(v)) {
                // On a logarithmic axis the small ones count as much as the great.
                json.writeNumber(Numbers.value(v, plot.isLogarithmic() ? v : span));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

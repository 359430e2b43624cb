package dev.weft.sdk.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a path in a plane as plane.js reads it. */
final class PlaneJson {
    private final PlanePlot plot;
    private final Samples path;

    private PlaneJson(PlanePlot plot) {
        this.plot = plot;
        this.path = plot.path().thinned();
    }

    static String of(PlanePlot plot) {
        return ScriptJson.write(new PlaneJson(plot)::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("xTitle", plot.horizontalTitle());
        json.writeStringField("yTitle", plot.verticalTitle());
        json.writeStringField("timeTitle", plot.time().title());
        ScriptJson.palette(json, Palette.SEQUENTIAL);
        json.writeArrayFieldStart("time");
        for (int i = 0; i < path.size(); i++) {
            json.writeNumber(path.time(i));
        }
        json.writeEndArray();
        values(json, "x", 0);
        values(json, "y", 1);
        json.writeArrayFieldStart("events");
        for (PlotEvent event : plot.events()) {
            json.writeStartObject();
            json.writeNumberField("at", PlanePlot.nearest(path, event.time()));
            json.writeStringField("label", event.label());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void values(JsonGenerator json, String field, int channel) throws IOException {
        Range range = new Range();
        for (int i = 0; i < path.size(); i++) {
            range.include(path.value(channel, i));
        }
        json.writeArrayFieldStart(field);
        for (int i = 0; i < path.size(); i++) {
            if (path.isFinite(i)) {
                json.writeNumber(Numbers.value(path.value(channel, i), range.span()));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }
}

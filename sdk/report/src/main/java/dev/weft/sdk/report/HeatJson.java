package dev.weft.sdk.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a heat map as heat.js reads it. */
final class HeatJson {
    private final HeatMap map;
    private final HeatCells cells;

    private HeatJson(HeatMap map) {
        this.map = map;
        this.cells = map.cells();
    }

    static String of(HeatMap map) {
        return ScriptJson.write(new HeatJson(map)::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("timeTitle", map.time().title());
        json.writeStringField("valueTitle", map.value().title());
        ScriptJson.palette(json, Palette.DIVERGING);
        json.writeNumberField("limit", cells.limit());
        json.writeNumberField("largest", cells.largest());
        json.writeArrayFieldStart("edges");
        for (int c = 0; c <= cells.columnCount(); c++) {
            json.writeNumber(cells.edge(c));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (int r = 0; r < cells.rowCount(); r++) {
            json.writeString(cells.row(r));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("labels");
        for (int r = 0; r < cells.rowCount() && cells.rowCount() <= HeatCells.MOST_LABELS; r++) {
            json.writeString(cells.label(r));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("segments");
        for (HeatMap.Segment segment : cells.segments()) {
            json.writeStartObject();
            json.writeStringField("name", segment.name());
            json.writeNumberField("from", segment.from());
            json.writeNumberField("to", segment.to());
            json.writeEndObject();
        }
        json.writeEndArray();
        ScriptJson.events(json, map.events());
        json.writeBinaryField("cells", cells.bytes());
        json.writeEndObject();
    }
}

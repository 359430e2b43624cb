package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.store.StrayLine;
import java.util.List;

/** Show lines of sources that reached no twin, or not as they came. */
final class StrayTable {
    private final List<StrayLine> lines;

    StrayTable(List<StrayLine> lines) {
        this.lines = lines;
    }

    ObjectNode toJson() {
        ObjectNode object = JsonOutput.newObject();
        ArrayNode all = object.putArray("strays");
        for (StrayLine line : lines) {
            all.addObject()
                    .put("source", line.source())
                    .put("line", line.line())
                    .put("text", line.text())
                    .put("reason", line.reason())
                    .put("keptAt", line.keptAt().toString());
        }
        return object;
    }

    @Override
    public String toString() {
        if (lines.isEmpty()) {
            return "every line reached its twin as it came" + System.lineSeparator();
        }
        TextTable table = new TextTable("lrll", "source", "line", "why", "text");
        for (StrayLine line : lines) {
            table.row(
                    oneLine(line.source()),
                    Long.toString(line.line()),
                    oneLine(line.reason()),
                    DataException.quote(line.text()));
        }
        return table.toString();
    }

    /** What stands in a garbled line must not move the terminal's cursor. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}

package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.drill.DrillReport;
import dev.weft.twins.drill.DrillSettings;
import dev.weft.twins.drill.FaultResult;
import dev.weft.twins.drill.Harm;
import dev.weft.twins.guard.Policy;

/** Lay out a drill as JSON; a figure that is not finite is left out. */
final class DrillJson {
    private DrillJson() {}

    static ObjectNode of(DrillReport report, DrillSettings settings, Policy policy) {
        ObjectNode object = JsonOutput.newObject();
        object.put("policy", policy.toString())
                .put("signal", report.signal())
                .put("unit", report.unit())
                .put("by", report.by())
                .put("length", settings.length())
                .put("ahead", settings.ahead())
                .put("seed", settings.seed())
                .put("errorUnit", report.errorUnit())
                .put("readings", report.readings())
                .put("refusedWithGate", report.refusedWithGate())
                .put("refusedWithoutGate", report.refusedWithoutGate());
        ArrayNode faults = object.putArray("faults");
        for (DrillTable.Row row : DrillTable.rows(report)) {
            ObjectNode node = faults.addObject()
                    .put("fault", row.fault())
                    .put("found", row.found())
                    .put("places", row.places());
            row.by().forEach(node.putArray("by")::add);
            put(node, "after", row.after());
            node.put("taken", row.taken()).put("wrong", row.wrong()).put("falselyRefused", row.falselyRefused());
            put(node, "errorRatio", row.error());
            put(node, "plainErrorRatio", row.plainError());
            put(node, "moved", row.moved());
            put(node, "plainMoved", row.plainMoved());
        }
        ArrayNode places = object.putArray("results");
        report.results().forEach(result -> add(places.addObject(), result));
        return object;
    }

    private static void add(ObjectNode node, FaultResult result) {
        node.put("kind", result.kind().text())
                .put("fault", result.fault())
                .put("at", result.stretch().from())
                .put("wrong", result.wrong())
                .put("delay", result.delay());
        result.foundBy().ifPresent(by -> node.put("foundBy", by));
        add(node.putObject("withGate"), result.withGate());
        add(node.putObject("withoutGate"), result.withoutGate());
    }

    private static void add(ObjectNode node, Harm harm) {
        node.put("taken", harm.taken()).put("falselyRefused", harm.falselyRefused());
        put(node, "error", harm.error());
        put(node, "cleanError", harm.cleanError());
        put(node, "distance", harm.distance());
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}

package dev.weft.twins.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.JsonFields;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import java.util.ArrayList;
import java.util.List;

/** Write and read what a quality gate found as a JSON list of [signal, defect, action, detail]. Thread-safe. */
final class FindingsJson {
    private static final int PARTS = 4;

    private FindingsJson() {}

    static String write(List<SignalFinding> findings) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (SignalFinding finding : findings) {
            list.addArray()
                    .add(finding.signal())
                    .add(finding.defect().name())
                    .add(finding.action().name())
                    .add(finding.detail());
        }
        return list.toString();
    }

    /**
     * Read what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static List<SignalFinding> read(String json) {
        JsonNode list;
        try {
            list = JsonFields.tree("findings", json);
        } catch (DataException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<SignalFinding> findings = new ArrayList<>();
        for (JsonNode node : list) {
            if (!node.isArray() || node.size() != PARTS) {
                throw new IllegalArgumentException(
                        "findings hold " + node + ", expected a list of " + PARTS + " texts");
            }
            findings.add(new SignalFinding(
                    node.path(0).asText(),
                    Defect.valueOf(node.path(1).asText()),
                    Action.valueOf(node.path(2).asText()),
                    node.path(3).asText()));
        }
        return findings;
    }
}

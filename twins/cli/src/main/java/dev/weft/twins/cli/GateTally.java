package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Count what the quality gate found in the readings of one twin, by signal, defect and what was done. */
final class GateTally {
    private static final Set<Defect> NOT_NEWER = EnumSet.of(Defect.LATE, Defect.TIME_BACK, Defect.DUPLICATE);

    private final Map<Kind, Long> counts = new LinkedHashMap<>();

    private record Kind(String signal, Defect defect, Action action) {}

    /** What was found in how many readings of a signal. */
    record GateRow(String twin, String signal, Defect defect, Action action, long readings) {
        void addTo(TextTable table) {
            table.row(twin, signal, defect.text(), action.name().toLowerCase(Locale.ROOT), Long.toString(readings));
        }
    }

    void add(List<SignalFinding> findings) {
        findings.forEach(
                found -> counts.merge(new Kind(found.signal(), found.defect(), found.action()), 1L, Long::sum));
    }

    /** How many readings were not after the newest one. */
    long notNewer() {
        return counts.entrySet().stream()
                .filter(e -> NOT_NEWER.contains(e.getKey().defect()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What was wrong with single signals; readings that were wrong as a whole are findings of the twin. */
    List<GateRow> rows(String twin) {
        return counts.entrySet().stream()
                .filter(e -> !e.getKey().signal().isEmpty())
                .map(e -> new GateRow(
                        twin,
                        e.getKey().signal(),
                        e.getKey().defect(),
                        e.getKey().action(),
                        e.getValue()))
                .toList();
    }

    void writeTo(ArrayNode array) {
        rows("").forEach(row -> array.addObject()
                .put("signal", row.signal())
                .put("defect", row.defect().name())
                .put("action", row.action().name())
                .put("readings", row.readings()));
    }
}

package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.forecast.ContextFinding;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tell what is wrong with the contexts of many series: each kind once, with the first series it was met in. */
final class ContextFindings {
    private final Map<ContextFinding.Kind, Line> lines = new EnumMap<>(ContextFinding.Kind.class);
    private final int all;

    /** Hold one kind: how many series have it, and the first of them. */
    private record Line(int series, String first, String text) {}

    private ContextFindings(int all) {
        this.all = all;
    }

    static ContextFindings of(List<MeasuredSeries> series, List<Forecast> forecasts) {
        ContextFindings findings = new ContextFindings(series.size());
        for (int s = 0; s < series.size(); s++) {
            String name = series.get(s).name();
            Map<ContextFinding.Kind, String> ofThis = new EnumMap<>(ContextFinding.Kind.class);
            forecasts.get(s).findings().forEach(f -> ofThis.putIfAbsent(f.kind(), f.text()));
            ofThis.forEach((kind, text) -> findings.lines.merge(
                    kind,
                    new Line(1, name, text),
                    (known, ignored) -> new Line(known.series() + 1, known.first(), known.text())));
        }
        return findings;
    }

    void writeTo(ObjectNode object) {
        ArrayNode array = object.putArray("findings");
        lines.forEach((kind, line) -> array.addObject()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("series", line.series())
                .put("first", line.first())
                .put("text", line.text()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach((kind, line) -> text.append(
                        all == 1 ? "context: " : "context of " + line.series() + " of " + all + " series, first ")
                .append(all == 1 ? "" : line.first() + ": ")
                .append(line.text())
                .append(System.lineSeparator()));
        return text.toString();
    }
}

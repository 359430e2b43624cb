package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Reading;
import dev.weft.twins.Verdict;
import dev.weft.twins.cli.GateTally.GateRow;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.plant.PlantListener;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Count what became of the readings of each twin. */
final class RunSummary {
    /** More than a page of what is wrong with sensors is read by nobody. */
    private static final int MOST_GATE_ROWS = 20;

    private final Map<String, Counts> twins = new LinkedHashMap<>();

    private static final class Counts {
        final String prior;
        final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
        final GateTally gate = new GateTally();
        long version;
        double surprise;
        long compared;

        Counts(String prior) {
            this.prior = prior;
        }

        long of(Finding finding) {
            return findings.getOrDefault(finding, 0L);
        }

        long total() {
            return findings.values().stream().mapToLong(Long::longValue).sum();
        }

        long accepted() {
            return findings.entrySet().stream()
                    .filter(e -> e.getKey().learned())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** Hear of batches that are kept. */
    interface Batches {
        void done(long rows, double share);
    }

    /** Return what counts verdicts, and passes on that batches are kept. */
    PlantListener listener(PlantListener news, Batches batches) {
        return new PlantListener() {
            @Override
            public void heard(String twin, String prior, Reading reading, Verdict verdict) {
                add(twin, prior, verdict);
                news.heard(twin, prior, reading, verdict);
            }

            @Override
            public void batchDone(long rows, double share) {
                batches.done(rows, share);
                news.batchDone(rows, share);
            }
        };
    }

    boolean isEmpty() {
        return twins.isEmpty();
    }

    private void add(String twin, String prior, Verdict verdict) {
        Counts counts = twins.computeIfAbsent(twin, id -> new Counts(prior));
        counts.findings.merge(verdict.finding(), 1L, Long::sum);
        counts.version = verdict.version();
        counts.gate.add(verdict.signals());
        if (verdict.accepted() && !Double.isNaN(verdict.surprise())) {
            counts.surprise += verdict.surprise();
            counts.compared++;
        }
    }

    void writeTo(ArrayNode array) {
        twins.forEach((id, counts) -> {
            ObjectNode node = array.addObject()
                    .put("id", id)
                    .put("prior", counts.prior)
                    .put("version", counts.version)
                    .put("readings", counts.total())
                    .put("accepted", counts.accepted());
            if (counts.compared > 0) {
                node.put("meanSurprise", counts.surprise / counts.compared);
            }
            ObjectNode findings = node.putObject("findings");
            counts.findings.forEach((finding, count) -> findings.put(finding.name(), count));
            counts.gate.writeTo(node.putArray("signals"));
        });
    }

    /** What the column of other refusals is made of. */
    private String others() {
        Map<Finding, Long> sums = new EnumMap<>(Finding.class);
        twins.values()
                .forEach(counts -> counts.findings.forEach((finding, count) -> {
                    if (!finding.learned() && finding != Finding.OUTLIER && finding != Finding.STUCK) {
                        sums.merge(finding, count, Long::sum);
                    }
                }));
        StringBuilder text = new StringBuilder();
        sums.forEach((finding, count) -> text.append(finding.text())
                .append(": ")
                .append(count)
                .append(count == 1 ? " reading" : " readings")
                .append(System.lineSeparator()));
        long known = twins.values().stream()
                .mapToLong(counts -> counts.gate.notNewer())
                .sum();
        if (known > 0) {
            text.append(known)
                    .append(
                            known == 1
                                    ? " reading was not newer than what its twin knows"
                                    : " readings were not newer than what their twins know")
                    .append(": nothing counts twice")
                    .append(System.lineSeparator());
        }
        return text.isEmpty() ? "" : System.lineSeparator() + text;
    }

    /** What was wrong with single signals, the most frequent first: also of readings that were accepted all the same. */
    private String gate() {
        List<GateRow> rows = twins.entrySet().stream()
                .flatMap(twin -> twin.getValue().gate.rows(twin.getKey()).stream())
                .sorted(Comparator.comparingLong(row -> -row.readings()))
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable("llllr", "twin", "signal", "what the gate found", "done", "readings");
        rows.stream().limit(MOST_GATE_ROWS).forEach(row -> row.addTo(table));
        int more = rows.size() - MOST_GATE_ROWS;
        return System.lineSeparator()
                + table
                + (more > 0 ? "and " + more + " more; --json has them all" + System.lineSeparator() : "");
    }

    @Override
    public String toString() {
        TextTable table = new TextTable(
                "lrrrrrrr",
                "twin",
                "readings",
                "accepted",
                "outliers",
                "stuck",
                "other refused",
                "surprise",
                "version");
        twins.forEach((id, counts) -> table.row(
                id,
                Long.toString(counts.total()),
                Long.toString(counts.accepted()),
                Long.toString(counts.of(Finding.OUTLIER)),
                Long.toString(counts.of(Finding.STUCK)),
                Long.toString(
                        counts.total() - counts.accepted() - counts.of(Finding.OUTLIER) - counts.of(Finding.STUCK)),
                counts.compared == 0 ? "–" : String.format(Locale.ROOT, "%.2f", counts.surprise / counts.compared),
                Long.toString(counts.version)));
        return table
                + others()
                + gate()
                + System.lineSeparator()
                + "surprise: mean normalised innovation squared of the accepted readings; about 1 an output if the model"
                + " knows how wrong it is" + System.lineSeparator();
    }
}

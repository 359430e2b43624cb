package dev.weft.twins.cli;

import dev.weft.twins.drill.DrillReport;
import dev.weft.twins.drill.DrillSettings;
import dev.weft.twins.drill.FaultResult;
import dev.weft.twins.drill.Harm;
import dev.weft.twins.guard.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Sum up a drill: one row for each fault, over all places. */
final class DrillTable {
    static final String[] HEADERS = {
        "fault", "found", "by", "after", "learned", "good refused", "error, gate", "plain", "moved, gate", "plain"
    };

    private DrillTable() {}

    /**
     * One fault over all places.
     *
     * @param by what found it, each once
     * @param after the median number of wrong readings before, where it was found; NaN where it never was
     * @param wrong readings, all places together
     * @param error by what factor the root mean square error of all places grew; the same of the plain filter
     * @param moved the farthest any parameter was from the clean twin's, in standard deviations; the same of the plain filter
     */
    record Row(
            String fault,
            int found,
            int places,
            List<String> by,
            double after,
            int taken,
            int wrong,
            int falselyRefused,
            double error,
            double plainError,
            double moved,
            double plainMoved) {}

    static List<Row> rows(DrillReport report) {
        Map<String, List<FaultResult>> byFault = new LinkedHashMap<>();
        report.results()
                .forEach(r -> byFault.computeIfAbsent(r.fault(), f -> new ArrayList<>())
                        .add(r));
        List<Row> rows = new ArrayList<>();
        byFault.forEach((fault, results) -> rows.add(row(fault, results)));
        return rows;
    }

    private static Row row(String fault, List<FaultResult> results) {
        List<FaultResult> found =
                results.stream().filter(r -> r.foundBy().isPresent()).toList();
        double[] delays =
                found.stream().mapToDouble(FaultResult::delay).sorted().toArray();
        return new Row(
                fault,
                found.size(),
                results.size(),
                found.stream()
                        .map(FaultResult::foundBy)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                delays.length == 0 ? Double.NaN : 0.5 * (delays[(delays.length - 1) / 2] + delays[delays.length / 2]),
                sum(results, r -> r.withGate().taken()),
                sum(results, FaultResult::wrong),
                sum(results, r -> r.withGate().falselyRefused()),
                ratio(results, FaultResult::withGate),
                ratio(results, FaultResult::withoutGate),
                farthest(results, FaultResult::withGate),
                farthest(results, FaultResult::withoutGate));
    }

    private static int sum(List<FaultResult> results, ToIntFunction<FaultResult> count) {
        return results.stream().mapToInt(count).sum();
    }

    /** Of squares, so that a place where the clean forecast happens to be very good does not count for all. */
    private static double ratio(List<FaultResult> results, Function<FaultResult, Harm> harm) {
        double faulty = 0;
        double clean = 0;
        for (FaultResult result : results) {
            Harm done = harm.apply(result);
            faulty += done.error() * done.error();
            clean += done.cleanError() * done.cleanError();
        }
        return Math.sqrt(faulty / clean);
    }

    private static double farthest(List<FaultResult> results, Function<FaultResult, Harm> harm) {
        return results.stream().mapToDouble(r -> harm.apply(r).distance()).max().orElse(Double.NaN);
    }

    /** The row as texts, in the order of the headers. */
    static String[] cells(Row row) {
        return new String[] {
            row.fault(),
            row.found() + " of " + row.places(),
            row.by().isEmpty() ? "–" : String.join(", ", row.by()),
            after(row.after()),
            row.wrong() == 0 ? "–" : row.taken() + " of " + row.wrong(),
            Integer.toString(row.falselyRefused()),
            "×" + short2(row.error()),
            "×" + short2(row.plainError()),
            short2(row.moved()) + " σ",
            short2(row.plainMoved()) + " σ"
        };
    }

    private static String after(double median) {
        if (Double.isNaN(median)) {
            return "–";
        }
        return String.format(Locale.ROOT, median == Math.rint(median) ? "%.0f" : "%.1f", median);
    }

    private static String short2(double value) {
        return Double.isFinite(value) && Math.abs(value) < 1000
                ? String.format(Locale.ROOT, "%.2f", value)
                : TextTable.number(value);
    }

    static String text(DrillReport report) {
        TextTable table = new TextTable("lllrrrrrrr", HEADERS);
        rows(report).forEach(row -> table.row(cells(row)));
        return table.toString();
    }

    /** The error without faults: the root mean square over all places and faults. */
    private static String clean(DrillReport report, Function<FaultResult, Harm> harm) {
        double square = report.results().stream()
                .mapToDouble(r -> harm.apply(r).cleanError())
                .map(e -> e * e)
                .average()
                .orElse(Double.NaN);
        return TextTable.number(Math.sqrt(square)) + " " + report.errorUnit();
    }

    /** What the figures of the table are, in sentences. */
    static List<String> remarks(DrillReport report, DrillSettings settings, Policy policy) {
        int last = report.results().stream()
                .mapToInt(r -> r.stretch().length())
                .max()
                .orElse(settings.length());
        return List.of(
                "faults of " + report.signal() + " over " + last + " rows from row "
                        + settings.at().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + "; steps, spikes and drifts by " + TextTable.number(report.by()) + " " + report.unit(),
                "after: wrong readings before the first finding, median; learned: wrong readings that moved the weights;"
                        + " good refused: more than without the fault",
                "error: of the forecast over " + settings.ahead()
                        + " rows when the fault is over, relative to that without the fault ("
                        + clean(report, FaultResult::withGate) + " with the gate, "
                        + clean(report, FaultResult::withoutGate) + " plain)",
                "moved: the farthest that a parameter is from where it is without the fault, in its standard deviations",
                "plain: the same filter that believes everything; of " + report.readings() + " clean readings policy "
                        + policy + " refuses " + report.refusedWithGate() + ", the plain filter "
                        + report.refusedWithoutGate());
    }
}

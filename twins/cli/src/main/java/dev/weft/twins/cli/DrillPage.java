package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.MarkerStyle;
import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.twins.Prediction;
import dev.weft.twins.Reading;
import dev.weft.twins.drill.DrillReport;
import dev.weft.twins.drill.DrillSettings;
import dev.weft.twins.drill.FaultResult;
import dev.weft.twins.fault.Arrival;
import dev.weft.twins.guard.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lay out a drill as a page: the table, and each fault at its first place with the three forecasts behind it. */
final class DrillPage {
    /** Rows before the fault that are drawn. */
    private static final int BEFORE = 20;

    /** What lies farther off than so many times the span of the clean readings is drawn at the edge. */
    private static final double FARTHEST = 0.5;

    private final DrillReport report;
    private final PhysicsPrior prior;
    private final List<Reading> clean;
    private final DrillSettings settings;
    private final Policy policy;

    DrillPage(DrillReport report, PhysicsPrior prior, List<Reading> clean, DrillSettings settings, Policy policy) {
        this.report = report;
        this.prior = prior;
        this.clean = clean;
        this.settings = settings;
        this.policy = policy;
    }

    Report build() {
        Report.Builder page = Report.titled("Fault drill: " + prior.name())
                .subtitle("Faults put into a copy of measured data, and what they do to a twin.")
                .section("What was found, and what was harmed");
        List<DrillTable.Row> rows = DrillTable.rows(report);
        page.tiles(
                Tile.of(
                        "faults found at each place",
                        rows.stream().filter(r -> r.found() == r.places()).count() + " of " + rows.size()),
                Tile.of("clean readings refused", report.refusedWithGate() + " of " + report.readings()));
        Table.Builder table = Table.captioned("Each fault over all places")
                .text(DrillTable.HEADERS[0])
                .number(DrillTable.HEADERS[1])
                .text(DrillTable.HEADERS[2])
                .number(Arrays.copyOfRange(DrillTable.HEADERS, 3, DrillTable.HEADERS.length));
        rows.forEach(row -> table.row(rating(row), DrillTable.cells(row)));
        page.table(table.build());
        DrillTable.remarks(report, settings, policy).forEach(page::paragraph);
        int k = shown();
        page.section("Faults at row " + settings.at().get(0));
        report.results().stream()
                .filter(r -> r.stretch().from() == settings.at().get(0))
                .forEach(result -> page.plot(plot(result, k)));
        return page.build();
    }

    private static Rating rating(DrillTable.Row row) {
        if (row.found() == row.places()) {
            return Rating.GOOD;
        }
        return row.found() > 0 ? Rating.WARN : Rating.BAD;
    }

    /** The output that is drawn: that of the faults, else the first that was measured. */
    private int shown() {
        return IntStream.range(0, prior.outputs().size())
                .filter(k -> prior.outputs().get(k).name().equals(report.signal()))
                .findFirst()
                .orElseGet(() -> IntStream.range(0, prior.outputs().size())
                        .filter(k -> clean.stream().anyMatch(r -> !Double.isNaN(r.outputs()[k])))
                        .findFirst()
                        .orElse(0));
    }

    private TimeSeriesPlot plot(FaultResult result, int k) {
        int from = Math.max(0, result.stretch().from() - BEFORE);
        int to = Math.min(clean.size(), result.stretch().end() + settings.ahead());
        List<Reading> shown = clean.subList(from, to);
        double[] values = shown.stream().mapToDouble(r -> r.outputs()[k]).toArray();
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double greatest = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        double beyond = FARTHEST * (greatest - least);
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled(result.fault())
                .caption(result.foundBy().map(by -> "Found: " + by + ".").orElse("Not found.")
                        + " Forecasts are those when the fault was over.")
                .valueAxis(
                        prior.outputs().get(k).name(),
                        Units.text(prior.outputs().get(k).unit()))
                .line("measured", times(shown), values, LineStyle.DOTS);
        List<Reading> wrong = result.arrivals().stream()
                .filter(Arrival::wrong)
                .map(Arrival::reading)
                .filter(r -> Double.isFinite(r.outputs()[k]))
                .filter(r -> r.time() >= shown.get(0).time())
                .toList();
        if (!wrong.isEmpty()) {
            plot.markers(
                    "as it came, wrong",
                    times(wrong),
                    wrong.stream()
                            .mapToDouble(r -> Math.max(least - beyond, Math.min(greatest + beyond, r.outputs()[k])))
                            .toArray(),
                    MarkerStyle.CROSS);
        }
        add(plot, "forecast without the fault", result.clean(), k, least - beyond, greatest + beyond);
        add(plot, "with the gate", result.forecast(), k, least - beyond, greatest + beyond);
        add(plot, "plain filter", result.plainForecast(), k, least - beyond, greatest + beyond);
        return plot.event(clean.get(result.stretch().from()).time(), "fault")
                .event(clean.get(result.stretch().end() - 1).time(), "over")
                .build();
    }

    private static void add(
            TimeSeriesPlot.Builder plot,
            String name,
            Optional<Prediction> forecast,
            int k,
            double lowest,
            double highest) {
        forecast.ifPresent(p -> plot.line(
                name,
                IntStream.range(0, p.length()).mapToDouble(p::time).toArray(),
                IntStream.range(0, p.length())
                        .mapToDouble(i -> Math.max(lowest, Math.min(highest, p.output(i, k))))
                        .toArray()));
    }

    private static double[] times(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::time).toArray();
    }
}

package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/** Lay out a calibration as a page: figures, parameters, and the fit and its error over time. */
final class CalibrationReport {
    private static final int MAX_SERIES = 8;

    private final CalibrationResult result;
    private final List<MeasuredSeries> series;

    CalibrationReport(CalibrationResult result, List<MeasuredSeries> series) {
        this.result = result;
        this.series = series;
    }

    Report build() {
        PhysicsPrior prior = result.model().prior();
        Report.Builder report = Report.titled("Calibration of " + prior.name())
                .subtitle(prior.summary())
                .section("Fit")
                .tiles(result.fits().stream()
                        .map(f -> Tile.of("free-run error of " + f.output(), TextTable.number(f.rmse()), f.unit()))
                        .toList())
                .paragraph(result.startsAgreeing() + " of " + result.starts() + " searches found this minimum.")
                .section("Parameters")
                .table(parameters());
        result.sloppy().forEach(s -> report.paragraph("The data leave open: " + s.text() + "."));
        report.section("Series");
        for (int s = 0; s < Math.min(series.size(), MAX_SERIES); s++) {
            plot(report, series.get(s), result.simulated().get(s));
        }
        if (series.size() > MAX_SERIES) {
            report.paragraph("Plots are of the first " + MAX_SERIES + " series of " + series.size() + ".");
        }
        return report.build();
    }

    private Table parameters() {
        Table.Builder table = Table.captioned("Parameters")
                .text("parameter")
                .number("value")
                .text("unit", "95 % interval")
                .text("bound hit?", "told by the data?");
        result.weights().stream().filter(w -> w.series().isEmpty()).forEach(w -> {
            String[] cells = {
                w.slot().name(),
                TextTable.number(w.value()),
                w.slot().unit(),
                TextTable.interval(w.lower(), w.upper()),
                w.verdict().boundHit(),
                w.verdict().told()
            };
            if (w.verdict() == Verdict.IDENTIFIABLE || w.verdict() == Verdict.FIXED) {
                table.row(cells);
            } else {
                table.row(Rating.WARN, cells);
            }
        });
        return table.build();
    }

    private void plot(Report.Builder report, MeasuredSeries run, Trajectory simulated) {
        PhysicsPrior prior = result.model().prior();
        for (int k = 0; k < prior.outputs().size(); k++) {
            int index = k;
            report.plot(new SeriesPlot(run, prior.outputs().get(k), k, "The free-running model and the measurement.")
                    .model("model", i -> simulated.outputs(i)[index])
                    .withMeasured());
            if (!Double.isNaN(run.outputs(0)[k])) {
                report.plot(new SeriesPlot(
                                run, prior.outputs().get(k), k, "What the model leaves over: measured minus model.")
                        .model("error", i -> run.outputs(i)[index] - simulated.outputs(i)[index])
                        .build());
            }
        }
    }
}

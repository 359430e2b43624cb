package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.ProfileInterval;
import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.hybrid.ResidualResult;
import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.weights.WeightSlot.Segment;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lay out a calibration as a page: figures, parameters, and the fit and its error over time. */
final class CalibrationReport {
    private static final int MAX_SERIES = 8;
    /** The 95 % quantile of χ² with one degree of freedom. */
    private static final double LIMIT = 3.841459;
    /** Beyond so many times the limit a profile is cut off: what is to be seen lies near the limit. */
    private static final double SHOWN = 4;

    private static final Set<Verdict> GOOD = EnumSet.of(Verdict.IDENTIFIABLE, Verdict.FIXED, Verdict.KNOWN_BEFOREHAND);

    private final CalibrationResult result;
    private final Optional<ResidualResult> residual;
    private final List<MeasuredSeries> series;

    CalibrationReport(CalibrationResult result, Optional<ResidualResult> residual, List<MeasuredSeries> series) {
        this.result = result;
        this.residual = residual;
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
        new CalibrationRemarks(result).sentences().forEach(sentence -> report.paragraph(sentence + "."));
        profiles(report);
        residual.ifPresent(r -> network(report, r));
        report.section("Series");
        for (int s = 0; s < Math.min(series.size(), MAX_SERIES); s++) {
            int index = s;
            Optional<Trajectory> with = residual.map(ResidualResult::simulated)
                    .filter(runs -> !runs.isEmpty())
                    .map(runs -> runs.get(index));
            plot(report, series.get(s), result.simulated().get(s), with);
        }
        if (series.size() > MAX_SERIES) {
            report.paragraph("Plots are of the first " + MAX_SERIES + " series of " + series.size() + ".");
        }
        return report.build();
    }

    private void network(Report.Builder report, ResidualResult residual) {
        report.section("Network beside the prior").paragraph(ResidualText.trained(residual) + ".");
        List<Tile> tiles = new ArrayList<>();
        residual.shares()
                .forEach((of, share) ->
                        tiles.add(Tile.of("share of the network in " + of, TextTable.number(100 * share), "%")));
        if (residual.kept()) {
            result.fits()
                    .forEach(f -> tiles.add(Tile.of(
                            "free-run error of " + f.output() + " with the network",
                            TextTable.number(residual.freeRun().getOrDefault(f.output(), Double.NaN)),
                            f.unit())));
        }
        report.tiles(tiles);
        if (residual.kept()) {
            report.paragraph(
                    residual.simulated().isEmpty()
                            ? "Plots below are of the prior alone: with the network, one of the series could not be run free."
                            : "Plots below show the prior alone and the prior with its network, both running free.");
        }
    }

    private void profiles(Report.Builder report) {
        if (result.profiles().isEmpty()) {
            return;
        }
        report.section("Profiles")
                .paragraph(
                        "χ² with the parameter held at each value and all others at their best. Values below the line at "
                                + "3.84 are in the 95 % interval.");
        result.profiles().forEach(p -> report.plot(profile(p)));
    }

    private static TimeSeriesPlot profile(ProfileInterval p) {
        // Values that coincide in double precision near a bound would be one instant twice.
        double[] values = p.points().stream()
                .mapToDouble(ProfileInterval.Point::value)
                .distinct()
                .toArray();
        double[] rises = Arrays.stream(values)
                .map(v -> p.points().stream()
                        .filter(point -> point.value() == v)
                        .mapToDouble(ProfileInterval.Point::rise)
                        .min()
                        .orElseThrow())
                .toArray();
        double[] limits = new double[values.length];
        Arrays.fill(limits, LIMIT);
        double[] shown =
                Arrays.stream(rises).map(r -> Math.min(r, SHOWN * LIMIT)).toArray();
        return TimeSeriesPlot.titled(p.parameter())
                .caption("95 % interval " + CalibrationText.ends(p) + ", open: " + CalibrationText.open(p) + ".")
                .timeAxis(p.parameter(), p.unit())
                .valueAxis("rise of χ²", "")
                .line("profile", values, shown)
                .line("95 %", values, limits)
                .build();
    }

    private Table parameters() {
        Table.Builder table = Table.captioned("Parameters")
                .text("parameter")
                .number("value")
                .text("unit", "95 % interval")
                .text("bound hit?", "told by the data?");
        result.weights().stream()
                .filter(w -> w.slot().segment() == Segment.PARAMETER)
                .forEach(w -> {
                    String[] cells = {
                        w.slot().name() + (w.series().isEmpty() ? "" : " of series " + w.series()),
                        TextTable.number(w.value()),
                        w.slot().unit(),
                        CalibrationText.interval(w),
                        w.verdict().boundHit(),
                        w.verdict().told()
                    };
                    if (GOOD.contains(w.verdict())) {
                        table.row(cells);
                    } else {
                        table.row(Rating.WARN, cells);
                    }
                });
        return table.build();
    }

    private void plot(Report.Builder report, MeasuredSeries run, Trajectory alone, Optional<Trajectory> with) {
        PhysicsPrior prior = result.model().prior();
        for (int k = 0; k < prior.outputs().size(); k++) {
            int index = k;
            SeriesPlot plot =
                    new SeriesPlot(run, prior.outputs().get(k), k, "The free-running model and the measurement.");
            plot.model(with.isPresent() ? "prior alone" : "model", i -> alone.outputs(i)[index]);
            with.ifPresent(both -> plot.model("with its network", i -> both.outputs(i)[index]));
            report.plot(plot.withMeasured());
            if (!Double.isNaN(run.outputs(0)[k])) {
                report.plot(error(run, k, alone, with));
            }
        }
    }

    private TimeSeriesPlot error(MeasuredSeries run, int k, Trajectory alone, Optional<Trajectory> with) {
        SeriesPlot plot = new SeriesPlot(
                run, result.model().prior().outputs().get(k), k, "What the model leaves over: measured minus model.");
        plot.model(
                with.isPresent() ? "error of the prior alone" : "error", i -> run.outputs(i)[k] - alone.outputs(i)[k]);
        with.ifPresent(both -> plot.model("error with its network", i -> run.outputs(i)[k] - both.outputs(i)[k]));
        return plot.build();
    }
}

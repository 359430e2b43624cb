package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Tile;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/** Lay out forecasts as a page: scores, and each series beside what was measured. */
final class ForecastReport {
    private static final int MAX_SERIES = 8;

    private final PhysicsPrior prior;
    private final List<MeasuredSeries> series;
    private final List<Forecast> forecasts;
    private final ForecastScore score;
    private final int context;

    ForecastReport(
            PhysicsPrior prior,
            List<MeasuredSeries> series,
            List<Forecast> forecasts,
            ForecastScore score,
            int context) {
        this.prior = prior;
        this.series = series;
        this.forecasts = forecasts;
        this.score = score;
        this.context = context;
    }

    Report build() {
        Report.Builder report = Report.titled("Forecast by " + prior.name())
                .subtitle("The first " + context
                        + " rows of every series are known; after them the model runs free on the" + " inputs alone.");
        List<Tile> tiles = score.tiles();
        if (!tiles.isEmpty()) {
            report.section("Against the data after the context").tiles(tiles);
        }
        report.section("Series");
        for (int s = 0; s < Math.min(series.size(), MAX_SERIES); s++) {
            MeasuredSeries run = series.get(s);
            Forecast forecast = forecasts.get(s);
            for (int k = 0; k < prior.outputs().size(); k++) {
                int index = k;
                SeriesPlot plot = new SeriesPlot(run, prior.outputs().get(k), k, "Forecast with its 95 % band.")
                        .model("forecast", i -> forecast.output(i, index))
                        .band("forecast", i -> forecast.output(i, index), i -> forecast.standardDeviation(i, index));
                if (context > 0 && context < run.length()) {
                    plot.event(context, "free run");
                }
                report.plot(plot.withMeasured());
            }
        }
        if (series.size() > MAX_SERIES) {
            report.paragraph("Plots are of the first " + MAX_SERIES + " series of " + series.size() + ".");
        }
        return report.build();
    }
}

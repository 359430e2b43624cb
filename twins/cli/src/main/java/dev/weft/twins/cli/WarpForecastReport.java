package dev.weft.twins.cli;

import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Lay out a weight-space model's forecasts as a page: errors, and series beside what was measured. */
final class WarpForecastReport {
    private static final int MOST_SERIES = 8;
    private static final double QUANTILE_95 = 1.959964;

    private final WarpSettings settings;
    private final List<WarpSeries> series;
    private final List<WarpForecast> forecasts;
    private final WarpScoreText score;
    private final int context;

    WarpForecastReport(
            WarpModel model, List<WarpSeries> series, List<WarpForecast> forecasts, WarpScoreText score, int context) {
        this.settings = model.settings();
        this.series = series;
        this.forecasts = forecasts;
        this.score = score;
        this.context = context;
    }

    Report build() {
        Report.Builder report = Report.titled("Predictions of a weight-space model")
                .subtitle(
                        settings.forecasts()
                                ? "Up to the context the model sees what was measured, and its weights adapt; behind it the"
                                        + " model feeds itself."
                                : "The model sees what was measured up to each row.");
        if (!score.tiles().isEmpty()) {
            report.section("Against the data").tiles(score.tiles());
        }
        report.section("Series");
        for (int n = 0; n < Math.min(series.size(), MOST_SERIES); n++) {
            for (int c = 0; c < settings.predicted().size(); c++) {
                report.plot(plot(series.get(n), forecasts.get(n), c));
            }
        }
        if (series.size() > MOST_SERIES) {
            report.paragraph("Plots are of the first " + MOST_SERIES + " series of " + series.size() + ".");
        }
        return report.build();
    }

    private TimeSeriesPlot plot(WarpSeries run, WarpForecast forecast, int c) {
        String output = settings.predicted().get(c);
        double[] times = IntStream.range(0, forecast.length())
                .mapToDouble(forecast::time)
                .toArray();
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("series " + run.name() + ": " + output)
                .caption(settings.uncertainty() ? "Prediction with its 95 % band." : "Prediction and truth.")
                .valueAxis(output, "")
                .cursor(run.name())
                .line("prediction", times, values(times.length, i -> forecast.mean(i, c)));
        if (settings.uncertainty()) {
            plot.band(
                    "95 % band",
                    "prediction",
                    times,
                    values(times.length, i -> forecast.mean(i, c) - QUANTILE_95 * forecast.deviation(i, c)),
                    values(times.length, i -> forecast.mean(i, c) + QUANTILE_95 * forecast.deviation(i, c)));
        }
        if (settings.classes().isEmpty()) {
            double[] measured = values(run.length(), i -> settings.forecasts() ? run.signal(i, c) : run.target(i, c));
            if (IntStream.range(0, measured.length).anyMatch(i -> !Double.isNaN(measured[i]))) {
                plot.line("measured", values(run.length(), run::time), measured, LineStyle.DOTS);
            }
        }
        if (settings.forecasts() && context < run.length()) {
            plot.event(run.time(context), "free run");
        }
        return plot.build();
    }

    private static double[] values(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }
}

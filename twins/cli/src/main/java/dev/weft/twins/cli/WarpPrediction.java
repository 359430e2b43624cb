package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.training.Training;
import dev.weft.sdk.warp.WarpForecast;
import dev.weft.sdk.warp.WarpForecaster;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpScore;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forecast measured series with a weight-space model, write the table, compare with the truth. */
final class WarpPrediction {
    private final String name;
    private final WarpModel model;
    private final WarpSettings settings;
    private final List<WarpSeries> series;
    private final int context;

    WarpPrediction(String name, WarpModel model, List<WarpSeries> series, @Nullable Integer context) {
        this.name = name;
        this.model = model;
        this.settings = model.settings();
        this.series = series;
        this.context = context(model, context);
    }

    /**
     * Return the rows of truth that a model is fed: what was asked for, else what it was trained with, else all.
     *
     * @throws DataException if it is below 1
     */
    static int context(WarpModel model, @Nullable Integer asked) {
        if (asked != null && asked < 1) {
            throw new DataException("--context = " + asked
                    + " with a weight-space model, expected at least 1: the first row gives its first weights");
        }
        if (asked != null) {
            return asked;
        }
        return Training.contextOf(model).filter(rows -> rows > 0).orElse(Integer.MAX_VALUE);
    }

    void run(OutputOptions out, ReportOption report, JsonOutput output) {
        List<WarpForecast> forecasts;
        try (Progress progress = new Progress("forecasting", series.size())) {
            forecasts = new WarpForecaster(model).forecast(series, context, progress::stepTo);
        }
        out.write(table(forecasts));
        int from = settings.forecasts() && !allFed() ? context : 0;
        WarpScoreText score = new WarpScoreText(model, WarpScore.of(model, series, forecasts, from));
        report.write(out.force, () -> new WarpForecastReport(model, series, forecasts, score, context).build());
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            object.put("model", name)
                    .put("out", out.path().toString())
                    .put("series", forecasts.size())
                    .put("adapt", "filter");
            if (!allFed()) {
                object.put("context", context);
            }
            score.writeTo(object);
            JsonOutput.print(object);
        } else {
            System.out.print(score);
            System.out.println("forecast written to " + out.path());
        }
    }

    /** Tell whether every row is fed: then a prediction is of one step ahead. */
    private boolean allFed() {
        return series.stream().allMatch(s -> s.length() <= context);
    }

    private Table table(List<WarpForecast> forecasts) {
        int rows = forecasts.stream().mapToInt(WarpForecast::length).sum();
        int outputs = settings.predicted().size();
        List<String> names = new ArrayList<>(rows);
        long[] steps = new long[rows];
        double[] times = new double[rows];
        double[][] values = new double[2 * outputs][rows];
        int row = 0;
        for (WarpForecast forecast : forecasts) {
            for (int i = 0; i < forecast.length(); i++, row++) {
                names.add(forecast.series());
                steps[row] = forecast.step(i);
                times[row] = forecast.time(i);
                for (int c = 0; c < outputs; c++) {
                    values[2 * c][row] = forecast.mean(i, c);
                    values[2 * c + 1][row] = forecast.deviation(i, c);
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.texts("series", names).withMeaning("series of the data"));
        columns.add(Column.integers("step", steps).withMeaning("row within the series, from 0"));
        columns.add(Column.numbers("time", times).withUnit("s").withMeaning("time of the row"));
        for (int c = 0; c < outputs; c++) {
            String output = settings.predicted().get(c);
            columns.add(Column.numbers(output, values[2 * c])
                    .withMeaning(settings.classes().isEmpty() ? "prediction" : "logit of this class"));
            columns.add(Column.numbers(output + "_sd", values[2 * c + 1])
                    .withMeaning(
                            "standard deviation of a reading about the prediction; nothing if the model has none"));
        }
        Map<String, String> metadata = allFed()
                ? Map.of("weft.model", name)
                : Map.of("weft.model", name, "weft.context", Integer.toString(context));
        return Table.of("forecast", columns).withMetadata(metadata);
    }
}

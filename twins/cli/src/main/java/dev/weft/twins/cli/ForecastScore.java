package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.score.ErrorSum;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compare forecasts with the truth after the context, where there is one. */
final class ForecastScore {
    private final List<Line> lines;

    /**
     * Hold the score of one output; coverage is the share of readings within 1.96 standard deviations, median and worst
     * are errors (RMSE) of single series.
     */
    private record Line(
            String output,
            String unit,
            long readings,
            double rmse,
            double mae,
            double coverage,
            double median,
            double worst,
            String worstSeries) {}

    private ForecastScore(List<Line> lines) {
        this.lines = lines;
    }

    static ForecastScore of(PhysicsPrior prior, Measurements measured, List<Forecast> forecasts, int context) {
        List<Line> lines = new ArrayList<>();
        for (int k = 0; k < prior.outputs().size(); k++) {
            ErrorSum errors = new ErrorSum();
            long inside = 0;
            List<Double> ofSeries = new ArrayList<>();
            double worst = Double.NEGATIVE_INFINITY;
            String worstSeries = "";
            for (int s = 0; s < forecasts.size(); s++) {
                MeasuredSeries run = measured.series().get(s);
                ErrorSum own = new ErrorSum();
                for (int i = context; i < run.length(); i++) {
                    double truth = run.outputs(i)[k];
                    double predicted = forecasts.get(s).output(i, k);
                    errors.add(truth, predicted);
                    own.add(truth, predicted);
                    inside += Math.abs(truth - predicted)
                                    <= 1.96 * forecasts.get(s).standardDeviation(i, k)
                            ? 1
                            : 0;
                }
                double rmse = Math.sqrt(own.mse());
                if (own.count() > 0) {
                    ofSeries.add(rmse);
                }
                if (rmse > worst) {
                    worst = rmse;
                    worstSeries = run.name();
                }
            }
            if (errors.count() > 0) {
                lines.add(new Line(
                        prior.outputs().get(k).name(),
                        Units.text(prior.outputs().get(k).unit()),
                        errors.count(),
                        Math.sqrt(errors.mse()),
                        errors.mae(),
                        (double) inside / errors.count(),
                        ofSeries.stream().sorted().toList().get(ofSeries.size() / 2),
                        worst,
                        worstSeries));
            }
        }
        return new ForecastScore(lines);
    }

    List<Tile> tiles() {
        return lines.stream()
                .map(l -> Tile.of("rmse of " + l.output(), TextTable.number(l.rmse()), l.unit()))
                .toList();
    }

    void writeTo(ObjectNode object) {
        ArrayNode score = object.putArray("score");
        lines.forEach(l -> score.addObject()
                .put("output", l.output())
                .put("unit", l.unit())
                .put("readings", l.readings())
                .put("rmse", l.rmse())
                .put("mae", l.mae())
                .put("coverage95", l.coverage())
                .put("medianSeriesRmse", l.median())
                .put("worstSeriesRmse", l.worst())
                .put("worstSeries", l.worstSeries()));
    }

    @Override
    public String toString() {
        if (lines.isEmpty()) {
            return "no readings after the context to compare with" + System.lineSeparator();
        }
        TextTable table = new TextTable("lrrlrr", "output", "rmse", "mae", "", "within 95 % band", "readings");
        lines.forEach(l -> table.row(
                l.output(),
                TextTable.number(l.rmse()),
                TextTable.number(l.mae()),
                l.unit(),
                String.format(Locale.ROOT, "%.1f %%", 100 * l.coverage()),
                Long.toString(l.readings())));
        return "free run against the data after the context:" + System.lineSeparator() + table;
    }
}

package dev.weft.sdk.validation.method;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;

/** Say that everything stays as it was read last. */
class Persistence implements ForecastMethod {
    @Override
    public String name() {
        return "persistence";
    }

    @Override
    public String learns() {
        return "nothing";
    }

    @Override
    public int records() {
        return 0;
    }

    @Override
    public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        return series.stream().map(one -> forecast(one, context)).toList();
    }

    private static double[][] forecast(MeasuredSeries series, int context) {
        double[][] forecast = new double[series.length()][];
        for (int t = 0; t < forecast.length; t++) {
            forecast[t] = series.outputs(Math.min(t, context - 1)).clone();
        }
        return forecast;
    }
}

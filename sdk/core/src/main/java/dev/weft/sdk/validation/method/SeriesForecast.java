package dev.weft.sdk.validation.method;

import dev.weft.sdk.forecast.Forecast;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;

/** Forecast series one by one; one that the equations lose has no forecast. */
abstract class SeriesForecast implements ForecastMethod {
    @Override
    public int records() {
        return 0;
    }

    @Override
    public final List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        return series.stream()
                .map(one -> {
                    try {
                        return forecast(one, context);
                    } catch (IntegrationException lost) {
                        double[][] none = new double[one.length()][];
                        Arrays.fill(none, new double[0]);
                        return none;
                    }
                })
                .toList();
    }

    /**
     * Forecast one series [T×Q].
     *
     * @throws IntegrationException if the equations have no solution on the way
     */
    abstract double[][] forecast(MeasuredSeries series, int context);

    static double[][] outputs(Forecast forecast) {
        double[][] outputs = new double[forecast.length()][forecast.outputs()];
        for (int t = 0; t < outputs.length; t++) {
            for (int k = 0; k < outputs[t].length; k++) {
                outputs[t][k] = forecast.output(t, k);
            }
        }
        return outputs;
    }
}

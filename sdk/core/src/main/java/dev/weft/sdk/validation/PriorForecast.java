package dev.weft.sdk.validation;

import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecast;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;

/** Forecast by the prior, which knows nothing of the machine but its kind. */
final class PriorForecast implements ForecastMethod {
    private final PhysicsModel model;
    private final Adaptation adaptation;

    PriorForecast(PhysicsModel model, Adaptation adaptation) {
        this.model = model;
        this.adaptation = adaptation;
    }

    @Override
    public String name() {
        return switch (adaptation) {
            case FILTER -> "this prior, filter";
            case UNSCENTED -> "this prior, unscented filter";
            case ENSEMBLE -> "this prior, ensemble filter";
            case BATCH -> "this prior, refitted";
            case NONE -> "this prior, not adapted";
        };
    }

    @Override
    public String learns() {
        return switch (adaptation) {
            case FILTER, UNSCENTED, ENSEMBLE -> "parameters and state from each context, in one pass";
            case BATCH -> "parameters and state from each context, by least squares";
            case NONE -> "the state from each context; nominal parameters";
        };
    }

    @Override
    public int records() {
        return 0;
    }

    @Override
    public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        Forecaster forecaster = new Forecaster(model, adaptation);
        return series.stream().map(one -> forecast(forecaster, one, context)).toList();
    }

    private double[][] forecast(Forecaster forecaster, MeasuredSeries series, int context) {
        double[][] outputs = new double[series.length()][];
        int q = model.prior().outputs().size();
        try {
            Forecast forecast = forecaster.forecast(series, context);
            for (int t = 0; t < outputs.length; t++) {
                outputs[t] = new double[q];
                for (int k = 0; k < q; k++) {
                    outputs[t][k] = forecast.output(t, k);
                }
            }
        } catch (IntegrationException lost) {
            Arrays.fill(outputs, new double[0]);
        }
        return outputs;
    }
}

package dev.weft.sdk.validation.method;

import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;

/** Forecast by the prior, which knows nothing of the machine but its kind. */
final class PriorForecast extends SeriesForecast {
    private final Forecaster forecaster;
    private final Adaptation adaptation;

    PriorForecast(PhysicsModel model, Adaptation adaptation) {
        this.forecaster = new Forecaster(model, adaptation);
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
    double[][] forecast(MeasuredSeries series, int context) {
        return outputs(forecaster.forecast(series, context));
    }
}

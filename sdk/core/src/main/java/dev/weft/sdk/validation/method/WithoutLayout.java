package dev.weft.sdk.validation.method;

import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecast by the prior with its parameters as plain numbers: no bounds, no logarithm, what is known of them carried over to
 * first order.
 */
final class WithoutLayout extends SeriesForecast {
    private final Forecaster forecaster;

    WithoutLayout(PhysicsModel model) {
        this.forecaster = new Forecaster(plain(model), Adaptation.FILTER);
    }

    @Override
    public String name() {
        return "without layout";
    }

    @Override
    public String learns() {
        return "parameters as plain numbers that nothing bounds, and the state, in one pass";
    }

    /** Return the model over coordinates that are the tangents of the declared ones, so that drifts carry over, too. */
    static PhysicsModel plain(PhysicsModel model) {
        double[] z = model.start().mean();
        List<Coordinate> tangents = new ArrayList<>();
        for (WeightSlot slot : model.layout().slots().subList(0, model.layout().parameterCount())) {
            double at = z[tangents.size()];
            tangents.add(new Coordinate.Affine(
                    slot.coordinate().toValue(at), slot.coordinate().derivative(at)));
        }
        return model.inCoordinates(tangents);
    }

    @Override
    double[][] forecast(MeasuredSeries series, int context) {
        return outputs(forecaster.forecast(series, context));
    }
}

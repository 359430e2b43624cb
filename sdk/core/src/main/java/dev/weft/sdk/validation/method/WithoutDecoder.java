package dev.weft.sdk.validation.method;

import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecast from the weights that the prior found, but read out by what other machines teach instead of the prior's flow: a
 * smooth function for each step ahead, of θ behind the context, the last reading, and the inputs since.
 */
final class WithoutDecoder extends SeriesForecast {
    /** The inputs since the context enter as their means over so many parts of the way. */
    private static final int PARTS = 4;

    private final Forecaster forecaster;
    private final List<MeasuredSeries> others;
    private final List<Taught> taught = new ArrayList<>();
    private final Map<Integer, QuadraticRidge> decoders = new HashMap<>();
    private int taughtContext = -1;

    /**
     * Take what to learn from.
     *
     * @param others whole records of other machines, sampled as those to forecast
     */
    WithoutDecoder(PhysicsModel model, List<MeasuredSeries> others) {
        this.forecaster = new Forecaster(model, Adaptation.FILTER);
        this.others = List.copyOf(others);
    }

    @Override
    public String name() {
        return "without decoder";
    }

    @Override
    public String learns() {
        return "weights in one pass; how they are read out from other machines, by quadratic ridge regression";
    }

    @Override
    public int records() {
        return others.size();
    }

    @Override
    double[][] forecast(MeasuredSeries series, int context) {
        learn(context);
        double[] theta = weights(series, context);
        double[][] forecast = new double[series.length()][];
        Arrays.fill(forecast, new double[0]);
        for (int t = context; !taught.isEmpty() && t < forecast.length; t++) {
            forecast[t] = decoders.computeIfAbsent(t, this::decoder).at(features(series, theta, context, t));
        }
        return forecast;
    }

    private void learn(int context) {
        if (context == taughtContext) {
            return;
        }
        taught.clear();
        decoders.clear();
        taughtContext = context;
        for (MeasuredSeries other : others) {
            try {
                taught.add(new Taught(other, weights(other, context)));
            } catch (IntegrationException lost) {
                // Nothing to learn from a machine that the filter loses.
            }
        }
    }

    private QuadraticRidge decoder(int step) {
        return QuadraticRidge.fitted(
                taught.stream()
                        .map(one -> features(one.series, one.theta, taughtContext, step))
                        .toList(),
                taught.stream().map(one -> one.series.outputs(step)).toList());
    }

    /** A machine to learn from, and what the filter made of its context. */
    private record Taught(MeasuredSeries series, double[] theta) {}

    private double[] weights(MeasuredSeries series, int context) {
        return forecaster
                .forecast(series.slice(0, context), context)
                .afterContext()
                .mean();
    }

    private static double[] features(MeasuredSeries series, double[] theta, int context, int step) {
        double[] last = series.outputs(context - 1);
        int inputs = series.inputs(0).length;
        double[] features = Arrays.copyOf(theta, theta.length + last.length + PARTS * inputs);
        System.arraycopy(last, 0, features, theta.length, last.length);
        int at = theta.length + last.length;
        int way = step - context + 1;
        for (int part = 0; part < PARTS; part++) {
            int from = context - 1 + part * way / PARTS;
            int to = Math.max(from + 1, context - 1 + (part + 1) * way / PARTS);
            for (int t = from; t < to; t++) {
                for (int k = 0; k < inputs; k++) {
                    features[at + k] += series.inputs(t)[k] / (to - from);
                }
            }
            at += inputs;
        }
        return features;
    }
}

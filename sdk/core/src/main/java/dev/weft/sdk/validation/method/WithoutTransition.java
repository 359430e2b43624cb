package dev.weft.sdk.validation.method;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.forecast.Forecaster;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;

/**
 * Forecast by the prior whose weights do not know of the equations while they learn: A is the identity, as in a black box
 * before training, and states wander; behind the context they are decoded by the prior's flow as ever.
 *
 * <p>How far states wander is chosen for each context, by the likelihood of the surprises.
 */
final class WithoutTransition extends SeriesForecast {
    /** How far a state may wander from one reading to the next, as shares of its spread. */
    private static final double[] WANDERING = {1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3};

    private final PhysicsModel model;
    private final PhysicsPrior still;

    WithoutTransition(PhysicsModel model) {
        this.model = model;
        this.still = new StillPrior(model.prior());
    }

    @Override
    public String name() {
        return "without transition";
    }

    @Override
    public String learns() {
        return "weights that readings move and equations do not, in one pass";
    }

    @Override
    double[][] forecast(MeasuredSeries series, int context) {
        Pass best = Arrays.stream(WANDERING)
                .mapToObj(share -> new Pass(share, series.slice(0, context)))
                .reduce((a, b) -> b.likelihood > a.likelihood ? b : a)
                .orElseThrow();
        PhysicsModel after = new PhysicsModel(
                model.prior(), best.theta, model.noise(), model.samplingInterval(), ModelCard.nominal());
        double[][] behind = outputs(
                new Forecaster(after, Adaptation.FILTER).forecast(series.slice(context - 1, series.length()), 0));
        double[][] all = new double[series.length()][];
        Arrays.fill(all, 0, context, new double[0]);
        System.arraycopy(behind, 1, all, context, series.length() - context);
        return all;
    }

    /** One pass of a filter over a context. */
    private final class Pass {
        private final GaussianEstimate theta = model.start();
        private double likelihood;

        Pass(double share, MeasuredSeries context) {
            WeightFilter filter = new WeightFilter(
                    new PhysicsModel(still, theta, noise(share), model.samplingInterval(), ModelCard.nominal()));
            Expectation expectation = filter.newExpectation();
            for (int t = 0; t < context.length(); t++) {
                if (t > 0) {
                    filter.propagate(theta, context, t - 1);
                }
                filter.expect(theta, context.inputs(t), expectation);
                double[] measured = context.outputs(t);
                for (int k = 0; k < measured.length; k++) {
                    if (!Double.isNaN(measured[k])) {
                        double deviation = expectation.standardDeviation(k);
                        double surprise = (measured[k] - expectation.output(k)) / deviation;
                        likelihood -= Math.log(deviation) + surprise * surprise / 2;
                    }
                }
                filter.correct(theta, expectation, measured);
            }
        }

        private NoiseModel noise(double share) {
            double[] sensors = new double[still.outputs().size()];
            Arrays.setAll(sensors, model.noise()::measurement);
            double[] states = still.states().stream()
                    .mapToDouble(s -> share * s.spread() / Math.sqrt(model.samplingInterval()))
                    .toArray();
            return new NoiseModel(sensors, states, model.noise().drift());
        }
    }
}

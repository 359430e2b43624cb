package dev.weft.sdk.calibration;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.Linearisation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Split what a calibrated model cannot explain into sensor noise and wandering states, by the likelihood of
 * the filter's innovations with the parameters held and what the prior says of its sensors.
 *
 * <p>Unknowns: the logarithm of one common factor on the sizes of the states, and of each sensor's noise.
 * Maximised by Nelder–Mead; the search is short, since a factor of 1.1 in a noise changes little.
 *
 * <p>Source: L. Ljung, "System Identification", 2nd edition, 1999, section 7.4 (prediction-error likelihood).
 */
public final class NoiseFit {
    private static final int MAX_EVALUATIONS = 120;
    private static final int MAX_READINGS = 4000;
    /** How well a prior knows its sensors: to a factor of two. */
    private static final double SENSOR_SPREAD = Math.log(2);
    /** A log-likelihood for what cannot be evaluated. */
    private static final double IMPOSSIBLE = -1e300;

    private final PhysicsModel model;
    private final List<MeasuredSeries> series;
    private final List<GaussianEstimate> starts;
    private final double[] stateSizes;
    private final double[] residualSizes;

    /**
     * Prepare the search.
     *
     * @param starts where θ starts in each series; parameters certain
     * @param stateSizes typical size of each state [N]
     * @param residualSizes root mean square residual of each output in free run [Q], &gt; 0
     */
    public NoiseFit(
            PhysicsModel model,
            List<MeasuredSeries> series,
            List<GaussianEstimate> starts,
            double[] stateSizes,
            double[] residualSizes) {
        this.model = model;
        this.series = series;
        this.starts = starts;
        this.stateSizes = stateSizes;
        this.residualSizes = residualSizes;
    }

    /** Return the most likely noise; parameters do not drift in it. */
    public NoiseModel search() {
        double[] start = new double[1 + residualSizes.length];
        double perRootSecond = 0.01 / Math.sqrt(model.samplingInterval());
        start[0] = Math.log(perRootSecond);
        for (int k = 0; k < residualSizes.length; k++) {
            start[1 + k] = Math.log(0.5 * residualSizes[k]);
        }
        double[] best = start.clone();
        double[] highest = {Double.NEGATIVE_INFINITY};
        try {
            PointValuePair ignored = new SimplexOptimizer(1e-4, 1e-2)
                    .optimize(
                            new MaxEval(MAX_EVALUATIONS),
                            GoalType.MAXIMIZE,
                            new InitialGuess(start),
                            new NelderMeadSimplex(start.length, 1.0),
                            new ObjectiveFunction(z -> {
                                NoiseModel noise = noise(z);
                                double value = logLikelihood(noise) + logPrior(noise);
                                if (value > highest[0]) {
                                    highest[0] = value;
                                    System.arraycopy(z, 0, best, 0, z.length);
                                }
                                return value;
                            }));
        } catch (MathIllegalStateException e) {
            // The budget is spent: the best point seen is good enough for a noise.
            return noise(best);
        }
        return noise(best);
    }

    private NoiseModel noise(double[] z) {
        double[] state = new double[stateSizes.length];
        for (int i = 0; i < state.length; i++) {
            state[i] = stateSizes[i] * Math.exp(Math.max(-18, z[0]));
        }
        double[] measurement = new double[residualSizes.length];
        for (int k = 0; k < measurement.length; k++) {
            // A sensor is never better than a thousandth of what the model leaves unexplained.
            measurement[k] = Math.max(Math.exp(z[1 + k]), 1e-3 * residualSizes[k]);
        }
        return new NoiseModel(measurement, state, 0);
    }

    /** Without it a model whose states may wander at will explains any series with a perfect sensor. */
    private double logPrior(NoiseModel noise) {
        double sum = 0;
        for (int k = 0; k < residualSizes.length; k++) {
            double usual = model.prior().outputs().get(k).noise();
            double distance = Math.log(noise.measurement(k) / usual) / SENSOR_SPREAD;
            sum -= 0.5 * distance * distance;
        }
        return sum;
    }

    private double logLikelihood(NoiseModel noise) {
        // The parameters are certain and the states nearly so: tangents will do, at a third of the price.
        WeightFilter filter = new WeightFilter(model.withNoise(noise), Linearisation.TANGENT);
        Expectation expectation = filter.newExpectation();
        double sum = 0;
        int readings = 0;
        for (int s = 0; s < series.size() && readings < MAX_READINGS; s++) {
            MeasuredSeries run = series.get(s);
            GaussianEstimate theta = starts.get(s).copy();
            for (int i = 0; i < run.length() && readings < MAX_READINGS; i++, readings++) {
                try {
                    if (i > 0) {
                        filter.propagate(theta, run, i - 1);
                    }
                    filter.expect(theta, run.inputs(i), expectation);
                } catch (IntegrationException e) {
                    return IMPOSSIBLE;
                }
                sum += logDensity(expectation, run.outputs(i));
                filter.correct(theta, expectation, run.outputs(i));
            }
        }
        return Double.isFinite(sum) ? sum : IMPOSSIBLE;
    }

    /**
     * Outputs are taken one by one, as if their errors were independent: near enough to choose a noise. A saturated
     * sensor agrees with its expectation exactly, which says nothing of its noise.
     */
    private static double logDensity(Expectation expectation, double[] measured) {
        double sum = 0;
        for (int k = 0; k < measured.length; k++) {
            if (!Double.isNaN(measured[k]) && expectation.dependsOnWeights(k)) {
                double s = expectation.standardDeviation(k);
                double surprise = (measured[k] - expectation.output(k)) / s;
                sum -= Math.log(s) + 0.5 * surprise * surprise;
            }
        }
        return sum;
    }
}

package dev.weft.sdk.forecast;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.IteratedSmoother;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.GaussianPrior;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.Tolerances;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Forecast a series from the first rows of truth, its context: find where the machine is, then run free on
 * the inputs alone.
 *
 * <p>The standard deviation comes from the covariance of θ carried along, plus sensor noise. Never changes
 * the model. Thread-safe: each forecast has scratch of its own.
 */
public final class Forecaster {
    /** The first rows are gone over again and again until they agree; after that one pass is enough. */
    private static final int SETTLED_ROWS = 20;

    private static final LeastSquaresSettings REFIT = new LeastSquaresSettings(1, 0, 1, 200, 1);

    private final PhysicsModel model;
    private final Adaptation adaptation;
    private final int m;

    /** Prepare forecasts with a model. */
    public Forecaster(PhysicsModel model, Adaptation adaptation) {
        this.adaptation = adaptation;
        this.model = adaptation == Adaptation.FILTER
                ? model
                : model.withNoise(model.noise().withDrift(0));
        this.m = model.layout().parameterCount();
    }

    /**
     * Forecast one series.
     *
     * @param series inputs of all rows; outputs of the context (later ones are never looked at)
     * @param context number of rows whose outputs are used, 0 … length
     * @throws IllegalArgumentException if the context is longer than the series or negative
     * @throws IntegrationException if the equations have no solution along the series
     */
    public Forecast forecast(MeasuredSeries series, int context) {
        if (context < 0 || context > series.length()) {
            throw new IllegalArgumentException("context = " + context + " rows, expected 0 … " + series.length()
                    + ", the length of series " + series.name());
        }
        return switch (adaptation) {
            case FILTER -> run(series, model.start(), context);
            case NONE -> run(series, withCertainParameters(), context);
            case BATCH -> context == 0 ? run(series, model.start(), 0) : run(series, refitted(series, context), 0);
        };
    }

    private Forecast run(MeasuredSeries series, GaussianEstimate start, int context) {
        WeightFilter filter = new WeightFilter(model);
        IteratedSmoother smoother = new IteratedSmoother(model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = start.copy();
        double[][] outputs = new double[series.length()][];
        double[][] deviations = new double[series.length()][];
        GaussianEstimate afterContext = theta.copy();
        int settled = Math.min(context, SETTLED_ROWS);
        for (int i = 0; i < series.length(); i++) {
            if (i > 0) {
                double dt = series.time(i) - series.time(i - 1);
                filter.propagate(theta, series.time(i - 1), dt, series.inputs(i - 1));
            }
            filter.expect(theta, series.inputs(i), expectation);
            int q = model.prior().outputs().size();
            outputs[i] = new double[q];
            deviations[i] = new double[q];
            for (int k = 0; k < q; k++) {
                outputs[i][k] = expectation.output(k);
                deviations[i][k] = expectation.standardDeviation(k);
            }
            if (i < context) {
                if (i + 1 == settled) {
                    theta.set(smoother.settle(series.slice(0, settled), start));
                } else {
                    filter.correct(theta, expectation, series.outputs(i));
                }
                afterContext.set(theta);
            }
        }
        return new Forecast(outputs, deviations, afterContext);
    }

    private GaussianEstimate withCertainParameters() {
        GaussianEstimate theta = model.start();
        for (int j = 0; j < m; j++) {
            for (int i = 0; i < theta.dimension(); i++) {
                theta.covariance().set(i, j, 0);
                theta.covariance().set(j, i, 0);
            }
        }
        return theta;
    }

    /** θ at the first row after a fit to the context that knows the model beforehand. */
    private GaussianEstimate refitted(MeasuredSeries series, int context) {
        MeasuredSeries known = series.slice(0, context);
        double[] scales = new double[model.prior().outputs().size()];
        for (int k = 0; k < scales.length; k++) {
            scales[k] = model.noise().measurement(k);
        }
        GaussianEstimate start = model.start();
        GaussianPrior knowledge = GaussianPrior.of(start);
        LeastSquaresFit fit = new MultiStartLeastSquares(
                        () -> new OutputErrorProblem(
                                model.prior().system(),
                                Tolerances.STANDARD,
                                model.layout().parameterCoordinates(),
                                List.of(known),
                                scales,
                                knowledge),
                        REFIT)
                .search(start.mean(), start.mean(), done -> {});
        DMatrixRMaj covariance = new DMatrixRMaj(start.dimension(), start.dimension());
        if (!CommonOps_DDRM.invert(fit.information(), covariance)) {
            throw new IllegalStateException("the curvature of the refit cannot be inverted");
        }
        return new GaussianEstimate(fit.solution(), covariance);
    }
}

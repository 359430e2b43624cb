package dev.weft.sdk.forecast;

import dev.weft.sdk.adapt.IteratedSmoother;
import dev.weft.sdk.adapt.NoiseLevel;
import dev.weft.sdk.adapt.ShootingSearch;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Forecast a series from the first rows of truth, its context: find where the machine is, then run free on
 * the inputs alone.
 *
 * <p>The filter's way: a {@link ShootingSearch} over the first rows finds a path, an {@link IteratedSmoother} the most
 * probable one near it, and over the rest of the context one pass of the filter is enough. What is left over tells how
 * large the noise is: where the model was never calibrated, so that its noise is a guess, and the readings clearly
 * contradict it ({@link NoiseLevel}), the context is gone over again with the noise found. The unscented and the ensemble
 * filter go the same way: search and smoother are the same, the pass and the free run are theirs, and what is expected is the
 * mean of their points. The batch's way: a search over the whole context, and again under the noise found.
 *
 * <p>The standard deviation comes from the covariance of θ carried along, plus sensor noise. Never changes
 * the model. Thread-safe: each forecast has scratch of its own.
 */
public final class Forecaster {
    /** So many rows are gone over again and again until they agree; after that one pass is enough. */
    private static final int SETTLED_ROWS = 20;

    /** An output whose noise is misjudged blurs what is seen of the others': the second look is at a clear picture. */
    private static final int NOISE_ROUNDS = 2;

    /** Less than this share of the usual noise is rounding and integration, not a sensor. */
    private static final double LEAST_NOISE = 1e-3;

    private final PhysicsModel model;
    private final Adaptation adaptation;
    private final int m;
    private final int q;

    /** Prepare forecasts with a model. */
    public Forecaster(PhysicsModel model, Adaptation adaptation) {
        this.adaptation = adaptation;
        this.model =
                adaptation.follows() ? model : model.withNoise(model.noise().withDrift(0));
        this.m = model.layout().parameterCount();
        this.q = model.prior().outputs().size();
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
            case FILTER, UNSCENTED, ENSEMBLE ->
                filtered(series, model.start(), context, model.card().rows() == 0);
            case NONE -> filtered(series, withCertainParameters(), context, false);
            case BATCH -> context == 0 ? free(series, model.start()) : refitted(series, context);
        };
    }

    private Forecast free(MeasuredSeries series, GaussianEstimate start) {
        return new FilterPass(model, adaptation, series, start).finish(List.of());
    }

    private Forecast filtered(MeasuredSeries series, GaussianEstimate start, int context, boolean noiseIsAGuess) {
        if (context == 0) {
            return free(series, start);
        }
        int settled = Math.min(context, SETTLED_ROWS);
        MeasuredSeries first = series.slice(0, settled);
        ShootingSearch search = new ShootingSearch(model);
        LeastSquaresFit fit = search.search(first, start);
        NoiseLevel level = search.level(fit, first);
        FilterPass pass = new FilterPass(model, adaptation, series, start);
        pass.begin(settled);
        pass.settle(start, fit.solution());
        pass.learn(context, level);
        PhysicsModel told = model;
        for (int round = 0; round < NOISE_ROUNDS && noiseIsAGuess && level.differs(); round++) {
            told = told(told, level);
            fit = new ShootingSearch(told).refine(first, start, fit.solution());
            level = new ShootingSearch(told).level(fit, first);
            pass = pass.again(told, start, settled, fit.solution());
            pass.learn(context, level);
        }
        return pass.finish(ContextCheck.of(model, series.slice(0, context), start, pass.noise()));
    }

    /** A model with the noise that its readings tell of. */
    private PhysicsModel told(PhysicsModel before, NoiseLevel level) {
        double[] factors = new double[q];
        Arrays.setAll(factors, k -> {
            double least =
                    LEAST_NOISE * model.noise().measurement(k) / before.noise().measurement(k);
            return Math.max(least, level.factor(k));
        });
        // What a machine does beyond its equations cannot be more than the noisiest output leaves over.
        double largest = Arrays.stream(factors).max().orElse(1);
        return before.withNoise(before.noise().scaled(factors, Math.min(1, largest)));
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

    /** Run free from a fit to the context that knows the model beforehand. */
    private Forecast refitted(MeasuredSeries series, int context) {
        MeasuredSeries known = series.slice(0, context);
        GaussianEstimate start = model.start();
        ShootingSearch search = new ShootingSearch(model);
        LeastSquaresFit fit = search.search(known, start);
        NoiseLevel level = search.level(fit, known);
        PhysicsModel told = model;
        for (int round = 0; round < NOISE_ROUNDS && level.differs(); round++) {
            told = told(told, level);
            search = new ShootingSearch(told);
            fit = search.refine(known, start, fit.solution());
            level = search.level(fit, known);
        }
        DMatrixRMaj covariance = new DMatrixRMaj(start.dimension(), start.dimension());
        if (!CommonOps_DDRM.invert(fit.information(), covariance)) {
            throw new IllegalStateException("the curvature of the refit cannot be inverted");
        }
        FilterPass pass = new FilterPass(told, adaptation, series, new GaussianEstimate(fit.solution(), covariance));
        return pass.finish(ContextCheck.of(model, known, start, pass.noise()));
    }
}

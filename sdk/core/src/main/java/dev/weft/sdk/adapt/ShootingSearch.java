package dev.weft.sdk.adapt;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Find the θ at the first reading whose free run meets the readings best: the minimum of Σ ((y − ŷ)/σ)² +
 * (θ − θ₀)ᵀ P₀⁻¹ (θ − θ₀), by Levenberg–Marquardt.
 *
 * <p>Far from the minimum the sum has many others: a frequency that is off by one turn over a long window is one. Over a
 * few readings there is no room for a turn. So the search begins with {@value #FIRST_ROWS} rows and doubles the window,
 * each time from where the last one ended. If the end leaves more than noise explains, searches over the whole window
 * follow, from θ₀ and from one standard deviation either way along each parameter that is wide open; the lowest counts.
 *
 * <p>Readings many σ away drown what is known beforehand, and a first step may lead to where no machine is: to a mass of
 * grams, from which nothing leads back. Very small σ also makes valleys that are as narrow and bent, in which a search
 * creeps. So the first window is gone over with larger σ before, from which it falls by a factor {@value #FALL} each time
 * down to the true one.
 *
 * <p>Cost: some ten simulations with sensitivities over twice the rows. Thread-safe.
 */
public final class ShootingSearch {
    private static final int FIRST_ROWS = 5;

    /** The coordinate of a parameter known worse than this, about relative, is worth a start of its own. */
    private static final double WIDE = 0.5;

    private static final int OTHER_STARTS = 2;

    /** A search may begin this many σ from its readings: what is known beforehand still has a say. */
    private static final double REACH = 100;

    /** By this σ falls: the minimum moves by less than the valley of the next is wide. */
    private static final double FALL = 100;

    /** A certain weight gets this standard deviation: a precision must be finite. */
    private static final double CERTAIN = 1e-6;

    private static final LeastSquaresSettings ONE_START = new LeastSquaresSettings(1, 0, 1, 200, 1);

    private final PhysicsModel model;
    private final double[] scales;

    /** Prepare searches with a model's prior, and the noise of its sensors as σ; states do not wander. */
    public ShootingSearch(PhysicsModel model) {
        this.model = model;
        this.scales = new double[model.prior().outputs().size()];
        for (int k = 0; k < scales.length; k++) {
            scales[k] = model.noise().measurement(k);
        }
    }

    /**
     * Search.
     *
     * @param series readings, at least one
     * @param start θ₀, P₀: what is known of θ at the first reading, before it. Not modified
     * @return the lowest minimum found; its residuals begin with those of the readings, row by row
     * @throws IntegrationException if the equations have no solution from θ₀ on
     */
    public LeastSquaresFit search(MeasuredSeries series, GaussianEstimate start) {
        GaussianPrior knowledge = knowledge(start);
        double[] mean = start.mean();
        LeastSquaresFit best = alongWindows(series, knowledge, mean);
        if (level(best, series).isExceeded()) {
            for (double[] point : otherStarts(series, knowledge, start)) {
                LeastSquaresFit other = fitOrNull(series, knowledge, point);
                best = other != null && other.cost() < best.cost() ? other : best;
                if (!level(best, series).isExceeded()) {
                    break;
                }
            }
        }
        return best;
    }

    /**
     * Search from a point that is good already, as the solution of a search under another noise is.
     *
     * @param series readings, at least one
     * @param start θ₀, P₀. Not modified
     * @param from where to begin [D]. Not modified
     * @throws IntegrationException if the equations have no solution from there on
     */
    public LeastSquaresFit refine(MeasuredSeries series, GaussianEstimate start, double[] from) {
        return fit(series, knowledge(start), from);
    }

    /** Return what a fit says of the noise. */
    public NoiseLevel level(LeastSquaresFit fit, MeasuredSeries series) {
        NoiseLevel level = new NoiseLevel(scales.length);
        double[] residuals = fit.residuals();
        for (int i = 0; i < series.length(); i++) {
            for (int k = 0; k < scales.length; k++) {
                level.add(k, Double.isNaN(series.outputs(i)[k]) ? Double.NaN : residuals[i * scales.length + k]);
            }
        }
        level.removeFitted(model.layout().size());
        return level;
    }

    private LeastSquaresFit alongWindows(MeasuredSeries series, GaussianPrior knowledge, double[] mean) {
        int first = Math.min(series.length(), FIRST_ROWS);
        double[] theta = fromFar(series.slice(0, first), knowledge, mean);
        for (int rows = first; rows < series.length(); rows *= 2) {
            LeastSquaresFit found = fitOrNull(series.slice(0, rows), knowledge, theta);
            theta = found == null ? theta : found.solution();
        }
        LeastSquaresFit whole = fitOrNull(series, knowledge, theta);
        return whole == null ? fit(series, knowledge, mean) : whole;
    }

    /** Come near, under a noise that falls; at once where the noise is not small against where the search begins. */
    private double[] fromFar(MeasuredSeries window, GaussianPrior knowledge, double[] mean) {
        double[] theta = mean;
        double distance = Math.sqrt(cost(problem(window, knowledge, scales), mean));
        double factor = Double.isInfinite(distance) ? 1 : distance / REACH;
        for (; factor > 1; factor /= FALL) {
            double[] larger = scales.clone();
            for (int k = 0; k < larger.length; k++) {
                larger[k] *= factor;
            }
            LeastSquaresFit found = fitOrNull(window, knowledge, theta, larger);
            theta = found == null ? theta : found.solution();
        }
        return theta;
    }

    /** The best of θ₀ and its neighbours, by what their free runs leave. */
    private List<double[]> otherStarts(MeasuredSeries series, GaussianPrior knowledge, GaussianEstimate start) {
        List<double[]> points = new ArrayList<>(List.of(start.mean()));
        for (int j = 0; j < model.layout().parameterCount(); j++) {
            double reach = start.standardDeviation(j);
            for (int sign = -1; sign <= 1 && reach >= WIDE; sign += 2) {
                double[] point = start.mean().clone();
                point[j] += sign * reach;
                points.add(point);
            }
        }
        OutputErrorProblem problem = problem(series, knowledge, scales);
        double[] costs = points.stream().mapToDouble(z -> cost(problem, z)).toArray();
        return IntStream.range(0, points.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> costs[i]))
                .limit(OTHER_STARTS)
                .map(points::get)
                .toList();
    }

    private static double cost(OutputErrorProblem problem, double[] theta) {
        double[] residuals = new double[problem.residuals()];
        try {
            problem.evaluate(theta, residuals, new double[0]);
        } catch (IntegrationException e) {
            return Double.POSITIVE_INFINITY;
        }
        return Arrays.stream(residuals).map(r -> r * r).sum();
    }

    private static GaussianPrior knowledge(GaussianEstimate start) {
        GaussianEstimate definite = start.copy();
        for (int i = 0; i < definite.dimension(); i++) {
            definite.covariance().add(i, i, CERTAIN * CERTAIN);
        }
        return GaussianPrior.of(definite);
    }

    private @Nullable LeastSquaresFit fitOrNull(MeasuredSeries window, GaussianPrior knowledge, double[] from) {
        return fitOrNull(window, knowledge, from, scales);
    }

    private @Nullable LeastSquaresFit fitOrNull(
            MeasuredSeries window, GaussianPrior knowledge, double[] from, double[] sigma) {
        try {
            return fit(window, knowledge, from, sigma);
        } catch (IntegrationException e) {
            // No solution from there on: another start may do.
            return null;
        }
    }

    private LeastSquaresFit fit(MeasuredSeries window, GaussianPrior knowledge, double[] from) {
        return fit(window, knowledge, from, scales);
    }

    private LeastSquaresFit fit(MeasuredSeries window, GaussianPrior knowledge, double[] from, double[] sigma) {
        return new MultiStartLeastSquares(() -> problem(window, knowledge, sigma), ONE_START)
                .search(from, from, done -> {});
    }

    private OutputErrorProblem problem(MeasuredSeries window, GaussianPrior knowledge, double[] sigma) {
        return new OutputErrorProblem(
                model.prior().system(),
                Tolerances.STANDARD,
                model.layout().parameterCoordinates(),
                List.of(window),
                sigma,
                knowledge);
    }
}

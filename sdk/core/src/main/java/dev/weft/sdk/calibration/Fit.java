package dev.weft.sdk.calibration;

import dev.weft.solvers.estimation.HuberLoss;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Find the minimum and the weights of the outputs: each output counts by its own residual.
 *
 * <p>Least squares take two passes: the first with a guess of the weights, the second with what the first left over.
 * Huber's loss takes one more, as its scale, 1.4826 · median |r|, depends on the fit as well.
 *
 * <p>One of the starts is where fits of the first rows lead, see {@link GrowingWindows}; of a single start, it is the better
 * of that and the usual one.
 *
 * @param search outcome of the search from several starts
 * @param at the minimum; residuals and curvature there are those of least squares, not bent
 * @param residuals sorted by output
 * @param scales size of the residuals of each output, with which they were weighted [Q]
 * @param threshold from which weighted residuals were bent; infinite with least squares
 */
record Fit(LeastSquaresFit search, LeastSquaresFit at, Residuals residuals, double[] scales, double threshold) {
    private static final int ROBUST_PASSES = 3;

    /** Search with the loss that the settings name; {@code AUTO} looks at the residuals of least squares. */
    static Fit of(Unknowns unknowns, IntConsumer progress) {
        switch (unknowns.settings().loss()) {
            case SQUARES:
                return of(unknowns, Double.POSITIVE_INFINITY, progress);
            case HUBER:
                return of(unknowns, HuberLoss.STANDARD_THRESHOLD, progress);
            case AUTO:
            default:
                Fit squares = of(unknowns, Double.POSITIVE_INFINITY, progress);
                return squares.residuals.jump() ? of(unknowns, HuberLoss.STANDARD_THRESHOLD, done -> {}) : squares;
        }
    }

    private static Fit of(Unknowns unknowns, double threshold, IntConsumer progress) {
        boolean robust = !Double.isInfinite(threshold);
        double[] guess = firstScales(unknowns, robust);
        LeastSquaresSettings settings = unknowns.settings().search();
        double[] usual = unknowns.start();
        double[] grown = GrowingWindows.start(unknowns, threshold);
        OutputErrorProblem problem = unknowns.problem(guess, threshold);
        boolean onlyGrown = settings.starts() == 1 && cost(problem, grown) < cost(problem, usual);
        LeastSquaresFit search = new MultiStartLeastSquares(() -> unknowns.problem(guess, threshold), settings)
                .search(onlyGrown ? grown : usual, List.of(grown), unknowns.searchSpreads(), progress);
        double[] z = search.solution();
        double[] scales = residuals(unknowns, z, guess, threshold).sizes(guess, robust);
        for (int pass = 1; pass < (robust ? ROBUST_PASSES : 2); pass++) {
            double[] current = scales;
            z = new MultiStartLeastSquares(() -> unknowns.problem(current, threshold), settings.withStarts(1))
                    .search(z, unknowns.priorSpreads(), done -> {})
                    .solution();
            if (pass + 1 < ROBUST_PASSES && robust) {
                scales = residuals(unknowns, z, scales, threshold).sizes(guess, true);
            }
        }
        LeastSquaresFit at = LeastSquaresFit.at(unknowns.problem(scales, Double.POSITIVE_INFINITY), z);
        return new Fit(search, at, Residuals.of(at.residuals(), unknowns, scales, threshold), scales, threshold);
    }

    private static double cost(OutputErrorProblem problem, double[] z) {
        double[] residuals = new double[problem.residuals()];
        try {
            problem.evaluate(z, residuals, new double[0]);
        } catch (IntegrationException e) {
            return Double.POSITIVE_INFINITY;
        }
        return Arrays.stream(residuals).map(r -> r * r).sum();
    }

    private static Residuals residuals(Unknowns unknowns, double[] z, double[] scales, double threshold) {
        double[] weighted = LeastSquaresFit.at(unknowns.problem(scales, Double.POSITIVE_INFINITY), z)
                .residuals();
        return Residuals.of(weighted, unknowns, scales, threshold);
    }

    /** A first guess of each output's error: a tenth of how much it moves. */
    static double[] firstScales(Unknowns unknowns, boolean robust) {
        double[] scales = new double[unknowns.prior().outputs().size()];
        for (int k = 0; k < scales.length; k++) {
            double moves = Residuals.standardDeviation(unknowns.series(), k);
            double usual = robust ? Jumps.spread(Residuals.measured(unknowns.series(), k)) : moves;
            double size = usual > 0 ? usual : moves;
            scales[k] =
                    size > 0 ? 0.1 * size : unknowns.prior().outputs().get(k).noise();
        }
        return scales;
    }

    /** Tell whether residuals were bent. */
    boolean robust() {
        return !Double.isInfinite(threshold);
    }
}

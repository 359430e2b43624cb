package dev.weft.sdk.calibration;

import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.ode.IntegrationException;

/**
 * Find a start for a search by fits of the first rows of each series, each time of twice as many.
 *
 * <p>Over a long record the error of a machine that swings has many minima: a period that is off by one turn is one. Over
 * a few rows there is no room for a turn, and what they tell brings the next window's start near enough. As long as rows
 * are few, what is usual of parameters and initial states holds the rest in place.
 *
 * <p>Cost: some ten simulations with sensitivities over as many rows as the series have.
 */
final class GrowingWindows {
    private static final int FIRST_ROWS = 16;
    private static final LeastSquaresSettings ONE_START = new LeastSquaresSettings(1, 0, 1, 30, 1);

    private GrowingWindows() {}

    /** Return where to begin with the whole series; the usual start where the equations cannot be solved from it. */
    static double[] start(Unknowns unknowns, double threshold) {
        boolean robust = !Double.isInfinite(threshold);
        double[] z = unknowns.start();
        int longest = unknowns.series().stream().mapToInt(s -> s.length()).max().orElse(0);
        for (int rows = FIRST_ROWS; rows < longest; rows *= 2) {
            Unknowns window = unknowns.first(rows);
            double[] scales = Fit.firstScales(window, robust);
            try {
                z = new MultiStartLeastSquares(
                                () -> window.problem(scales, threshold, window.usualSpreads()), ONE_START)
                        .search(z, window.usualSpreads(), done -> {})
                        .solution();
            } catch (IntegrationException nowhere) {
                // No solution from there on: a longer window may find another way.
            }
        }
        return z;
    }
}

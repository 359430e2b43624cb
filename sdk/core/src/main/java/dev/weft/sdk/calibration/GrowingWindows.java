package dev.weft.sdk.calibration;

import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Find a start for a search by fits of the first rows of each series, each time of twice as many.
 *
 * <p>Over a long record the error of a machine that swings has many minima: a period that is off by one turn is one. Over
 * a few rows there is no room for a turn, and what they tell brings the next window's start near enough. As long as rows
 * are few, what is usual of parameters and initial states holds the rest in place.
 *
 * <p>A few rows may also lead to a machine that cannot be, a thousand times as stiff, in which longer windows would stay, at
 * the price of its tiny steps. So where a fit does not follow its rows, a second one begins at the usual start, and the
 * better of the two leads on.
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
            int measurements = window.problem(scales, threshold).measurements();
            LeastSquaresFit fit = fit(window, scales, threshold, z);
            if (!Arrays.equals(z, unknowns.start()) && (fit == null || !follows(fit, measurements))) {
                LeastSquaresFit other = fit(window, scales, threshold, unknowns.start());
                fit = fit == null || other != null && other.cost() < fit.cost() ? other : fit;
            }
            z = fit == null ? z : fit.solution();
        }
        return z;
    }

    private static @Nullable LeastSquaresFit fit(Unknowns window, double[] scales, double threshold, double[] from) {
        try {
            return new MultiStartLeastSquares(() -> window.problem(scales, threshold, window.usualSpreads()), ONE_START)
                    .search(from, window.usualSpreads(), done -> {});
        } catch (IntegrationException nowhere) {
            // No solution from there on: a longer window may find another way.
            return null;
        }
    }

    /** Tell whether what is left of the readings is below their scales, a tenth of how much they move, in the mean square. */
    private static boolean follows(LeastSquaresFit fit, int measurements) {
        double sum =
                Arrays.stream(fit.residuals(), 0, measurements).map(r -> r * r).sum();
        return sum <= measurements;
    }
}

package dev.weft.sdk.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Find single readings that jump out of what the readings around them leave over: the mark of a wrong reading, while an
 * error of the equations hangs together over many readings.
 *
 * <p>A residual jumps if it is further than 6 robust standard deviations from the median of the seven around it: those
 * of such distances, and those of the residuals. Of normal residuals one in 10⁸ does.
 *
 * <p>Source: F. R. Hampel, "The influence curve and its role in robust estimation", 1974 (median and median absolute
 * deviation as a rule for outliers).
 */
final class Jumps {
    /** Turns the median absolute deviation of normal numbers into their standard deviation. */
    static final double NORMAL = 1.4826;

    private static final int REACH = 3;
    private static final double FAR = 6;
    /** Smaller than this share of how much an output moves, nobody calls a residual wrong. */
    private static final double VISIBLE = 1e-4;

    private Jumps() {}

    /**
     * Count the jumps among the residuals of one output.
     *
     * @param residuals in the order of time [N]. Not modified
     * @param movement standard deviation of the output itself
     */
    static int count(double[] residuals, double movement) {
        int n = residuals.length;
        if (n < 4 * REACH) {
            return 0;
        }
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            int from = Math.max(0, Math.min(i - REACH, n - 2 * REACH - 1));
            distances[i] = Math.abs(residuals[i] - median(Arrays.copyOfRange(residuals, from, from + 2 * REACH + 1)));
        }
        // A jump within what the equations leave over anyway pulls no harder than that.
        double usual = Math.max(NORMAL * median(distances.clone()), size(residuals));
        double limit = Math.max(FAR * usual, VISIBLE * movement);
        return (int) Arrays.stream(distances).filter(d -> d > limit).count();
    }

    /** Return the robust standard deviation about zero: 1.4826 · median |r|. */
    static double size(double[] residuals) {
        return residuals.length == 0
                ? 0
                : NORMAL * median(Arrays.stream(residuals).map(Math::abs).toArray());
    }

    /** Return the robust standard deviation about the median. */
    static double spread(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double centre = median(values.clone());
        return size(IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - centre)
                .toArray());
    }

    /** Return the median; sorts the array. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }
}

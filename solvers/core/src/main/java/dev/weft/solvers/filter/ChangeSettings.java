package dev.weft.solvers.filter;

/**
 * Say when innovations have changed: by their mean, or by their size.
 *
 * <p>If a model holds, the normalised innovations z = ν/√S of an output are independent and standard normal. A cumulative sum
 * each way gathers what lies beyond a reference value,
 *
 * <pre>
 *   C⁺ ← max(0, C⁺ + z − k),      C⁻ ← max(0, C⁻ − z − k),      alarm at C &gt; h;
 * </pre>
 *
 * it finds a shift of the mean by 2k standard deviations soonest. Beside it the normalised innovations squared νᵀS⁻¹ν of a
 * window of readings are added up, which is χ² with as many degrees of freedom as outputs were read. z counts as at most
 * {@code limit} either way, and a reading's square as at most limit² for each of its outputs, so that one wild reading is no
 * change.
 *
 * <p>False alarms: {@link #readingsToFalseAlarm} for the sums; the window is beyond its quantile in a share of
 * 1 − {@code probability} of all readings, so that it takes at least half of 1/(1 − probability) readings on average, and
 * more since windows overlap.
 *
 * <p>Sources: E. S. Page, "Continuous inspection schemes", 1954; D. Siegmund, "Sequential Analysis: Tests and Confidence
 * Intervals", 1985, equation 2.56.
 *
 * @param reference k, greater than 0 [standard deviations]
 * @param threshold h, greater than 0 [standard deviations]
 * @param limit the most that one reading counts, greater than {@code reference} [standard deviations]
 * @param window readings that are added up, 1 … 10,000
 * @param probability of a window's quantile, between 0 and 1
 */
public record ChangeSettings(double reference, double threshold, double limit, int window, double probability) {
    /** k = ½, h = 10: a false alarm in some 70,000 readings of an output, and a shift by 1 is found after some 20. */
    public static final ChangeSettings STANDARD = new ChangeSettings(0.5, 10, 4, 50, 1 - 1e-6);

    private static final int LONGEST_WINDOW = 10_000;

    /** What a sum jumps beyond its threshold on average, at both ends, for normal numbers: 2 · 0.583. */
    private static final double OVERSHOOT = 1.166;

    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of its bounds
     */
    public ChangeSettings {
        requirePositive("reference", reference);
        requirePositive("threshold", threshold);
        if (!(limit > reference)) {
            throw new IllegalArgumentException("limit = " + limit + ", expected more than the reference " + reference);
        }
        if (window < 1 || window > LONGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "window = " + window + " readings, expected 1 … " + LONGEST_WINDOW + " readings");
        }
        if (!(probability > 0) || !(probability < 1)) {
            throw new IllegalArgumentException("probability = " + probability + ", expected 0 < probability < 1");
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + ", expected a finite number > 0");
        }
    }

    /** Return these settings with another reference value and threshold of the sums. */
    public ChangeSettings withSums(double otherReference, double otherThreshold) {
        return new ChangeSettings(otherReference, otherThreshold, limit, window, probability);
    }

    /** Return these settings with another window. */
    public ChangeSettings withWindow(int readings, double otherProbability) {
        return new ChangeSettings(reference, threshold, limit, readings, otherProbability);
    }

    /**
     * Return how many readings the sums of one twin go on average before one of them is wrong: Siegmund's approximation,
     * with independent outputs. Good to some per cent; for k = ½ and h = 5 it says 469 of one output where 465 is exact.
     *
     * @throws IllegalArgumentException if {@code outputs} is less than 1
     */
    public double readingsToFalseAlarm(int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("outputs = " + outputs + ", expected 1 or more");
        }
        return readingsToAlarm(0) / outputs;
    }

    /**
     * Return how many readings of one output it takes on average, from sums of 0, to find that its mean has shifted:
     *
     * <pre>
     *   L(Δ) = (exp(−2Δb) + 2Δb − 1)/(2Δ²),   b = h + 1.166,   1/L = 1/L(δ − k) + 1/L(−δ − k).
     * </pre>
     *
     * @param shift δ [standard deviations of the innovation]
     */
    public double readingsToAlarm(double shift) {
        return 1 / (1 / oneSided(shift - reference) + 1 / oneSided(-shift - reference));
    }

    private double oneSided(double drift) {
        double b = threshold + OVERSHOOT;
        double x = 2 * drift * b;
        // (e^−x + x − 1)/x² is ½ − x/6 for small x, where the difference loses its digits.
        double ratio = Math.abs(x) < 1e-4 ? 0.5 - x / 6 : (Math.expm1(-x) + x) / (x * x);
        return 2 * b * b * ratio;
    }
}

package dev.weft.solvers.ode;

/**
 * Choose the next step from the error of the last ones: a proportional–integral controller.
 *
 * <p>h⁺ = h · clamp(0.9 · E^−α · E_old^β, 1/5, 10) after an accepted step and h⁺ = h · max(0.9 · E^−α, 1/5) after a
 * rejected one, with E the error as a fraction of the tolerance, q its order in h less one, β = 0.2/(q + 1) and
 * α = 1/(q + 1) − 0.75 β. Without state: what evolves is passed in. Immutable and thread-safe.
 *
 * <p>Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996, section IV.2, eq. (2.43c) and
 * the code DOPRI5.
 */
public final class StepSizeController {
    /** What stands for E_old before the first step. */
    public static final double NO_ERROR_YET = 1e-4;

    private static final double SAFETY = 0.9;
    private static final double SMALLEST_FACTOR = 0.2;
    private static final double LARGEST_FACTOR = 10;

    // Below this an error says nothing about the next step, and its power would overflow.
    private static final double LEAST_ERROR = 1e-4;

    private final double alpha;
    private final double beta;
    private final double order;

    /**
     * Make a controller.
     *
     * @param errorOrder q: the error of a step falls as h to the power q + 1, at least 1
     * @throws IllegalArgumentException if {@code errorOrder} is less than 1
     */
    public StepSizeController(int errorOrder) {
        if (errorOrder < 1) {
            throw new IllegalArgumentException("error order = " + errorOrder + ", expected 1 or more");
        }
        this.order = errorOrder + 1.0;
        this.beta = 0.2 / order;
        this.alpha = 1 / order - 0.75 * beta;
    }

    /**
     * Return h⁺/h after an accepted step.
     *
     * @param error E of this step, ≤ 1
     * @param previous the value of {@link #remembered} after the step before, {@link #NO_ERROR_YET} at first
     */
    public double afterAcceptance(double error, double previous) {
        // E = 0 makes the power infinite, which the clamp takes for the largest factor.
        double factor = SAFETY * power(error, -alpha) * power(previous, beta);
        return Math.max(SMALLEST_FACTOR, Math.min(LARGEST_FACTOR, factor));
    }

    /** Return h⁺/h after a rejected step; the smallest factor where the error is not a number. */
    public double afterRejection(double error) {
        double factor = SAFETY * power(error, -alpha);
        return factor > SMALLEST_FACTOR ? Math.min(factor, SAFETY) : SMALLEST_FACTOR;
    }

    /** Return what to pass as {@code previous} after the next step. */
    public double remembered(double error) {
        return Math.max(error, LEAST_ERROR);
    }

    /**
     * Return a first step from state and rate alone: the time in which the state changes by its own size, shortened as a
     * method of this order needs it.
     *
     * <p>h = (d₀/d₁) · d₀^(−1/(q+1)), d₀ = ‖x/s‖, d₁ = ‖f/s‖, s the tolerances; a hundredth of the interval where the
     * state is within its tolerance of zero. A trial evaluation of f, which may leave its domain, is not made.
     *
     * @param stateNorm d₀
     * @param rateNorm d₁
     * @param interval the whole interval, the longest step
     */
    public double firstStep(double stateNorm, double rateNorm, double interval) {
        if (rateNorm == 0) {
            return interval;
        }
        double h = stateNorm < 1 ? 0.01 * interval : stateNorm / rateNorm * power(stateNorm, -1 / order);
        // A rate so fast that h vanishes, or norms that overflowed, are left to the error control.
        double shortest = 1e-10 * interval;
        return h > shortest ? Math.min(h, interval) : shortest;
    }

    /** base^exponent; StrictMath's own power makes arrays in each call on JDK 17. */
    private static double power(double base, double exponent) {
        return StrictMath.exp(exponent * StrictMath.log(base));
    }
}

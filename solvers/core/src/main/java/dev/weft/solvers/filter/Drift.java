package dev.weft.solvers.filter;

/**
 * Say how the coordinate z of a parameter may change by itself.
 *
 * <p>Without a time constant z walks at random: after Δt its variance has grown by q Δt. With the time constant τ it is
 * drawn back to its home z̄ (Ornstein and Uhlenbeck): z ← z̄ + a (z − z̄), and its variance becomes a² P + q τ (1 − a²)/2,
 * with a = exp(−Δt/τ); in the long run it is q τ/2. Both are exact for every Δt.
 *
 * <p>Source: G. E. Uhlenbeck, L. S. Ornstein, "On the theory of the Brownian motion", 1930.
 *
 * @param density q, the variance gained in a unit of time, at least 0 [coordinate²/time]
 * @param timeConstant τ, greater than 0; ∞ for a random walk [time]
 */
public record Drift(double density, double timeConstant) {
    /** A parameter that does not change. */
    public static final Drift NONE = new Drift(0, Double.POSITIVE_INFINITY);

    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if the density is negative or not finite, or the time constant is not positive
     */
    public Drift {
        if (!(density >= 0) || Double.isInfinite(density)) {
            throw new IllegalArgumentException("drift density = " + density + ", expected a finite number >= 0");
        }
        if (!(timeConstant > 0)) {
            throw new IllegalArgumentException("time constant = " + timeConstant
                    + ", expected a number > 0; infinity for a parameter without a home");
        }
    }

    /** Return a random walk of this density. */
    public static Drift walk(double density) {
        return new Drift(density, Double.POSITIVE_INFINITY);
    }

    /**
     * Return a drift about a home, from which the coordinate is σ away in the long run: φ = exp(−Δt/τ), and σ² (1 − φ²) is
     * gained over Δt.
     *
     * @param deviation σ, at least 0 [coordinate]
     * @param timeConstant τ, greater than 0 and finite [time]
     * @throws IllegalArgumentException if a number is outside of its bounds
     */
    public static Drift aboutHome(double deviation, double timeConstant) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("deviation = " + deviation + ", expected a finite number >= 0");
        }
        if (!(timeConstant > 0) || Double.isInfinite(timeConstant)) {
            throw new IllegalArgumentException("time constant = " + timeConstant
                    + ", expected a finite number > 0; a parameter without a home walks");
        }
        return new Drift(2 * deviation * deviation / timeConstant, timeConstant);
    }

    /** Return a = exp(−Δt/τ), what is left of a distance from home after Δt; 1 for a random walk. */
    public double kept(double interval) {
        return Math.exp(-interval / timeConstant);
    }

    /** Return the variance gained over Δt: q Δt, or q τ (1 − a²)/2 with a home. */
    public double gained(double interval) {
        return hasHome()
                ? -0.5 * density * timeConstant * Math.expm1(-2 * interval / timeConstant)
                : density * interval;
    }

    /** Tell whether the coordinate is drawn back to a home. */
    public boolean hasHome() {
        return timeConstant < Double.POSITIVE_INFINITY;
    }
}

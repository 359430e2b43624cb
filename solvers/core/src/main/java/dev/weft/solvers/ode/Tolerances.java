package dev.weft.solvers.ode;

/**
 * Set the local error an adaptive integrator may make: |error_i| ≤ absolute + relative·|x_i| a step.
 *
 * @param absolute absolute tolerance in the unit of the states, &gt; 0
 * @param relative relative tolerance, &gt; 0 and &lt; 1
 */
public record Tolerances(double absolute, double relative) {
    /** Good to about eight digits: tight against measurement noise, loose enough to be fast. */
    public static final Tolerances STANDARD = new Tolerances(1e-9, 1e-8);

    /**
     * Check the bounds.
     *
     * @throws IllegalArgumentException if a tolerance is not positive and finite, or the relative one is not below 1
     */
    public Tolerances {
        if (!(absolute > 0 && absolute < Double.POSITIVE_INFINITY) || !(relative > 0 && relative < 1)) {
            throw new IllegalArgumentException("tolerances absolute = " + absolute + ", relative = " + relative
                    + ", expected a finite absolute > 0 and 0 < relative < 1");
        }
    }
}

package dev.weft.sdk.validation;

/**
 * Report whether an invariant held in all simulated records.
 *
 * @param name the invariant
 * @param least the least value found of what is never negative, in its unit
 * @param largest the largest value found
 * @param samples how many samples were looked at
 */
public record InvariantResult(String name, double least, double largest, long samples) {
    /** Rounding of states makes this share of the largest value. */
    private static final double ROUNDING = 1e-6;

    /** Tell whether it held. */
    public boolean holds() {
        return least >= -ROUNDING * Math.abs(largest);
    }
}

package dev.weft.priors;

import javax.measure.Unit;

/**
 * Describe what a sensor shows: an expression of states, parameters and inputs, and how well it is usually
 * measured.
 *
 * @param name name of the signal
 * @param quantity what is measured
 * @param noise usual standard deviation of a measurement, in the unit of the quantity, &gt; 0
 * @param meaning a few words
 */
public record Output(String name, Quantity quantity, double noise, String meaning) {
    /**
     * Check the noise.
     *
     * @throws IllegalArgumentException if the noise is not positive and finite
     */
    public Output {
        if (!(noise > 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException(
                    "output " + name + ": noise = " + noise + ", expected a finite number > 0");
        }
    }

    /** Return the unit of the signal. */
    public Unit<?> unit() {
        return quantity.unit();
    }
}

package dev.weft.solvers.filter;

import org.hipparchus.special.Gamma;

/**
 * Refuse readings that the model finds too unlikely.
 *
 * <p>If the model holds, the normalised innovation squared νᵀS⁻¹ν of k outputs is χ² distributed with k degrees of
 * freedom. A reading is refused as a whole where it lies above the quantile of the given probability, so that this is
 * also the share of good readings that pass.
 *
 * <p>Source: Y. Bar-Shalom, X. R. Li, T. Kirubarajan, "Estimation with Applications to Tracking and Navigation", 2001,
 * section 5.4.
 *
 * @param probability the share of good readings to let pass, above 0; 1 lets everything pass
 */
public record Gate(double probability) {
    /** Let every reading pass. */
    public static final Gate OPEN = new Gate(1);

    private static final int BISECTIONS = 200;

    /**
     * Check the probability.
     *
     * @throws IllegalArgumentException if it is outside 0 &lt; p ≤ 1
     */
    public Gate {
        if (!(probability > 0) || probability > 1) {
            throw new IllegalArgumentException(
                    "probability of the gate = " + probability + ", expected 0 < probability <= 1");
        }
    }

    /**
     * Return the χ² quantile for a number of outputs; ∞ if everything passes.
     *
     * @throws IllegalArgumentException if {@code outputs} is less than 1
     */
    public double threshold(int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("outputs = " + outputs + ", expected 1 or more");
        }
        if (probability == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = outputs;
        while (Gamma.regularizedGammaP(0.5 * outputs, 0.5 * high) < probability) {
            high *= 2;
        }
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = 0.5 * (low + high);
            if (middle == low || middle == high) {
                break;
            }
            if (Gamma.regularizedGammaP(0.5 * outputs, 0.5 * middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

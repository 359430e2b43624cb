package dev.weft.solvers.recurrence;

import org.ejml.data.DMatrixRMaj;

/**
 * Carry a weight vector over steps of any length: θ_t = exp(ΛΔt_t) θ_{t−1} + B v_t.
 *
 * <p>Between inputs θ follows θ' = Λθ exactly, whatever Δt is; an input makes it jump. Where all Δt are equal this is
 * the {@link LinearRecurrence} of {@link #regular}. Immutable; safe to use from many threads.
 */
public final class IrregularRecurrence {
    private final Transition rates;
    private final DMatrixRMaj input;

    /**
     * Take Λ and B.
     *
     * @param rates Λ [D×D], per unit of time
     * @param input B [D×Dx], finite. Not modified; copied
     * @throws IllegalArgumentException if B has another number of rows than Λ, no column, or an entry that is not finite
     */
    public IrregularRecurrence(Transition rates, DMatrixRMaj input) {
        // Checks the shapes, with the same words.
        this.input = new LinearRecurrence(rates, input).input();
        this.rates = rates;
    }

    /** Return Λ. */
    public Transition rates() {
        return rates;
    }

    /**
     * Return the recurrence for steps of one length.
     *
     * @param dt Δt, finite and &gt;= 0
     * @throws IllegalArgumentException if Δt is negative or not finite, or if the exponential overflows
     */
    public LinearRecurrence regular(double dt) {
        return new LinearRecurrence(rates.exponential(dt), input);
    }

    /**
     * Compute the states of a sequence, step after step. A step as long as the one before it reuses its exponential; any
     * other costs a new one, O(D) for diagonal rates and blocks, O(D³) for the others.
     *
     * @param initial θ_0 [D], finite. Not modified
     * @param dt Δt_1 … Δt_T, each finite and &gt;= 0, T &gt;= 1. Not modified
     * @param inputs v_1 … v_T, [T×Dx] row-major. Not modified
     * @param states θ_1 … θ_T, [T×D] row-major. Modified
     * @throws IllegalArgumentException if a length does not fit, a Δt is negative or not finite, or θ_0 is not finite
     */
    public void states(double[] initial, double[] dt, double[] inputs, double[] states) {
        int d = rates.size();
        int n = input.numCols;
        Checks.positive("steps", dt.length);
        Checks.rows("θ_0", initial, 1, d);
        Checks.finite("θ_0", initial, d);
        Checks.rows("inputs", inputs, dt.length, n);
        Checks.rows("states", states, dt.length, d);
        for (double step : dt) {
            Checks.timeStep(step);
        }
        LinearRecurrence recurrence = regular(dt[0]);
        double[] scratch = recurrence.transition().newScratch();
        recurrence.advance(initial, 0, inputs, 0, states, 0, scratch);
        for (int t = 1; t < dt.length; t++) {
            if (dt[t] != dt[t - 1]) {
                recurrence = regular(dt[t]);
                scratch = recurrence.transition().newScratch();
            }
            recurrence.advance(states, (t - 1) * d, inputs, t * n, states, t * d, scratch);
        }
    }
}

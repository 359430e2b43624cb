package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;

/**
 * Differentiate a loss of all states of a sequence backwards in time.
 *
 * <p>With g_t = ∂L/∂θ_t at fixed other states: λ_T = g_T, λ_t = g_t + Aᵀ λ_{t+1}; then ∂L/∂θ_0 = Aᵀ λ_1, ∂L/∂v_t = Bᵀ
 * λ_t, ∂L/∂B = Σ λ_t v_tᵀ, ∂L/∂A = Σ λ_t θ_{t−1}ᵀ. The sums over time are one product each, after the scan: for a dense
 * A that is several times faster than adding an outer product a step.
 *
 * <p>Holds working memory [T×D]: one instance a thread. About three times the cost of the forward scan.
 */
public final class RecurrenceAdjoint {
    private final LinearRecurrence recurrence;
    private final int steps;
    private final MatrixProducts products = MatrixProducts.standard();
    private final double[] before;
    private final double[] carried;
    private final double[] scratch;

    /**
     * Prepare for sequences of one length.
     *
     * @param steps T, &gt;= 1
     * @throws IllegalArgumentException if T &lt; 1
     */
    public RecurrenceAdjoint(LinearRecurrence recurrence, int steps) {
        Checks.positive("steps", steps);
        this.recurrence = recurrence;
        this.steps = steps;
        this.before = new double[steps * recurrence.size()];
        this.carried = new double[recurrence.size()];
        this.scratch = recurrence.transition().newScratch();
    }

    /**
     * Compute the gradients.
     *
     * @param initial θ_0 [D]. Not modified
     * @param inputs v_1 … v_T [T×Dx]. Not modified
     * @param states θ_1 … θ_T [T×D], as computed forward. Not modified
     * @param adjoints g_1 … g_T [T×D]. Modified: holds λ_1 … λ_T afterwards
     * @param gradient where the gradients go. Modified: those of A and B are added to, the others overwritten
     * @throws IllegalArgumentException if a length does not fit
     */
    public void gradients(
            double[] initial, double[] inputs, double[] states, double[] adjoints, RecurrenceGradient gradient) {
        int d = recurrence.size();
        int n = recurrence.inputs();
        Checks.rows("θ_0", initial, 1, d);
        Checks.rows("inputs", inputs, steps, n);
        Checks.rows("states", states, steps, d);
        Checks.rows("adjoints", adjoints, steps, d);
        Checks.rows("gradient of inputs", gradient.inputs(), steps, n);
        Checks.rows("gradient of B", gradient.input(), d, n);
        Checks.rows(
                "gradient of the transition",
                gradient.transition(),
                1,
                recurrence.transition().parameterCount());
        backwards(adjoints);
        recurrence.transition().applyTransposed(adjoints, 0, gradient.initial(), 0, scratch);
        double[] b = recurrence.inputMatrix().data;
        products.multiply(steps, n, d, 1, adjoints, 0, d, false, b, 0, n, false, 0, gradient.inputs(), 0, n);
        products.multiply(d, n, steps, 1, adjoints, 0, d, true, inputs, 0, n, false, 1, gradient.input(), 0, n);
        System.arraycopy(initial, 0, before, 0, d);
        System.arraycopy(states, 0, before, d, (steps - 1) * d);
        recurrence.transition().accumulateGradient(steps, adjoints, before, gradient.transition());
    }

    private void backwards(double[] adjoints) {
        int d = recurrence.size();
        for (int t = steps - 2; t >= 0; t--) {
            recurrence.transition().applyTransposed(adjoints, (t + 1) * d, carried, 0, scratch);
            for (int i = 0; i < d; i++) {
                adjoints[t * d + i] += carried[i];
            }
        }
    }
}

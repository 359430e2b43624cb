package dev.weft.solvers.recurrence;

/**
 * Compute all states of a sequence whose inputs are known: θ_t = A θ_{t−1} + B v_t, t = 1 … T.
 *
 * <p>{@link SequentialScan}, {@link Convolution} and {@link ParallelScan} give the same states but for rounding.
 * Implementations are immutable and safe to use from many threads.
 */
public interface SequenceMethod {
    /**
     * Compute the states.
     *
     * @param recurrence A [D×D], B [D×Dx]
     * @param initial θ_0 [D], finite. Not modified
     * @param steps T, &gt;= 1
     * @param inputs v_1 … v_T, [T×Dx] row-major. Not modified
     * @param states θ_1 … θ_T, [T×D] row-major. Modified
     * @throws IllegalArgumentException if a length does not fit, T &lt; 1, or θ_0 is not finite
     */
    void states(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, double[] states);
}

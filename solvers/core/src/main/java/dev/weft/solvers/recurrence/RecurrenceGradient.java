package dev.weft.solvers.recurrence;

import java.util.Arrays;

/**
 * Collect the gradient of a loss L with respect to all that a sequence was computed from. {@link RecurrenceAdjoint}
 * adds to {@link #transition} and {@link #input}, so that sequences of a batch accumulate, and overwrites the others.
 */
public final class RecurrenceGradient {
    private final double[] initial;
    private final double[] inputs;
    private final double[] input;
    private final double[] transition;

    /** Make gradients of 0 for sequences of {@code steps} steps. */
    public RecurrenceGradient(LinearRecurrence recurrence, int steps) {
        Checks.positive("steps", steps);
        initial = new double[recurrence.size()];
        inputs = new double[steps * recurrence.inputs()];
        input = new double[recurrence.size() * recurrence.inputs()];
        transition = new double[recurrence.transition().parameterCount()];
    }

    /** Return ∂L/∂θ_0 [D], the array itself. */
    public double[] initial() {
        return initial;
    }

    /** Return ∂L/∂v_t [T×Dx] row-major, the array itself. */
    public double[] inputs() {
        return inputs;
    }

    /** Return ∂L/∂B [D×Dx] row-major, the array itself. */
    public double[] input() {
        return input;
    }

    /** Return ∂L/∂parameters of the transition, the array itself. */
    public double[] transition() {
        return transition;
    }

    /** Set all to 0. */
    public void clear() {
        Arrays.fill(initial, 0);
        Arrays.fill(inputs, 0);
        Arrays.fill(input, 0);
        Arrays.fill(transition, 0);
    }
}

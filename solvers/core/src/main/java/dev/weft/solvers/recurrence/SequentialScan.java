package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;

/**
 * Compute a sequence step after step: the fewest operations, T times a product with A, on one thread. B V is formed for
 * all steps in one product beforehand.
 */
public final class SequentialScan implements SequenceMethod {
    /** Make the method; it has no settings. */
    public SequentialScan() {}

    @Override
    public void states(LinearRecurrence recurrence, double[] initial, int steps, double[] inputs, double[] states) {
        Checks.sequence(recurrence, initial, steps, inputs, states);
        driven(recurrence, 0, steps, inputs, states);
        scan(recurrence, initial, 0, 0, steps, states);
    }

    /** Write B v_t into rows {@code from} … {@code to} − 1 of the states. */
    static void driven(LinearRecurrence recurrence, int from, int to, double[] inputs, double[] states) {
        int d = recurrence.size();
        int n = recurrence.inputs();
        MatrixProducts.standard()
                .multiply(
                        to - from,
                        d,
                        n,
                        1,
                        inputs,
                        from * n,
                        n,
                        false,
                        recurrence.inputMatrix().data,
                        0,
                        n,
                        true,
                        0,
                        states,
                        from * d,
                        d);
    }

    /** Turn rows that hold B v_t into states, beginning after the state at {@code before}. */
    static void scan(
            LinearRecurrence recurrence, double[] before, int beforeOffset, int from, int to, double[] states) {
        int d = recurrence.size();
        Transition transition = recurrence.transition();
        double[] scratch = transition.newScratch();
        double[] carried = new double[d];
        for (int t = from; t < to; t++) {
            if (t == from) {
                transition.apply(before, beforeOffset, carried, 0, scratch);
            } else {
                transition.apply(states, (t - 1) * d, carried, 0, scratch);
            }
            int row = t * d;
            for (int i = 0; i < d; i++) {
                states[row + i] += carried[i];
            }
        }
    }
}

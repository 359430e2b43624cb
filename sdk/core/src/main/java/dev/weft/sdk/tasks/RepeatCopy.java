package dev.weft.sdk.tasks;

import dev.weft.sdk.warp.Scaling;
import java.util.List;

/**
 * Make the task LV: remember the beginning of a Lotka–Volterra trajectory x' = a x − b x y, y' = c x y − d y from (1, 1),
 * and repeat it.
 *
 * <p>The input is the trajectory up to step L, zeros from there on. The target is its first L steps at 0, L + 50,
 * 2 (L + 50) …, cut off at the end, zeros between. The arrays a, b, c, d are drawn in this order, then all L from
 * 32 … 63. A test set has wider ranges than its training set, on purpose.
 */
final class RepeatCopy implements TaskSource {
    static final RepeatCopy LOTKA_VOLTERRA = new RepeatCopy();

    private static final int SHORTEST = 32;
    private static final int LONGEST = 63;
    private static final int PAUSE = 50;

    private final TaskFacts facts = new TaskFacts(
            "remember the beginning of a predator-prey cycle and repeat it",
            List.of(
                    new TaskSignal("prey", "", "number of prey, zero once it is no longer shown"),
                    new TaskSignal("predator", "", "number of predators, zero once it is no longer shown")),
            List.of(
                    new TaskSignal("prey_target", "", "what was shown of the prey, repeated after pauses of zeros"),
                    new TaskSignal(
                            "predator_target", "", "what was shown of the predators, repeated after pauses of zeros")),
            List.of(new SplitFacts(Split.TRAIN, 15_000, 42), new SplitFacts(Split.TEST, 3_000, 42)),
            List.of(),
            256,
            256,
            0,
            new Scaling.Range(0, 2.2281050678),
            List.of(
                    new PublishedError("GRU", 5.83e-2),
                    new PublishedError("LSTM", 6.18e-2),
                    new PublishedError("Transformer", 11.27e-2),
                    new PublishedError("WARP", 4.72e-2)),
            "The rule by which the paper scores this task could not be verified; here all 256 steps count, in normalised"
                    + " units, with the whole input fed.");

    private RepeatCopy() {}

    @Override
    public TaskFacts facts() {
        return facts;
    }

    @Override
    public Drawing begin(SplitFacts split) {
        boolean wide = split.split() == Split.TEST;
        int n = split.size();
        RandomState random = new RandomState(split.seed());
        double[] a = wide ? random.uniform(10, 60, n) : random.uniform(20, 50, n);
        double[] b = wide ? random.uniform(70, 130, n) : random.uniform(80, 120, n);
        double[] c = wide ? random.uniform(70, 130, n) : random.uniform(80, 120, n);
        double[] d = wide ? random.uniform(10, 60, n) : random.uniform(20, 50, n);
        double[] times = facts.times();
        int steps = times.length;
        double[][] whole = new double[2][steps];
        Rk45 integrator = new Rk45(2);
        return (i, inputs, targets, at) -> {
            double birth = a[i];
            double hunt = b[i];
            double growth = c[i];
            double death = d[i];
            RightHandSide cycle = (y, rates) -> {
                rates[0] = birth * y[0] - hunt * y[0] * y[1];
                rates[1] = growth * y[0] * y[1] - death * y[1];
            };
            integrator.sample(cycle, new double[] {1, 1}, times, whole, 0);
            // Integration draws nothing, so that the lengths may be drawn here as well as after all trajectories.
            int shown = random.integer(SHORTEST, LONGEST + 1);
            for (int channel = 0; channel < 2; channel++) {
                System.arraycopy(whole[channel], 0, inputs[channel], at, shown);
                for (int from = 0; from < steps; from += shown + PAUSE) {
                    int length = Math.min(shown, steps - from);
                    System.arraycopy(whole[channel], 0, targets[channel], at + from, length);
                }
            }
        };
    }
}

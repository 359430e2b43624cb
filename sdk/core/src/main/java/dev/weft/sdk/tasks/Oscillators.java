package dev.weft.sdk.tasks;

import dev.weft.sdk.warp.Scaling;
import java.util.List;

/**
 * Make the tasks MSD and MSD-Zero: damped oscillators x' = v, v' = −(c/m) v − (k/m) x of unknown mass, stiffness and
 * damping, released from (1, 0), or with the second task from near there.
 *
 * <p>A test set has wider ranges than its training set, on purpose. The arrays m, k, c are drawn in this order, then two
 * numbers a trajectory where the start is drawn, too.
 */
final class Oscillators implements TaskSource {
    static final Oscillators FROM_ONE = new Oscillators(
            false,
            facts(
                    "forecast a damped oscillator from its first 100 steps",
                    20_480,
                    4_096,
                    new Scaling.Range(-27.25527482165262, 26.14404933694852),
                    List.of(
                            new PublishedError("GRU", 1.43e-2),
                            new PublishedError("LSTM", 1.46e-2),
                            new PublishedError("Transformer", 0.34e-2),
                            new PublishedError("WARP", 0.94e-2),
                            new PublishedError("WARP-Phys", 0.03e-2))));

    static final Oscillators FROM_NEAR_ONE = new Oscillators(
            true,
            facts(
                    "forecast a damped oscillator, released from anywhere near 1, from its first 100 steps",
                    8_192,
                    2_048,
                    new Scaling.Range(-38.0239546, 35.9128612),
                    List.of(
                            new PublishedError("GRU", 0.55e-2),
                            new PublishedError("LSTM", 0.57e-2),
                            new PublishedError("Transformer", 0.48e-2),
                            new PublishedError("WARP", 0.32e-2),
                            new PublishedError("WARP-Phys", 0.04e-2))));

    private static final double REACH = 0.5;

    private final boolean drawsStart;
    private final TaskFacts facts;

    private Oscillators(boolean drawsStart, TaskFacts facts) {
        this.drawsStart = drawsStart;
        this.facts = facts;
    }

    private static TaskFacts facts(
            String about, int train, int test, Scaling.Range normalisation, List<PublishedError> published) {
        List<TaskSignal> signals = List.of(
                new TaskSignal("position", "m", "position of the mass"),
                new TaskSignal("velocity", "m/s", "velocity of the mass"));
        return new TaskFacts(
                about,
                signals,
                signals,
                List.of(new SplitFacts(Split.TRAIN, train, 42), new SplitFacts(Split.TEST, test, 42)),
                List.of(),
                256,
                100,
                100,
                normalisation,
                published,
                "The paper does not say in which units its figures are; a predictor of zeros suggests normalised ones.");
    }

    @Override
    public TaskFacts facts() {
        return facts;
    }

    @Override
    public Drawing begin(SplitFacts split) {
        boolean wide = split.split() == Split.TEST;
        int n = split.size();
        RandomState random = new RandomState(split.seed());
        double[] m = wide ? random.uniform(0.01, 0.05, n) : random.uniform(0.02, 0.04, n);
        double[] k = wide ? random.uniform(2, 18, n) : random.uniform(4, 16, n);
        double[] c = wide ? random.uniform(0.01, 0.3, n) : random.uniform(0.01, 0.2, n);
        double[] times = facts.times();
        Rk45 integrator = new Rk45(2);
        double[] start = {1, 0};
        return (i, inputs, targets, at) -> {
            if (drawsStart) {
                start[0] = 1 + random.uniform(-REACH, REACH);
                start[1] = random.uniform(-REACH, REACH);
            }
            double damping = c[i] / m[i];
            double stiffness = k[i] / m[i];
            RightHandSide oscillator = (y, rates) -> {
                rates[0] = y[1];
                rates[1] = -damping * y[1] - stiffness * y[0];
            };
            integrator.sample(oscillator, start, times, inputs, at);
        };
    }
}

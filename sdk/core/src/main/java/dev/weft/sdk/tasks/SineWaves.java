package dev.weft.sdk.tasks;

import dev.weft.sdk.warp.Scaling;
import java.util.List;

/**
 * Make the task SINE: forecast x(t) = sin(2π t + φ) from its first value, φ uniform in ±π/6; the paper trains on as
 * little as one wave.
 */
final class SineWaves implements TaskSource {
    static final SineWaves OF_UNKNOWN_PHASE = new SineWaves();

    private static final double MOST_PHASE = Math.PI / 6;

    private final TaskFacts facts;

    private SineWaves() {
        List<TaskSignal> wave = List.of(new TaskSignal("wave", "", "sine of unknown phase"));
        facts = new TaskFacts(
                "forecast a sine of unknown phase from its first value",
                wave,
                wave,
                List.of(
                        new SplitFacts(Split.TRAIN, 10_000, 10),
                        new SplitFacts(Split.VALIDATION, 1_000, 42),
                        new SplitFacts(Split.TEST, 1_000, 2024)),
                List.of(1, 10, 100, 1_000, 10_000),
                16,
                1,
                1,
                new Scaling.Range(-1, 1),
                List.of(
                        new PublishedError("GRU", 4.90e-2),
                        new PublishedError("LSTM", 9.48e-2),
                        new PublishedError("Transformer", 1728e-2),
                        new PublishedError("WARP", 2.77e-2),
                        new PublishedError("WARP-Phys", 0.62e-2)),
                "The figures are those of training on the first trajectory alone; values are not normalised.");
    }

    @Override
    public TaskFacts facts() {
        return facts;
    }

    @Override
    public Drawing begin(SplitFacts split) {
        RandomState random = new RandomState(split.seed());
        double[] times = facts.times();
        return (i, inputs, targets, at) -> {
            double phase = random.uniform(-MOST_PHASE, MOST_PHASE);
            for (int t = 0; t < times.length; t++) {
                // StrictMath, so that the data are the same on every machine.
                inputs[0][at + t] = StrictMath.sin(2 * Math.PI * times[t] + phase);
            }
        };
    }
}

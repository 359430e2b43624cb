package dev.weft.sdk.training;

import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small problem for tests: sin(2πτ + φ) with φ of its own in every series. */
final class Waves {
    static final int STEPS = 12;
    static final double INTERVAL = 1.0 / (STEPS - 1);

    private Waves() {}

    static List<WarpSeries> series(int count, long seed) {
        Random random = new Random(seed);
        List<WarpSeries> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double phase = random.nextDouble() - 0.5;
            double[] times = new double[STEPS];
            double[][] signals = new double[STEPS][1];
            for (int t = 0; t < STEPS; t++) {
                times[t] = t * INTERVAL;
                signals[t][0] = Math.sin(2 * Math.PI * times[t] + phase);
            }
            all.add(new WarpSeries("wave" + n, times, signals, new double[STEPS][0], new double[STEPS][0], -1));
        }
        return all;
    }

    static TrainingData data() {
        return new TrainingData(series(40, 1), series(8, 2), INTERVAL);
    }

    static WarpSettings settings() {
        return WarpSettings.forecasting(
                List.of("y"),
                RootSettings.of(List.of(5)),
                TransitionSettings.of(Structure.BLOCK_DIAGONAL),
                InitialSettings.network(List.of(4)),
                STEPS);
    }

    static TrainingSettings training() {
        TrainingSettings standard = TrainingSettings.STANDARD;
        return standard.withMode(TrainingMode.AUTOREGRESSIVE)
                .withForcing(0.2)
                .withEpochs(4)
                .withBatch(16)
                .withOptimiser(standard.optimiser().withLearningRate(1e-2))
                .withResources(standard.resources().withThreads(2));
    }
}

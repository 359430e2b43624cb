package dev.weft.sdk.bench;

import dev.weft.sdk.training.Trainer;
import dev.weft.sdk.training.TrainingData;
import dev.weft.sdk.training.TrainingMode;
import dev.weft.sdk.training.TrainingSettings;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.bench.Benchmark;
import dev.weft.solvers.bench.Case;
import dev.weft.solvers.bench.Stopwatch;
import dev.weft.solvers.lanes.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Measure one step of training, forward, backward and AdamW: batch 64, 256 steps, 2 signals, swish, float, for roots of
 * two sizes and every structure of A; teacher-forced, and feeding itself behind 100 steps. The dense step, teacher-forced,
 * by every {@link TrainingPeer} too.
 */
public final class TrainBenchmark implements Benchmark {
    private static final int BATCH = 64;
    private static final int STEPS = 256;
    private static final int CONTEXT = 100;
    private static final int RANK = 8;
    private static final int DENSE_AND_LARGE = 2000;
    private static final List<List<Integer>> ROOTS = List.of(List.of(16, 16), List.of(48, 48, 48));

    private final String name;
    private final List<List<Integer>> roots;
    private final int batch;
    private final int steps;

    /** Measure the sizes of the published models: half an hour. */
    public TrainBenchmark() {
        this("train", ROOTS, BATCH, STEPS);
    }

    /** Measure the small one of them alone: minutes. */
    public static TrainBenchmark small() {
        return new TrainBenchmark("train-small", ROOTS.subList(0, 1), BATCH, STEPS);
    }

    /** Measure other sizes, small ones in a test. */
    TrainBenchmark(String name, List<List<Integer>> roots, int batch, int steps) {
        this.name = name;
        this.roots = roots;
        this.batch = batch;
        this.steps = steps;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return "seconds for a step of training a weight-space model: batch " + batch + ", " + steps
                + " steps, float, each structure of A"
                + (roots.equals(ROOTS) ? "" : ", root " + roots.get(0) + " alone");
    }

    @Override
    public int size() {
        return 2 * roots.size() * Structure.values().length;
    }

    @Override
    public List<Case> run(Stopwatch clock, Consumer<String> progress) {
        List<Case> cases = new ArrayList<>();
        for (List<Integer> hidden : roots) {
            for (Structure structure : Structure.values()) {
                WarpSettings settings = settings(hidden, structure);
                for (TrainingMode mode : List.of(TrainingMode.RECURRENT, TrainingMode.AUTOREGRESSIVE)) {
                    if (mode == TrainingMode.AUTOREGRESSIVE
                            && structure == Structure.DENSE
                            && settings.weights() > DENSE_AND_LARGE) {
                        continue;
                    }
                    progress.accept(structure.id() + ", " + hidden + ", " + mode.id());
                    cases.add(measured(settings, mode, clock));
                    if (structure == Structure.DENSE && mode == TrainingMode.RECURRENT) {
                        cases.addAll(peers(hidden, clock));
                    }
                }
            }
        }
        return cases;
    }

    private WarpSettings settings(List<Integer> hidden, Structure structure) {
        TransitionSettings transition =
                structure == Structure.LOW_RANK ? TransitionSettings.lowRank(RANK) : TransitionSettings.of(structure);
        WarpSettings settings = WarpSettings.forecasting(
                List.of("a", "b"), RootSettings.of(hidden), transition, InitialSettings.network(List.of()), steps);
        return settings.withInitial(InitialSettings.interpolated(2, settings.drivers(), settings.weights()));
    }

    private Case measured(WarpSettings settings, TrainingMode mode, Stopwatch clock) {
        TrainingSettings training = TrainingSettings.STANDARD
                .withMode(mode)
                .withForcing(0)
                .withBatch(batch)
                .withEpochs(Integer.MAX_VALUE);
        training = training.withResources(training.resources().withPrecision(Precision.FLOAT));
        // A rate this small leaves the parameters where they are: every step does the same work.
        training = training.withOptimiser(training.optimiser().withLearningRate(1e-12));
        StepTimer timer = new StepTimer(clock);
        int context = Math.min(CONTEXT, steps / 2);
        try {
            new Trainer(settings, training, context).train(data(), timer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
        return Case.of("structure", settings.transition().structure().id())
                .with("hidden", settings.root().hidden().toString())
                .with("mode", mode.id())
                .with("by", "weft")
                .with("d", settings.weights())
                .with("parameters", ParameterLayout.of(settings).size())
                .with("batch", batch)
                .with("steps", steps)
                .with("threads", training.resources().threadCount())
                .measured("s_per_step", timer.median())
                .measured("fastest_s_per_step", timer.fastest());
    }

    /** Measure the same step in other libraries, where there are any, right behind ours: machines drift. */
    private List<Case> peers(List<Integer> hidden, Stopwatch clock) {
        List<Case> cases = new ArrayList<>();
        for (TrainingPeer peer : ServiceLoader.load(TrainingPeer.class)) {
            StepTimer timer = new StepTimer(clock);
            try (TrainingPeer.Step step = peer.open(hidden, batch, steps)) {
                while (!timer.cancelled()) {
                    long start = System.nanoTime();
                    step.run();
                    timer.took((System.nanoTime() - start) / 1e9);
                }
            }
            cases.add(Case.of("structure", Structure.DENSE.id())
                    .with("hidden", hidden.toString())
                    .with("mode", TrainingMode.RECURRENT.id())
                    .with("by", peer.name())
                    .with("batch", batch)
                    .with("steps", steps)
                    .measured("s_per_step", timer.median())
                    .measured("fastest_s_per_step", timer.fastest()));
        }
        return cases;
    }

    private TrainingData data() {
        SplittableRandom random = new SplittableRandom(1);
        List<WarpSeries> series = new ArrayList<>();
        for (int n = 0; n < batch; n++) {
            double rate = random.nextDouble(10, 20);
            double[] times = new double[steps];
            double[][] signals = new double[steps][];
            for (int t = 0; t < steps; t++) {
                times[t] = t / (steps - 1.0);
                signals[t] = new double[] {Math.cos(rate * times[t]), Math.sin(rate * times[t])};
            }
            series.add(new WarpSeries("series " + n, times, signals, new double[steps][0], new double[steps][0], -1));
        }
        return new TrainingData(series, List.of(), 1.0 / (steps - 1));
    }
}

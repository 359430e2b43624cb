package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.Binary64;

/** A case with numbers: parameters, series of several lengths with gaps, which steps are fed, the noise of samples. */
final class WarpProblem {
    static final double INTERVAL = 0.5;
    static final double CONTEXT_WEIGHT = 0.7;

    /** Programs by settings and precision: to generate kernels takes longer than to run them here. */
    private static final Map<List<Object>, WarpProgram<?>> PROGRAMS = new ConcurrentHashMap<>();

    final WarpCase kind;
    final WarpSettings settings;
    final ParameterLayout layout;
    final int steps;
    final double[] parameters;
    final List<WarpSeries> series = new ArrayList<>();
    final List<boolean[]> fed = new ArrayList<>();
    final List<double[][]> noise = new ArrayList<>();

    /** Draw the numbers for batches of {@link WarpCase#STEPS} steps. */
    WarpProblem(WarpCase kind, int count, long seed) {
        this(kind, count, WarpCase.STEPS, seed);
    }

    /**
     * Draw the numbers.
     *
     * @param count how many series, of T + 2, T, T − 2, … steps, then T + 1, T − 1, …
     * @param steps T of the batch
     */
    WarpProblem(WarpCase kind, int count, int steps, long seed) {
        Random random = new Random(seed);
        this.kind = kind;
        this.steps = steps;
        settings = kind.settings();
        layout = ParameterLayout.of(settings);
        parameters = parameters(random);
        int longest = steps + 2;
        for (int n = 0; n < count; n++) {
            int shorter = 2 * n % (longest + 1 - longest % 2);
            add(series(settings, Math.max(1, longest - shorter), random), random);
        }
    }

    /** Add a series. */
    void add(WarpSeries added, Random random) {
        boolean[] pattern = new boolean[Math.min(added.length(), steps)];
        double[][] samples = new double[steps][settings.signals().size()];
        for (int t = 0; t < pattern.length; t++) {
            pattern[t] = t < kind.fedSteps() || kind.forced() && random.nextInt(3) == 0;
        }
        for (double[] row : samples) {
            fill(row, kind.sampled() ? 1 : 0, random);
        }
        series.add(added);
        fed.add(pattern);
        noise.add(samples);
    }

    /** Add a series once more, fed as before and with the same noise. */
    void repeat(int n) {
        series.add(series.get(n));
        fed.add(fed.get(n));
        noise.add(noise.get(n));
    }

    /** Parameters that keep θ of order 1: a contraction, and steps of B that are no larger. */
    private double[] parameters(Random random) {
        double[] all = new double[layout.size()];
        boolean continuous = settings.transition().continuous();
        for (ParameterLayout.Segment s : layout.segments()) {
            int columns = s.shape().get(s.shape().size() - 1);
            for (int i = 0; i < s.length(); i++) {
                boolean onDiagonal = switch (s.name()) {
                    case "transition.A" -> i / columns == i % columns;
                    case "transition.blocks" -> i % 4 == 0 || i % 4 == 3;
                    default -> s.name().equals("transition.diagonal");
                };
                double center = s.name().equals("root.final") ? 1 : !onDiagonal ? 0 : continuous ? -1 : 0.6;
                all[s.offset() + i] = center + spread(s.name(), onDiagonal) * (2 * random.nextDouble() - 1);
            }
        }
        return all;
    }

    private double spread(String name, boolean onDiagonal) {
        if (name.equals("transition.A")) {
            return 0.4 / Math.sqrt(settings.weights());
        }
        if (name.startsWith("transition.")) {
            // Of pairs of rates some oscillate, some do not, some hardly: all branches of their exponential.
            return settings.transition().continuous() && !onDiagonal ? 0.7 : 0.2;
        }
        return name.equals("input.B") ? 0.15 : name.equals("root.final") ? 0.25 : 0.6;
    }

    static WarpSeries series(WarpSettings settings, int length, Random random) {
        double[] times = new double[length];
        double[][] signals = new double[length][settings.signals().size()];
        double[][] inputs = new double[length][settings.inputs().size()];
        double[][] targets = new double[length][settings.targets().size()];
        for (int t = 0; t < length; t++) {
            times[t] = t == 0 ? 3 : times[t - 1] + 0.2 + random.nextDouble();
            fill(signals[t], 1, random);
            fill(inputs[t], 1, random);
            fill(targets[t], 1, random);
            miss(signals[t], random);
            miss(targets[t], random);
        }
        int classes = Math.max(1, settings.classes().size());
        return new WarpSeries("s", times, signals, inputs, targets, random.nextInt(classes + 1) - 1);
    }

    private static void fill(double[] row, double deviation, Random random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = deviation * random.nextGaussian();
        }
    }

    private static void miss(double[] row, Random random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(5) == 0 ? Double.NaN : row[i];
        }
    }

    private int lanes() {
        return (series.size() + BatchTransition.LANES - 1) / BatchTransition.LANES * BatchTransition.LANES;
    }

    /** Return a batch in which series n lies in lane n. All batches of a model have the parameters of the last one. */
    <A> WarpBatch<A> batch(RealArrays<A> arrays) {
        WarpProgram<A> program = program(arrays);
        program.load(parameters);
        WarpBatch<A> batch = program.batch(lanes(), steps);
        fill(batch);
        return batch;
    }

    // The precision is a part of the key.
    @SuppressWarnings("unchecked")
    private <A> WarpProgram<A> program(RealArrays<A> arrays) {
        return (WarpProgram<A>) PROGRAMS.computeIfAbsent(
                List.of(settings, arrays.getClass()), key -> new WarpProgram<>(arrays, settings));
    }

    /** Put series n into lane n. */
    void fill(WarpBatch<?> batch) {
        for (int n = 0; n < series.size(); n++) {
            fill(batch, n);
        }
    }

    private void fill(WarpBatch<?> batch, int n) {
        List<Double> decisions = new ArrayList<>();
        for (int t = kind.fedSteps(); t < fed.get(n).length; t++) {
            decisions.add(fed.get(n)[t] ? 0.1 : 0.9);
        }
        batch.fill(n, series.get(n), INTERVAL, kind.fedSteps(), 0.5, replay(decisions), CONTEXT_WEIGHT);
    }

    /** Run a batch; lane n with the noise of series n. */
    void forward(WarpBatch<?> batch, boolean convolutional) {
        // A batch draws signal by signal, step by step, lane by lane.
        List<Double> samples = new ArrayList<>();
        for (int c = 0; c < settings.signals().size(); c++) {
            for (int t = 0; t < steps; t++) {
                for (int lane = 0; lane < batch.lanes(); lane++) {
                    samples.add(lane < noise.size() ? noise.get(lane)[t][c] : 0);
                }
            }
        }
        batch.forward(0, kind.sampled(), convolutional, replay(samples));
    }

    private static RandomGenerator replay(List<Double> numbers) {
        Iterator<Double> next = numbers.iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("drawn: an integer, expected: decisions and normal deviates only");
            }

            @Override
            public double nextDouble() {
                return next.next();
            }

            @Override
            public double nextGaussian() {
                return next.next();
            }
        };
    }

    /** Run series n through the reference. */
    ReferenceWarp.Run<Binary64> reference(int n) {
        return ReferenceWarp.run(settings, parameters, series.get(n), INTERVAL, fed.get(n), noise.get(n));
    }

    /** Return the loss of series n by the reference, over any field. */
    <T extends CalculusFieldElement<T>> ReferenceLoss<T> loss(T[] all, int n) {
        ReferenceWarp.Run<T> run = ReferenceWarp.run(settings, all, series.get(n), INTERVAL, fed.get(n), noise.get(n));
        return ReferenceLoss.of(settings, run, series.get(n), kind.fedSteps(), CONTEXT_WEIGHT);
    }

    /** Return the parameters as elements of the reference's double arithmetic. */
    Binary64[] binary64() {
        return Arrays.stream(parameters).mapToObj(Binary64::new).toArray(Binary64[]::new);
    }
}

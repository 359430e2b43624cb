package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import dev.weft.solvers.recurrence.Convolution;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.ParallelScan;
import dev.weft.solvers.recurrence.SequenceMethod;
import dev.weft.solvers.recurrence.SequentialScan;
import dev.weft.solvers.recurrence.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Certify that all ways to run a model agree: step by step, many series in lanes, by convolution, by scan, in single
 * precision, feeding itself.
 *
 * <p>Series are random walks in normalised units, drawn from a seed, as long as the model's own T. Differences are
 * relative to the largest number compared; what rounding may do grows with the steps and with A, so the tolerances are
 * 1e-9 for doubles and 1e-3 for floats.
 *
 * <p>A certificate is for one thread while it is made, immutable afterwards. Cost: some ten forward passes of 16 series;
 * powers of a dense A besides, D³ log T, left out where D &gt; 512.
 */
public final class EquivalenceCertificate {
    private static final double DOUBLE = 1e-9;
    private static final double FLOAT = 1e-3;
    private static final int LANES = BatchTransition.LANES;
    private static final int CHUNKS = 4;
    private static final int LARGEST_POWERED = 512;
    private static final String STEPS = "step by step";
    private static final String FREE = "many series at once, feeding themselves";

    private final WarpModel model;
    private final WarpSettings settings;
    private final List<WarpSeries> series;
    private final int context;
    private final List<Agreement> agreements = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * Name a way that was not run.
     *
     * @param way the way
     * @param reason why not
     */
    public record LeftOut(String way, String reason) {}

    private EquivalenceCertificate(WarpModel model, long seed) {
        this.model = model;
        this.settings = model.settings();
        SplittableRandom random = new SplittableRandom(seed);
        this.series = IntStream.range(0, LANES)
                .mapToObj(n -> walk("walk " + n, random))
                .toList();
        this.context = Math.max(1, settings.steps() / 2);
    }

    /**
     * Run a model in all ways.
     *
     * @param seed of the series
     */
    public static EquivalenceCertificate of(WarpModel model, long seed) {
        EquivalenceCertificate certificate = new EquivalenceCertificate(model, seed);
        certificate.fed();
        if (model.settings().forecasts()) {
            certificate.free();
        } else {
            certificate.leftOut.add(new LeftOut(FREE, "it has targets or classes and is never fed its predictions"));
        }
        certificate.leftOut.add(new LeftOut("on a device", "kernels for devices are not there yet"));
        return certificate;
    }

    /** Return what was compared, in the order it was run. */
    public List<Agreement> agreements() {
        return List.copyOf(agreements);
    }

    /** Return the ways that were not run. */
    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Tell whether all ways that were run agree. */
    public boolean holds() {
        return agreements.stream().allMatch(Agreement::holds);
    }

    /** Return T, how long the series are. */
    public int steps() {
        return settings.steps();
    }

    /** Return how many series there are. */
    public int series() {
        return series.size();
    }

    /** Weights [n][t·D + k] and predictions [n][t·Dy + c] of one way. */
    private record Run(double[][] weights, double[][] predictions) {}

    private WarpSeries walk(String name, SplittableRandom random) {
        int length = settings.steps();
        double[] times = new double[length];
        double[][] signals = new double[length][settings.signals().size()];
        double[][] inputs = new double[length][settings.inputs().size()];
        for (int t = 0; t < length; t++) {
            times[t] = t * model.interval();
            for (double[][] walk : List.of(signals, inputs)) {
                for (int c = 0; c < walk[t].length; c++) {
                    double step = random.nextDouble(-1, 1) / Math.sqrt(length);
                    walk[t][c] = t == 0 ? random.nextDouble(-0.5, 0.5) : walk[t - 1][c] + step;
                }
            }
        }
        int targets = settings.targets().size();
        double[][] unknown = new double[length][targets];
        for (double[] row : unknown) {
            Arrays.fill(row, Double.NaN);
        }
        return new WarpSeries(name, times, signals, inputs, unknown, -1);
    }

    private void fed() {
        int all = settings.steps();
        Run steps = stream(all);
        compare("many series at once", batch(RealArrays.doubles(), all, false), STEPS, steps, DOUBLE);
        compare("many series at once, single precision", batch(RealArrays.floats(), all, false), STEPS, steps, FLOAT);
        if (settings.transition().continuous()) {
            leftOut.add(new LeftOut("convolution and scans", "a continuous transition has no one A"));
            return;
        }
        compare("many series at once, convolution", batch(RealArrays.doubles(), all, true), STEPS, steps, DOUBLE);
        sequences().forEach((name, method) -> compare(name, sequence(method), STEPS, steps, DOUBLE));
    }

    private void free() {
        compare(FREE, batch(RealArrays.doubles(), context, false), STEPS + ", feeding itself", stream(context), DOUBLE);
    }

    private Map<String, SequenceMethod> sequences() {
        Map<String, SequenceMethod> methods = new LinkedHashMap<>();
        methods.put("whole sequence, scan", new SequentialScan());
        boolean powers = settings.weights() <= LARGEST_POWERED
                || settings.transition().structure() == TransitionSettings.Structure.DIAGONAL
                || settings.transition().structure() == TransitionSettings.Structure.BLOCK_DIAGONAL;
        if (powers) {
            methods.put("whole sequence, convolution", new Convolution());
            methods.put("whole sequence, parallel scan", new ParallelScan(CHUNKS));
        } else {
            leftOut.add(new LeftOut(
                    "whole sequence, convolution and parallel scan",
                    "powers of A take too long with more than " + LARGEST_POWERED + " weights"));
        }
        return methods;
    }

    private Run stream(int fed) {
        WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
        int d = settings.weights();
        int y = settings.predicted().size();
        int length = settings.steps();
        Run run = new Run(new double[LANES][length * d], new double[LANES][length * y]);
        double[] theta = new double[d];
        double[] means = new double[y];
        double[] deviations = new double[y];
        for (int n = 0; n < LANES; n++) {
            WarpStream stream = cell.stream();
            WarpSeries one = series.get(n);
            for (int t = 0; t < length; t++) {
                double[] seen = t < fed || !settings.forecasts() ? signals(one, t) : means.clone();
                if (!Arrays.stream(seen).allMatch(Double::isFinite)) {
                    // A model that feeds itself beyond all numbers agrees with nothing.
                    Arrays.fill(run.weights[n], t * d, length * d, Double.NaN);
                    break;
                }
                stream.observe(one.time(t), seen, inputs(one, t));
                stream.predict(inputs(one, settings.forecasts() ? Math.min(t + 1, length - 1) : t), means, deviations);
                stream.weights(theta);
                System.arraycopy(theta, 0, run.weights[n], t * d, d);
                System.arraycopy(means, 0, run.predictions[n], t * y, y);
            }
        }
        return run;
    }

    private static double[] signals(WarpSeries series, int t) {
        double[] row = new double[series.signalCount()];
        Arrays.setAll(row, c -> series.signal(t, c));
        return row;
    }

    private static double[] inputs(WarpSeries series, int t) {
        double[] row = new double[series.inputCount()];
        Arrays.setAll(row, c -> series.input(t, c));
        return row;
    }

    private <A> Run batch(RealArrays<A> arrays, int fed, boolean convolutional) {
        int length = settings.steps();
        int d = settings.weights();
        int y = settings.predicted().size();
        WarpBatch<A> batch = model.program(arrays).batch(LANES, length);
        SplittableRandom unused = new SplittableRandom(0);
        for (int n = 0; n < LANES; n++) {
            batch.fill(n, series.get(n), model.interval(), fed, 0, unused, 1);
        }
        batch.forward(0, false, convolutional, unused);
        Run run = new Run(new double[LANES][length * d], new double[LANES][length * y]);
        for (int n = 0; n < LANES; n++) {
            for (int t = 0; t < length; t++) {
                for (int k = 0; k < d; k++) {
                    run.weights[n][t * d + k] = batch.weight(n, t, k);
                }
                for (int c = 0; c < y; c++) {
                    run.predictions[n][t * y + c] = batch.prediction(n, t, c);
                }
            }
        }
        return run;
    }

    /** Run the recurrence of one series from θ_0 by a method of the solvers; weights only. */
    private Run sequence(SequenceMethod method) {
        WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
        LinearRecurrence recurrence = cell.recurrence(model.interval());
        Transition transition = recurrence.transition();
        int d = transition.size();
        int length = settings.steps();
        Run run = new Run(new double[LANES][length * d], new double[0][]);
        for (int n = 0; n < LANES; n++) {
            WarpStream stream = cell.stream();
            double[] driven = new double[(length - 1) * settings.drivers()];
            double[] start = new double[d];
            for (int t = 0; t < length; t++) {
                stream.observe(series.get(n).time(t), signals(series.get(n), t), inputs(series.get(n), t));
                if (t == 0) {
                    stream.weights(start);
                } else {
                    stream.driven(driven, (t - 1) * settings.drivers());
                }
            }
            System.arraycopy(start, 0, run.weights[n], 0, d);
            double[] states = new double[(length - 1) * d];
            method.states(recurrence, start, length - 1, driven, states);
            System.arraycopy(states, 0, run.weights[n], d, states.length);
        }
        return run;
    }

    private void compare(String way, Run found, String reference, Run expected, double tolerance) {
        double predictions =
                found.predictions.length == 0 ? Double.NaN : difference(found.predictions, expected.predictions, 1);
        agreements.add(
                new Agreement(way, reference, difference(found.weights, expected.weights, 0), predictions, tolerance));
    }

    /** Return max |a − b| / max(|b|, least); infinite where one of them is not a number. */
    static double difference(double[][] found, double[][] expected, double least) {
        double largest = least;
        double difference = 0;
        for (int n = 0; n < expected.length; n++) {
            for (int i = 0; i < expected[n].length; i++) {
                double apart = Math.abs(found[n][i] - expected[n][i]);
                if (Double.isNaN(apart)) {
                    return Double.POSITIVE_INFINITY;
                }
                difference = Math.max(difference, apart);
                largest = Math.max(largest, Math.abs(expected[n][i]));
            }
        }
        return difference == 0 ? 0 : difference / largest;
    }
}

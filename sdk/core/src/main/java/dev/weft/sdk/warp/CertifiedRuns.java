package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import dev.weft.solvers.recurrence.LinearRecurrence;
import dev.weft.solvers.recurrence.SequenceMethod;
import dev.weft.solvers.recurrence.Transition;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Run a model on random walks in each way that there is, for a certificate: step by step, many series in lanes, by a
 * method for whole sequences.
 *
 * <p>Walks are in normalised units, drawn from a seed, as long as the model's own T. For one thread.
 */
final class CertifiedRuns {
    static final int SERIES = BatchTransition.LANES;

    private final WarpModel model;
    private final WarpSettings settings;
    private final List<WarpSeries> series;

    /**
     * Hold what came of one way.
     *
     * @param weights [n][t·D + k]
     * @param predictions [n][t·Dy + c]; empty where a way gives weights only
     */
    record Run(double[][] weights, double[][] predictions) {}

    CertifiedRuns(WarpModel model, long seed) {
        this.model = model;
        this.settings = model.settings();
        SplittableRandom random = new SplittableRandom(seed);
        this.series = IntStream.range(0, SERIES)
                .mapToObj(n -> walk("walk " + n, random))
                .toList();
    }

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

    /** Run step by step, fed with the first steps of the walks and then with its own predictions. */
    Run stream(int fed) {
        return stream(fed, new double[0][]);
    }

    /**
     * Run step by step, fed with the first steps of the walks and then with what another run predicted: at each step
     * with what that one fed itself.
     */
    Run stream(int fed, Run other) {
        return stream(fed, other.predictions);
    }

    private Run stream(int fed, double[][] predicted) {
        WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
        int d = settings.weights();
        int y = settings.predicted().size();
        int length = settings.steps();
        Run run = new Run(new double[SERIES][length * d], new double[SERIES][length * y]);
        double[] theta = new double[d];
        double[] means = new double[y];
        double[] deviations = new double[y];
        for (int n = 0; n < SERIES; n++) {
            WarpStream stream = cell.stream();
            WarpSeries one = series.get(n);
            for (int t = 0; t < length; t++) {
                double[] seen = means.clone();
                if (t < fed || !settings.forecasts()) {
                    seen = signals(one, t);
                } else if (predicted.length > 0) {
                    seen = Arrays.copyOfRange(predicted[n], (t - 1) * y, t * y);
                }
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

    /** Run many series in lanes. */
    <A> Run batch(RealArrays<A> arrays, int fed, boolean convolutional) {
        int length = settings.steps();
        int d = settings.weights();
        int y = settings.predicted().size();
        WarpBatch<A> batch = model.program(arrays).batch(SERIES, length);
        SplittableRandom unused = new SplittableRandom(0);
        for (int n = 0; n < SERIES; n++) {
            batch.fill(n, series.get(n), model.interval(), fed, 0, unused, 1);
        }
        batch.forward(0, false, convolutional, unused);
        Run run = new Run(new double[SERIES][length * d], new double[SERIES][length * y]);
        for (int n = 0; n < SERIES; n++) {
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
    Run sequence(SequenceMethod method) {
        WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
        LinearRecurrence recurrence = cell.recurrence(model.interval());
        Transition transition = recurrence.transition();
        int d = transition.size();
        int length = settings.steps();
        Run run = new Run(new double[SERIES][length * d], new double[0][]);
        for (int n = 0; n < SERIES; n++) {
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
}

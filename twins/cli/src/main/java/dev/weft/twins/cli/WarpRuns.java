package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.warp.Scaling;
import dev.weft.sdk.warp.WarpCell;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.sdk.warp.WarpStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Run a weight-space model over series, step by step, and keep its weights of every step. */
final class WarpRuns {
    /** A gigabyte of weights. */
    private static final long MOST_NUMBERS = 1L << 27;

    private final WarpModel model;
    private final WarpSettings settings;
    private final WarpCell cell;
    private final int context;

    /**
     * Prepare runs.
     *
     * @param context rows of truth at the start of every series; afterwards a forecasting model feeds itself
     */
    WarpRuns(WarpModel model, int context) {
        this.model = model;
        this.settings = model.settings();
        this.cell = new WarpCell(settings, model.parameters(), model.interval());
        this.context = context;
    }

    /**
     * Run the first series, as many as a page shows.
     *
     * @throws DataException if their weights would not fit into memory
     */
    List<WeightRun> of(List<WarpSeries> all) {
        List<WarpSeries> series = all.subList(0, Math.min(all.size(), WeightPage.MAX_SERIES));
        long rows = series.stream().mapToLong(WarpSeries::length).sum();
        if (rows * settings.weights() > MOST_NUMBERS) {
            throw new DataException("rows of the first " + series.size() + " series = " + rows + " with "
                    + settings.weights() + " weights each, expected at most " + MOST_NUMBERS / settings.weights()
                    + " rows; take fewer with --rows");
        }
        return series.stream().map(this::run).toList();
    }

    /**
     * Hold a series step by step.
     *
     * @param theta weights [T×D]
     * @param predicted what was predicted of each step [T×Dy], in physical units; NaN of the first one of a forecast
     */
    record Steps(List<double[]> theta, List<double[]> predicted) {}

    /**
     * Run one series.
     *
     * @throws DataException if the model runs away: a weight or a prediction grows beyond all numbers
     */
    Steps steps(WarpSeries physical) {
        WarpSeries series = model.normalisation().apply(physical);
        int length = series.length();
        boolean forecasts = settings.forecasts();
        double[] means = new double[settings.predicted().size()];
        double[] deviations = new double[means.length];
        List<double[]> theta = new ArrayList<>(length);
        List<double[]> predicted = new ArrayList<>(length);
        if (forecasts) {
            predicted.add(row(means.length, c -> Double.NaN));
        }
        WarpStream stream = cell.stream();
        for (int t = 0; t < length; t++) {
            int step = t;
            boolean fed = t < context || !forecasts;
            stream.observe(
                    series.time(t),
                    fed ? row(series.signalCount(), c -> series.signal(step, c)) : means,
                    row(series.inputCount(), c -> series.input(step, c)));
            double[] weights = new double[settings.weights()];
            stream.weights(weights);
            requireStable(
                    series,
                    step,
                    weights,
                    k -> "weight " + settings.weightLayout().slots().get(k).name());
            theta.add(weights);
            // The inputs of the step after the last are not known: nothing is predicted of it.
            int of = forecasts ? t + 1 : t;
            if (of < length) {
                stream.predict(row(series.inputCount(), c -> series.input(of, c)), means, deviations);
                requireStable(
                        series,
                        of,
                        means,
                        c -> "prediction of " + settings.predicted().get(c));
                predicted.add(row(means.length, c -> scaling(c).invert(means[c])));
            }
        }
        return new Steps(theta, predicted);
    }

    /** The data would be blamed for what the model makes of them: its own predictions are fed to it as measurements. */
    private static void requireStable(WarpSeries series, int step, double[] numbers, IntFunction<String> name) {
        for (int k = 0; k < numbers.length; k++) {
            if (!Double.isFinite(numbers[k])) {
                throw new DataException("the model runs away at step " + step + " of series " + series.name() + ": "
                        + name.apply(k) + " = " + numbers[k] + ", expected a stable model; train it with a radius of 1"
                        + " or below, and with normalised data");
            }
        }
    }

    private Scaling scaling(int output) {
        return settings.classes().isEmpty() ? model.normalisation().predicted().get(output) : Scaling.NONE;
    }

    private WeightRun run(WarpSeries series) {
        Steps steps = steps(series);
        double[] times = row(series.length(), series::time);
        WeightTrajectory trajectory = new WeightTrajectory(
                series.name(), times, steps.theta().toArray(double[][]::new), settings.weightLayout());
        WeightRun run = new WeightRun(trajectory, "s");
        if (settings.forecasts() && context < series.length()) {
            run = run.feedingItselfFrom(series.time(context));
        }
        for (int c = 0; c < settings.predicted().size(); c++) {
            int output = c;
            run = run.withOutput(
                    settings.predicted().get(c),
                    "",
                    times,
                    row(times.length, t -> steps.predicted().get(t)[output]),
                    row(times.length, t -> truth(series, t, output)));
        }
        return run;
    }

    /** Return what was measured of an output, NaN where it is unknown. */
    private double truth(WarpSeries series, int t, int output) {
        if (settings.forecasts()) {
            return series.signal(t, output);
        }
        return output < series.targetCount() ? series.target(t, output) : Double.NaN;
    }

    private static double[] row(int length, IntToDoubleFunction value) {
        double[] row = new double[length];
        Arrays.setAll(row, value);
        return row;
    }
}

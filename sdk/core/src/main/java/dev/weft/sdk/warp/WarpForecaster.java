package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Forecast series with a model: the first steps tell where the machine is and adapt θ, afterwards the model feeds itself.
 *
 * <p>Works in batches of 32 series on all processors, in double precision; series so long that a batch would need more
 * than half a gigabyte go step by step, each by itself. Immutable; safe to use from many threads.
 */
public final class WarpForecaster {
    private static final int LANES = 2 * BatchTransition.LANES;
    private static final double MOST_BYTES = 1L << 29;

    private final WarpModel model;
    private final WarpSettings settings;
    private final WarpProgram<double[]> program;
    private final double mostBytes;

    /** Prepare a model's forecasts. */
    public WarpForecaster(WarpModel model) {
        this(model, MOST_BYTES);
    }

    /** Prepare a model's forecasts with another limit for what a batch may need. */
    WarpForecaster(WarpModel model, double mostBytes) {
        this.mostBytes = mostBytes;
        this.model = model;
        this.settings = model.settings();
        this.program = model.program(RealArrays.doubles());
    }

    /**
     * Forecast.
     *
     * <p>A forecasting model predicts the steps 1 … L of a series of L rows, each from the rows before it; where it has no
     * known inputs it goes on to step T, its own length, if the series is shorter. A model with targets or classes tells
     * these at the steps 0 … L − 1.
     *
     * <p>Times beyond the last row follow it at the model's usual interval; where that is not known, at the median time
     * from row to row of all series together, or, where no series has two rows, at 1 s.
     *
     * @param series in physical units
     * @param context rows of truth, at least 1; of a series that is shorter, all
     * @param progress told how many series are done
     * @return one forecast for each series, in their order
     * @throws IllegalArgumentException if the context is below 1 or a series has other numbers of columns
     */
    public List<WarpForecast> forecast(List<WarpSeries> series, int context, IntConsumer progress) {
        if (context < 1) {
            throw new IllegalArgumentException(
                    "context = " + context + " rows, expected at least 1: the first row gives θ_0");
        }
        List<List<WarpSeries>> parts = new ArrayList<>();
        for (int from = 0; from < series.size(); from += LANES) {
            parts.add(series.subList(from, Math.min(series.size(), from + LANES)));
        }
        double beyond = model.isIntervalKnown()
                ? model.interval()
                : WarpSeries.medianInterval(series).orElse(model.interval());
        AtomicInteger done = new AtomicInteger();
        return parts.parallelStream()
                .map(part -> {
                    List<WarpForecast> forecasts = part(part, context, beyond);
                    progress.accept(done.addAndGet(part.size()));
                    return forecasts;
                })
                .toList()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<WarpForecast> part(List<WarpSeries> part, int context, double beyond) {
        List<WarpSeries> extended = part.stream()
                .map(s -> extended(model.normalisation().apply(s), beyond))
                .toList();
        int steps = extended.stream().mapToInt(WarpSeries::length).max().orElse(1);
        int lanes = (part.size() + BatchTransition.LANES - 1) / BatchTransition.LANES * BatchTransition.LANES;
        // Weights and adjoints, in planes of all steps.
        if (2.0 * Double.BYTES * settings.weights() * lanes * steps > mostBytes) {
            WarpCell cell = new WarpCell(settings, model.parameters(), model.interval());
            return IntStream.range(0, part.size())
                    .mapToObj(n -> streamed(cell.stream(), part.get(n), extended.get(n), context, beyond))
                    .toList();
        }
        WarpBatch<double[]> batch = program.batch(lanes, steps);
        SplittableRandom unused = new SplittableRandom(0);
        for (int lane = 0; lane < part.size(); lane++) {
            int fed = Math.min(context, part.get(lane).length());
            batch.fill(lane, extended.get(lane), model.interval(), fed, 0, unused, 1);
        }
        batch.forward(0, false, false, unused);
        return IntStream.range(0, part.size())
                .mapToObj(lane -> result(
                        part.get(lane),
                        times(part.get(lane), extended.get(lane).length(), beyond),
                        (t, output) -> batch.prediction(lane, t, output)))
                .toList();
    }

    private WarpForecast streamed(
            WarpStream stream, WarpSeries series, WarpSeries extended, int context, double beyond) {
        int length = extended.length();
        int count = settings.predicted().size();
        int fed = Math.min(context, series.length());
        double[][] means = new double[length][count];
        double[][] deviations = new double[length][count];
        for (int t = 0; t < length; t++) {
            boolean own = t >= fed && settings.forecasts();
            stream.observe(
                    extended.time(t),
                    own ? means[t - 1] : row(t, extended.signalCount(), extended::signal),
                    row(t, extended.inputCount(), extended::input));
            int when = settings.forecasts() ? Math.min(t + 1, length - 1) : t;
            stream.predict(row(when, extended.inputCount(), extended::input), means[t], deviations[t]);
        }
        return result(
                series,
                times(series, length, beyond),
                (t, output) -> output < count ? means[t][output] : deviations[t][output - count]);
    }

    private interface Cell {
        double of(int step, int column);
    }

    private static double[] row(int step, int columns, Cell cell) {
        double[] row = new double[columns];
        Arrays.setAll(row, c -> cell.of(step, c));
        return row;
    }

    /** Return the series with rows of nothing up to T, where the model can go on by itself. */
    private WarpSeries extended(WarpSeries series, double beyond) {
        int length = series.length();
        if (length >= settings.steps()
                || !settings.forecasts()
                || !settings.inputs().isEmpty()) {
            return series;
        }
        double[] times = new double[settings.steps()];
        double[][] signals = new double[times.length][settings.signals().size()];
        for (int t = 0; t < times.length; t++) {
            times[t] = time(series, t, beyond);
            for (int c = 0; c < signals[t].length; c++) {
                signals[t][c] = t < length ? series.signal(t, c) : Double.NaN;
            }
        }
        return new WarpSeries(
                series.name(), times, signals, new double[times.length][0], new double[times.length][0], -1);
    }

    private static double time(WarpSeries series, int step, double beyond) {
        int last = series.length() - 1;
        return step <= last ? series.time(step) : series.time(last) + (step - last) * beyond;
    }

    /** Return the times that the predictions of a series are of. */
    private double[] times(WarpSeries series, int length, double beyond) {
        int ahead = settings.forecasts() ? 1 : 0;
        double[] times = new double[length];
        Arrays.setAll(times, t -> time(series, t + ahead, beyond));
        return times;
    }

    /** Carry predictions into physical units: of output c, behind the means the standard deviations. */
    private WarpForecast result(WarpSeries series, double[] times, Cell predictions) {
        int length = times.length;
        List<Scaling> scalings = settings.classes().isEmpty()
                ? model.normalisation().predicted()
                : Collections.nCopies(settings.classes().size(), Scaling.NONE);
        int count = scalings.size();
        double[][] means = new double[length][count];
        double[][] deviations = new double[length][count];
        for (int t = 0; t < length; t++) {
            Arrays.fill(deviations[t], Double.NaN);
            for (int c = 0; c < count; c++) {
                means[t][c] = scalings.get(c).invert(predictions.of(t, c));
                if (settings.uncertainty()) {
                    deviations[t][c] = scalings.get(c).invertDeviation(predictions.of(t, count + c));
                }
            }
        }
        return new WarpForecast(series.name(), settings.forecasts() ? 1 : 0, times, means, deviations);
    }
}

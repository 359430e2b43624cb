package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hold the series of a batch in planes [(T + 1)·N], laid out as those of {@link WarpBatch}: what was measured and which
 * steps are fed with it, how long steps are, what the root network sees beforehand, the targets of predictions and their
 * weight in the loss.
 *
 * <p>A signal that was not measured is held at its last value, 0 before there is any. Mutable, for one thread.
 */
final class BatchSeries<A> {
    private final WarpSettings settings;
    private final RealArrays<A> arrays;
    private final Drivers<A> drivers;
    private final int lanes;
    private final int steps;
    private final int end;
    private final A[] truth;
    private final A[] targets;
    private final A[] masks;
    private final A[] rootInputs;
    private final A intervals;
    private final boolean[] fed;
    private final int[] lengths;
    private boolean allFed;

    /** Make room; {@code drivers} are told what is known beforehand. */
    BatchSeries(WarpProgram<A> program, Drivers<A> drivers, int lanes, int steps) {
        this.settings = program.settings();
        this.arrays = program.arrays();
        this.drivers = drivers;
        this.lanes = lanes;
        this.steps = steps;
        this.end = lanes * (steps + 1);
        int y = settings.predicted().size();
        truth = arrays.allocatePlanes(settings.signals().size(), end);
        targets = arrays.allocatePlanes(y, end);
        masks = arrays.allocatePlanes(y, end);
        rootInputs = arrays.allocatePlanes(settings.rootInputs(), end);
        intervals = arrays.allocate(end);
        fed = new boolean[end];
        lengths = new int[lanes];
        clear();
    }

    /** Empty all lanes. */
    void clear() {
        Arrays.fill(lengths, 0);
        for (A[] planes : List.of(masks, truth, rootInputs)) {
            for (A plane : planes) {
                arrays.fill(plane, 0, end, 0);
            }
        }
        arrays.fill(intervals, 0, end, 0);
        drivers.clear();
        Arrays.fill(fed, true);
        allFed = true;
    }

    /** Put a series into a lane; parameters are those of {@link WarpBatch#fill}. */
    void fill(
            int lane,
            WarpSeries series,
            double interval,
            int fedSteps,
            double forcing,
            RandomGenerator random,
            double contextWeight) {
        requireFits(series, interval, fedSteps);
        int length = series.length();
        lengths[lane] = length;
        double[] held = new double[truth.length];
        int ahead = settings.forecasts() ? 1 : 0;
        for (int t = 0; t < steps; t++) {
            int at = (t + 1) * lanes + lane;
            int row = Math.min(t, length - 1);
            boolean free = t >= fedSteps && t < length && (forcing <= 0 || random.nextDouble() >= forcing);
            fed[at] = !free;
            allFed &= !free;
            measured(series, row, held, at);
            double dt = t == 0 || t >= length ? 0 : (series.time(t) - series.time(t - 1)) / interval;
            arrays.set(intervals, at, dt);
            drivers.known(lane, t + 1, series, row, settings.tau(t));
            seen(series, t + ahead, at);
            wanted(series, t + ahead, t + ahead < fedSteps ? contextWeight : 1, at);
        }
        before(lane, series);
    }

    private void measured(WarpSeries series, int row, double[] held, int at) {
        for (int c = 0; c < held.length; c++) {
            double found = series.signal(row, c);
            held[c] = Double.isNaN(found) ? held[c] : found;
            arrays.set(truth[c], at, held[c]);
        }
    }

    /** Write what the root network sees of the time of its prediction. */
    private void seen(WarpSeries series, int when, int at) {
        TimeEncoding.write(settings, when, arrays, rootInputs, 0, at);
        int first = settings.rootInputs() - settings.inputs().size();
        for (int c = 0; first + c < rootInputs.length; c++) {
            arrays.set(rootInputs[first + c], at, series.input(Math.min(when, series.length() - 1), c));
        }
    }

    private void wanted(WarpSeries series, int step, double weight, int at) {
        for (int c = 0; c < targets.length; c++) {
            double target = target(series, step, c);
            boolean known = !Double.isNaN(target);
            arrays.set(targets[c], at, known ? target : 0);
            arrays.set(masks[c], at, known ? weight : 0);
        }
    }

    private double target(WarpSeries series, int step, int c) {
        if (step >= series.length()) {
            return Double.NaN;
        }
        if (!settings.classes().isEmpty()) {
            boolean last = step == Math.min(series.length(), steps) - 1;
            return last && series.label() >= 0 ? (series.label() == c ? 1 : 0) : Double.NaN;
        }
        return settings.forecasts() ? series.signal(step, c) : series.target(step, c);
    }

    /** Put w_0 before the start, too: the first difference is 0. */
    private void before(int lane, WarpSeries series) {
        for (A plane : truth) {
            arrays.set(plane, lane, arrays.get(plane, lanes + lane));
        }
        drivers.known(lane, 0, series, 0, settings.tau(0));
    }

    private void requireFits(WarpSeries series, double interval, int fedSteps) {
        if (fedSteps < 1) {
            throw new IllegalArgumentException(
                    "fed steps = " + fedSteps + ", expected at least 1: the first step gives θ_0");
        }
        if (!(interval > 0) || Double.isInfinite(interval)) {
            throw new IllegalArgumentException("usual interval = " + interval + " s, expected a finite number > 0");
        }
        series.requireColumns(
                settings.signals().size(),
                settings.inputs().size(),
                settings.targets().size());
        int classes = settings.classes().size();
        if (classes > 0 && (series.label() < -1 || series.label() >= classes)) {
            throw new IllegalArgumentException("series " + series.name() + ": label = " + series.label()
                    + ", expected a class from 0 to " + (classes - 1) + ", or −1 where none is known");
        }
    }

    /** Return Σ of the masks; a class has one prediction, however many its logits. */
    double weight() {
        double sum = 0;
        for (A mask : masks) {
            sum += arrays.sum(mask, 0, end);
        }
        return settings.classes().isEmpty() ? sum : sum / masks.length;
    }

    /** Return N. */
    int lanes() {
        return lanes;
    }

    /** Return (T + 1)·N, the length of every plane. */
    int end() {
        return end;
    }

    /** Return how long a lane's series is, 0 where there is none. */
    int length(int lane) {
        return lengths[lane];
    }

    /** Tell whether every step of every lane is fed with what was measured. */
    boolean allFed() {
        return allFed;
    }

    /** Tell whether a step is fed with what was measured. */
    boolean fed(int at) {
        return fed[at];
    }

    /** Return what was measured [Dx]. */
    A[] truth() {
        return truth;
    }

    /** Return what predictions are held against [Dy]. */
    A[] targets() {
        return targets;
    }

    /** Return the weight of each prediction in the loss [Dy]. */
    A[] masks() {
        return masks;
    }

    /** Return what the root network sees; the last observation is written by {@link Feedback}. */
    A[] rootInputs() {
        return rootInputs;
    }

    /** Return Δt of each step, in usual intervals. */
    A intervals() {
        return intervals;
    }
}

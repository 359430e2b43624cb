package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Run N series through a model at once, and go back for the gradient of a loss.
 *
 * <p>All that changes over time lies in planes: what step t makes of lane n at (t + 1)·N + n, what is there before the
 * first step at n; θ and its adjoint part by part in a {@link StepWindow}. The root network is one kernel over the planes,
 * each lane with its own weights. Series may have different lengths: behind an end θ is 0 and nothing has weight in the
 * loss.
 *
 * <p>Holds some D·T·N numbers. One instance a thread; a pass allocates next to nothing.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public final class WarpBatch<A> {
    private final WarpProgram<A> program;
    private final WarpSettings settings;
    private final RealArrays<A> arrays;
    private final int lanes;
    private final int steps;
    private final int slots;
    private final int end;

    private final A[] predictions;
    private final A[] predictionAdjoints;
    private final A[] extras;
    private final StepWindow<A> window;
    private final A[] seen;
    private final A[] made;
    private final A[] changes;
    private final A[] madeExtras;

    private final A[] valueInputs;
    private final A[] derivativeInputs;
    private final A[] derivativeOutputs;
    private final A valueScratch;
    private final A derivativeScratch;
    private final BatchTransition.Sequences<A> sequences;
    private final InitialNetwork<A>.Pass initial;
    private final Drivers<A> drivers;
    private final BatchSeries<A> series;
    private final Feedback<A> feedback;

    WarpBatch(WarpProgram<A> program, int lanes, int steps) {
        this.program = program;
        this.settings = program.settings();
        this.arrays = program.arrays();
        this.lanes = lanes;
        this.steps = steps;
        this.slots = Math.addExact(steps, 1);
        this.end = Math.multiplyExact(lanes, slots);
        this.initial = program.initial().pass(lanes);
        this.drivers = new Drivers<>(program, lanes, slots);
        this.series = new BatchSeries<>(program, drivers, lanes, steps);
        int outputs = settings.rootOutputs();
        int previous = settings.root().previous() ? settings.signals().size() : 0;
        predictions = arrays.allocatePlanes(outputs, end);
        predictionAdjoints = arrays.allocatePlanes(outputs, end);
        extras = arrays.allocatePlanes(previous + program.constantCount(), end);

        window = new StepWindow<>(arrays, settings.weights(), lanes, slots);
        sequences = program.transition().sequences(lanes, window.length() / lanes);
        seen = arrays.allocatePlanes(settings.rootInputs(), window.length());
        made = arrays.allocatePlanes(outputs, window.length());
        changes = arrays.allocatePlanes(outputs, window.length());
        madeExtras = arrays.allocatePlanes(extras.length, window.length());
        valueInputs = joined(window.theta(), settings.rootWeights(), seen);
        derivativeInputs = joined(valueInputs, valueInputs.length, changes);
        derivativeOutputs = joined(window.adjoints(), settings.rootWeights(), madeExtras);
        valueScratch = program.value().newScratch();
        derivativeScratch = program.derivative().newScratch();
        feedback = new Feedback<>(program, drivers, series, predictions, predictionAdjoints, extras);
    }

    /** Return the first planes of some and others behind them, as a kernel takes them. */
    private static <A> A[] joined(A[] planes, int count, A[] others) {
        A[] all = Arrays.copyOf(planes, count + others.length);
        System.arraycopy(others, 0, all, count, others.length);
        return all;
    }

    /** Return N. */
    public int lanes() {
        return lanes;
    }

    /** Return T. */
    public int steps() {
        return steps;
    }

    /** Empty all lanes: what is not filled runs on zeros, and counts for nothing. */
    public void clear() {
        series.clear();
    }

    /**
     * Put a series into a lane.
     *
     * <p>Known inputs are held behind the end of the series, where a forecast's last prediction needs the next one. A
     * class is told at the last step: the series' own, or step T − 1 of one that is longer.
     *
     * @param series in normalised units; steps beyond T are left out
     * @param interval usual Δt in seconds, the unit of a continuous transition's time, &gt; 0
     * @param fedSteps how many steps are fed with what was measured, at least 1; afterwards the model feeds itself
     * @param forcing a step beyond is fed with what was measured with this probability
     * @param random decides it
     * @param contextWeight weight in the loss of predictions made of steps before {@code fedSteps}
     * @throws IllegalArgumentException if no step is fed, the interval is not positive, the series has other numbers of
     *     columns than the model, or its label is none of the model's classes
     */
    public void fill(
            int lane,
            WarpSeries series,
            double interval,
            int fedSteps,
            double forcing,
            RandomGenerator random,
            double contextWeight) {
        this.series.fill(lane, series, interval, fedSteps, forcing, random, contextWeight);
    }

    private int at(int t, int lane) {
        return (t + 1) * lanes + lane;
    }

    /** Return Σ of the masks: by how much the sum of losses is divided to be a mean. */
    public double weight() {
        return series.weight();
    }

    /**
     * Predict.
     *
     * @param startNoise standard deviation of noise added to θ_0; 0 for none
     * @param sampling whether a model with uncertainty feeds itself samples instead of means
     * @param convolutional whether θ_{0:T} comes from one convolution instead of T steps. It still comes from T steps
     *     where a step is not fed, or the transition is continuous: then steps differ in length, and no kernel is shared
     * @param random for noise and samples
     */
    public void forward(double startNoise, boolean sampling, boolean convolutional, RandomGenerator random) {
        feedback.draw(sampling, random);
        feedback.feed(0);
        start(startNoise, random);
        boolean once =
                convolutional && series.allFed() && !settings.transition().continuous();
        if (once) {
            convolve();
            return;
        }
        for (int p = 0; p < window.parts(); p++) {
            window.enter(p);
            takeIntervals();
            int step = stride();
            for (int from = window.from(); from < window.to(); from += step) {
                int to = Math.min(window.to(), from + step);
                feed(from, to);
                drivers.drive(window.theta(), window.local(from), from, to);
                sequences.forward(window.theta(), window.local(from), window.local(to));
                predict(from, to);
            }
            window.keep();
        }
    }

    private void takeIntervals() {
        if (settings.transition().continuous()) {
            sequences.intervals(window.intervals(series.intervals()));
        }
    }

    /** Compute θ of all steps at once, then the predictions. */
    private void convolve() {
        feed(1, slots);
        A[] theta = new SequenceConvolution<>(program, lanes, slots).apply(window.first(), drivers);
        for (int p = 0; p < window.parts(); p++) {
            window.enter(p);
            window.take(theta, window.theta(), window.from(), window.to());
            predict(window.from(), window.to());
            window.keep();
        }
    }

    /** Return how many steps are taken before they are decoded: one where a prediction may be fed to the next step. */
    private int stride() {
        return series.allFed() ? window.most() : 1;
    }

    private void feed(int from, int to) {
        for (int slot = from; slot < to; slot++) {
            feedback.feed(slot);
        }
        drivers.advance(from, to);
    }

    private void predict(int from, int to) {
        clearBehindEnds(from, to);
        window.take(series.rootInputs(), seen, from, to);
        int begin = window.local(from) * lanes;
        int behind = window.local(to) * lanes;
        program.value().evaluate(valueInputs, program.constants(), made, begin, behind, valueScratch);
        window.give(made, predictions, from, to);
    }

    /** Set θ to 0 behind the ends: it may grow there until a derivative without weight is 0 · ∞. */
    private void clearBehindEnds(int from, int to) {
        for (int n = 0; n < lanes; n++) {
            for (int slot = Math.max(from, series.length(n) + 1); slot < to; slot++) {
                for (A plane : window.theta()) {
                    arrays.set(plane, window.local(slot) * lanes + n, 0);
                }
            }
        }
    }

    private void start(double startNoise, RandomGenerator random) {
        drivers.gather(0, initial.input());
        A first = window.first();
        System.arraycopy(initial.forward(), 0, first, 0, settings.weights() * lanes);
        for (int i = 0; startNoise > 0 && i < settings.weights() * lanes; i++) {
            arrays.set(first, i, arrays.get(first, i) + startNoise * random.nextGaussian());
        }
    }

    /**
     * Return the sum of losses of all predictions that count, and keep its derivative: squared errors, negative log
     * likelihoods of normal distributions where there are standard deviations, cross entropies of classes.
     */
    public double loss() {
        return new SumOfLosses<>(arrays, settings)
                .of(predictions, series.targets(), series.masks(), predictionAdjoints, end);
    }

    /**
     * Go back through the last {@link #forward} and {@link #loss}.
     *
     * @param scale factor of the loss: one over the batch's {@link #weight} for a mean
     * @param gradient in the order of {@link ParameterLayout}. Modified: added to
     */
    public void backward(double scale, double[] gradient) {
        for (A plane : predictionAdjoints) {
            scale(plane, scale);
        }
        for (int p = window.parts() - 1; p >= 0; p--) {
            window.recall(p);
            takeIntervals();
            int step = stride();
            int from = window.from();
            for (int to = window.to(); to > from; to -= step) {
                back(Math.max(from, to - step), to);
            }
            int slot = window.local(from);
            if (series.allFed() && drivers.convolves()) {
                drivers.back(window.adjoints(), slot, from, window.to());
            }
            sequences.gradient(window.theta(), window.adjoints(), slot, window.local(window.to()));
            drivers.gradient(window.adjoints(), slot, from, window.to(), gradient);
        }
        sequences.addGradient(gradient);
        drivers.gradient(gradient);
        for (A plane : window.adjoints()) {
            arrays.fill(plane, 0, lanes, 0);
        }
        sequences.backward(window.adjoints(), 0, 1);
        for (int k = 0; k < settings.weights(); k++) {
            System.arraycopy(window.adjoints()[k], 0, initial.adjoint(), k * lanes, lanes);
        }
        initial.backward(gradient);
        program.layout().find("root.final").ifPresent(segment -> {
            int from = extras.length - segment.length();
            for (int i = 0; i < segment.length(); i++) {
                gradient[segment.offset() + i] += arrays.sum(extras[from + i], 0, end);
            }
        });
    }

    /** Compute λ of some steps of the part, and v̄ where what was predicted is fed. */
    private void back(int from, int to) {
        if (!series.allFed() && to < slots) {
            feedback.back(from);
        }
        window.take(series.rootInputs(), seen, from, to);
        window.take(predictionAdjoints, changes, from, to);
        int begin = window.local(from) * lanes;
        int behind = window.local(to) * lanes;
        A[] adjoints = window.adjoints();
        for (int k = settings.rootWeights(); k < adjoints.length; k++) {
            arrays.fill(adjoints[k], begin, behind, 0);
        }
        program.derivative()
                .evaluate(derivativeInputs, program.constants(), derivativeOutputs, begin, behind, derivativeScratch);
        window.give(madeExtras, extras, from, to);
        sequences.backward(adjoints, window.local(from), window.local(Math.min(to, slots - 1)));
        if (!series.allFed()) {
            drivers.back(adjoints, window.local(from), from, to);
        }
    }

    private void scale(A plane, double factor) {
        for (int i = 0; i < end; i++) {
            arrays.set(plane, i, arrays.get(plane, i) * factor);
        }
    }

    /** Return a prediction in normalised units: of output c (behind the means the standard deviations) made at step t. */
    public double prediction(int lane, int t, int c) {
        return arrays.get(predictions[c], at(t, lane));
    }

    /** Return weight k after step t, of θ_{t+1}; 0 behind the series' end. */
    public double weight(int lane, int t, int k) {
        return window.weight(t + 1, lane, k);
    }

    /** Return the first step, and the weight, at which a lane's θ is not finite. */
    public Optional<int[]> firstNonFinite() {
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < settings.weights(); k++) {
                for (int n = 0; n < lanes; n++) {
                    if (series.length(n) > 0 && !Double.isFinite(window.weight(t + 1, n, k))) {
                        return Optional.of(new int[] {t, k, n});
                    }
                }
            }
        }
        return Optional.empty();
    }
}

package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.ArrayKernel;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.BatchTransition;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Run N series through a model at once, and go back for the gradient of a loss.
 *
 * <p>All that changes over time lies in planes [(T + 1)·N]: what step t makes of lane n, θ_{t+1}, at (t + 1)·N + n; θ_0 =
 * φ(w_0) at n. The root network is one kernel over the planes, each lane with its own weights. Series may have
 * different lengths: behind an end θ is 0 and nothing has weight in the loss.
 *
 * <p>Holds some 2D·T·N numbers. One instance a thread; a pass allocates next to nothing.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public final class WarpBatch<A> {
    /** Numbers of θ and its adjoint that stay in a core's second-level cache, with room for the rest. */
    private static final int CACHED_NUMBERS = 1 << 18;

    private static final int FEWEST_STEPS = 8;

    private final WarpProgram<A> program;
    private final WarpSettings settings;
    private final RealArrays<A> arrays;
    private final int lanes;
    private final int steps;
    private final int slots;
    private final int end;

    private final A[] theta;
    private final A[] adjoints;
    private final A[] predictions;
    private final A[] predictionAdjoints;

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
        this.sequences = program.transition().sequences(lanes, slots);
        this.initial = program.initial().pass(lanes);
        this.drivers = new Drivers<>(program, lanes, slots);
        this.series = new BatchSeries<>(program, drivers, lanes, steps);
        int d = settings.weights();
        theta = arrays.allocatePlanes(d, end);
        adjoints = arrays.allocatePlanes(d, end);
        predictions = arrays.allocatePlanes(settings.rootOutputs(), end);
        predictionAdjoints = arrays.allocatePlanes(settings.rootOutputs(), end);
        int w = settings.rootWeights();
        valueInputs = joined(Arrays.copyOf(theta, w), series.rootInputs());
        derivativeInputs = joined(valueInputs, predictionAdjoints);
        int seen = settings.root().previous() ? settings.signals().size() : 0;
        A[] extras = arrays.allocatePlanes(seen + program.constantCount(), end);
        derivativeOutputs = joined(Arrays.copyOf(adjoints, w), extras);
        valueScratch = program.value().newScratch();
        derivativeScratch = program.derivative().newScratch();
        feedback = new Feedback<>(program, drivers, series, predictions, predictionAdjoints, extras);
    }

    private static <A> A[] joined(A[] first, A[] second) {
        A[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
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
        if (settings.transition().continuous()) {
            sequences.intervals(series.intervals());
        }
        feedback.draw(sampling, random);
        feedback.feed(0);
        start(startNoise, random);
        boolean once =
                convolutional && series.allFed() && !settings.transition().continuous();
        int part = once ? slots : part();
        for (int from = 1; from < slots; from += part) {
            int to = Math.min(slots, from + part);
            for (int slot = from; slot < to; slot++) {
                feedback.feed(slot);
            }
            drivers.advance(theta, from, to);
            if (once) {
                new SequenceConvolution<>(program, lanes, slots).apply(theta, drivers);
            } else {
                sequences.forward(theta, from, to);
            }
            clearBehindEnds(from, to);
            program.value()
                    .evaluate(valueInputs, program.constants(), predictions, from * lanes, to * lanes, valueScratch);
        }
    }

    /**
     * Return how many steps are taken before they are decoded: one where a prediction may be fed to the next step, else
     * as many as stay in the cache, but enough that code as long as a kernel's is worth being fetched.
     */
    private int part() {
        if (!series.allFed()) {
            return 1;
        }
        long inCache = CACHED_NUMBERS / Math.multiplyExact(2L * lanes, theta.length);
        return (int) Math.max(FEWEST_STEPS, Math.min(slots, inCache));
    }

    /** Set θ to 0 behind the ends: it may grow there until a derivative without weight is 0 · ∞. */
    private void clearBehindEnds(int from, int to) {
        for (A plane : theta) {
            for (int n = 0; n < lanes; n++) {
                for (int slot = Math.max(from, series.length(n) + 1); slot < to; slot++) {
                    arrays.set(plane, slot * lanes + n, 0);
                }
            }
        }
    }

    private void start(double startNoise, RandomGenerator random) {
        drivers.gather(0, initial.input());
        A first = initial.forward();
        for (int k = 0; k < theta.length; k++) {
            System.arraycopy(first, k * lanes, theta[k], 0, lanes);
            for (int n = 0; startNoise > 0 && n < lanes; n++) {
                arrays.set(theta[k], n, arrays.get(theta[k], n) + startNoise * random.nextGaussian());
            }
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
        for (int k = settings.rootWeights(); k < adjoints.length; k++) {
            arrays.fill(adjoints[k], 0, end, 0);
        }
        for (A plane : adjoints) {
            arrays.fill(plane, 0, lanes, 0);
        }
        ArrayKernel<A> derivative = program.derivative();
        boolean fed = series.allFed();
        int part = part();
        for (int to = slots; to > 1; to -= part) {
            int from = Math.max(1, to - part);
            if (!fed && to < slots) {
                feedback.back(from);
            }
            derivative.evaluate(
                    derivativeInputs,
                    program.constants(),
                    derivativeOutputs,
                    from * lanes,
                    to * lanes,
                    derivativeScratch);
            sequences.backward(adjoints, from, Math.min(to, slots - 1));
            if (!fed) {
                drivers.back(adjoints, from);
            }
        }
        sequences.backward(adjoints, 0, 1);
        sequences.gradient(theta, adjoints, gradient);
        drivers.gradient(adjoints, series.allFed(), gradient);
        for (int k = 0; k < adjoints.length; k++) {
            System.arraycopy(adjoints[k], 0, initial.adjoint(), k * lanes, lanes);
        }
        initial.backward(gradient);
        program.layout().find("root.final").ifPresent(segment -> {
            int from = derivativeOutputs.length - segment.length();
            for (int i = 0; i < segment.length(); i++) {
                gradient[segment.offset() + i] += arrays.sum(derivativeOutputs[from + i], 0, end);
            }
        });
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
        return arrays.get(theta[k], at(t, lane));
    }

    /** Return the first step, and the weight, at which a lane's θ is not finite. */
    public Optional<int[]> firstNonFinite() {
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < theta.length; k++) {
                for (int n = 0; n < lanes; n++) {
                    if (series.length(n) > 0 && !Double.isFinite(arrays.get(theta[k], at(t, n)))) {
                        return Optional.of(new int[] {t, k, n});
                    }
                }
            }
        }
        return Optional.empty();
    }
}

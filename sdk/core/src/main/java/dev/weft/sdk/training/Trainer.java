package dev.weft.sdk.training;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.WarpProgram;
import dev.weft.sdk.warp.WarpSeries;
import dev.weft.sdk.warp.WarpSettings;
import dev.weft.solvers.arrays.RealArrays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Train a weight-space model: minimise the mean loss of its predictions over A, B, φ by AdamW, batch after batch.
 *
 * <p>The loss of a batch is the mean over all predictions that have a target: squared error, negative log likelihood where
 * there are standard deviations, cross entropy of classes. After every epoch the validation series are forecast as the
 * model will be used: fed with the context, then with its own means. The model with the least such loss is the result.
 *
 * <p>The same settings, data and seed give the same bits, on any number of threads; so does a training that was killed
 * and goes on from its checkpoint.
 *
 * <p>Immutable; safe to use from many threads.
 */
public final class Trainer {
    /** Operations that take scalar code about a minute on one core. */
    private static final double WORTH_WARMING = 5e10;

    private final WarpSettings settings;
    private final TrainingSettings training;
    private final int context;

    /**
     * Take settings.
     *
     * @param context steps of truth at the start of a forecast; 0 where all steps are fed with the truth
     * @throws IllegalArgumentException if the context is negative, or the model cannot be run in the mode of the training
     */
    public Trainer(WarpSettings settings, TrainingSettings training, int context) {
        Requirements.require("context", context, context >= 0, "0 or more steps");
        requireRunnable(settings, training, context);
        this.settings = settings;
        this.training = training;
        this.context = context;
    }

    /** Refuse a model that cannot be run as the training asks. */
    static void requireRunnable(WarpSettings settings, TrainingSettings training, int context) {
        String mode = "mode = " + training.mode().id();
        if (training.mode() == TrainingMode.CONVOLUTIONAL
                && settings.transition().continuous()) {
            throw new IllegalArgumentException(mode
                    + " with a continuous transition, expected recurrent or autoregressive: a convolution needs one A");
        }
        if (training.mode() == TrainingMode.AUTOREGRESSIVE && !settings.forecasts()) {
            throw new IllegalArgumentException(mode
                    + " with targets or classes, expected recurrent or convolutional: only forecasts can be fed back");
        }
        if (training.mode() == TrainingMode.AUTOREGRESSIVE && context == 0) {
            throw new IllegalArgumentException(mode
                    + " with context = 0, expected a context of at least 1 step of truth: the first one gives θ_0");
        }
        if (training.sampling() && !settings.uncertainty()) {
            throw new IllegalArgumentException(
                    "sampling = true without uncertainty, expected a model that predicts standard deviations");
        }
    }

    /**
     * Train from the start.
     *
     * @throws IllegalArgumentException if no prediction of the training series counts in the loss, or none of the
     *     validation series tells how good a model is
     * @throws InterruptedException if the thread is interrupted; what was learned is lost but for checkpoints
     */
    public TrainingResult train(TrainingData data, TrainingListener listener) throws InterruptedException {
        return train(data, listener, Optional.empty());
    }

    /**
     * Train, and keep checkpoints; go on from the last one where there is one.
     *
     * @param checkpoints where they are; empty for none. One that cannot be written does not end the training: the
     *     listener is told, and the next interval tries again
     * @throws IllegalArgumentException if no prediction of the training series counts in the loss, or none of the
     *     validation series tells how good a model is
     * @throws InterruptedException if the thread is interrupted; what was learned is lost but for checkpoints
     */
    public TrainingResult train(TrainingData data, TrainingListener listener, Optional<Checkpoints> checkpoints)
            throws InterruptedException {
        requireLearnable(data);
        return train(RealArrays.of(training.resources().precision()), data, listener, checkpoints);
    }

    /** Refuse series in which nothing is there to be predicted with a weight in the loss, or to judge a model by. */
    void requireLearnable(TrainingData data) {
        int first = contextWeight() > 0 ? 0 : context;
        if (data.training().stream().noneMatch(series -> tells(series, first))) {
            throw new IllegalArgumentException("predictions that count in the loss = none, expected at least one: a "
                    + toTell(first) + (first > 0 ? ", or a context weight > 0" : ""));
        }
        // Otherwise the model would be judged by its training loss, and nobody would know.
        if (!data.validation().isEmpty() && data.validation().stream().noneMatch(series -> tells(series, context))) {
            throw new IllegalArgumentException("predictions of the "
                    + data.validation().size()
                    + " validation series to judge a model by = none, expected at least one: a " + toTell(context)
                    + "; take longer series, a shorter context or no validation series (validation = 0)");
        }
    }

    private String toTell(int first) {
        String what = !settings.classes().isEmpty() ? "class" : settings.forecasts() ? "signal" : "target";
        return what
                + (first > 0
                        ? " behind the context of " + first + " steps"
                        : settings.forecasts() ? " measured behind the first step" : "");
    }

    /** Return the weight of predictions within the context, which is one only where a model feeds itself behind it. */
    private double contextWeight() {
        return training.mode() == TrainingMode.AUTOREGRESSIVE ? training.contextWeight() : 1;
    }

    private boolean tells(WarpSeries series, int first) {
        if (!settings.classes().isEmpty()) {
            return series.label() >= 0 && series.length() > first;
        }
        boolean ahead = settings.forecasts();
        for (int t = Math.max(first, ahead ? 1 : 0); t < series.length(); t++) {
            for (int c = 0; c < settings.predicted().size(); c++) {
                if (!Double.isNaN(ahead ? series.signal(t, c) : series.target(t, c))) {
                    return true;
                }
            }
        }
        return false;
    }

    private <A> TrainingResult train(
            RealArrays<A> arrays, TrainingData data, TrainingListener listener, Optional<Checkpoints> checkpoints)
            throws InterruptedException {
        WarpProgram<A> program = new WarpProgram<>(arrays, settings);
        ParameterLayout layout = program.layout();
        TrainingState state = new TrainingState(ParameterStart.of(settings, training.seed()), layout, training);
        if (checkpoints.isPresent()) {
            checkpoints.get().restore(state, batches(data));
        }
        int steps = Math.max(1, data.longest() - (settings.forecasts() ? 1 : 0));
        int threads = training.resources().threadCount();
        try (BatchEngine<A> engine = new BatchEngine<>(program, training.batch(), steps, threads)) {
            TrainingEnd end = new Run<>(engine, layout, data, state, listener, checkpoints).run();
            if (checkpoints.isPresent() && !(end instanceof TrainingEnd.Diverged)) {
                save(checkpoints.get(), state, listener);
            }
            return new TrainingResult(state, end);
        }
    }

    private int batches(TrainingData data) {
        int all = (data.training().size() + training.batch() - 1) / training.batch();
        return training.batchesPerEpoch() == 0 ? all : Math.min(all, training.batchesPerEpoch());
    }

    /** What was learned is worth more than its copy: a full disk must not end hours of work. */
    private static void save(Checkpoints checkpoints, TrainingState state, TrainingListener listener) {
        try {
            checkpoints.save(state);
        } catch (DataException unwritable) {
            listener.checkpointFailed(unwritable);
        }
    }

    /** One training on its way. */
    private final class Run<A> {
        private final BatchEngine<A> engine;
        private final ParameterLayout layout;
        private final TrainingData data;
        private final TrainingState state;
        private final TrainingListener listener;
        private final Optional<Checkpoints> checkpoints;
        private final double[] gradient;
        private final BatchEngine.Feeding feeding;
        private long lastTime = System.nanoTime();

        Run(
                BatchEngine<A> engine,
                ParameterLayout layout,
                TrainingData data,
                TrainingState state,
                TrainingListener listener,
                Optional<Checkpoints> checkpoints) {
            this.engine = engine;
            this.layout = layout;
            this.data = data;
            this.state = state;
            this.listener = listener;
            this.checkpoints = checkpoints;
            this.gradient = new double[layout.size()];
            boolean free = training.mode() == TrainingMode.AUTOREGRESSIVE;
            this.feeding = new BatchEngine.Feeding(
                    free ? context : Integer.MAX_VALUE,
                    training.forcing(),
                    contextWeight(),
                    settings.initial().noise(),
                    training.sampling(),
                    training.mode() == TrainingMode.CONVOLUTIONAL);
        }

        TrainingEnd run() throws InterruptedException {
            engine.load(state.parameters);
            if (operationsLeft() > WORTH_WARMING) {
                engine.warmUp(() -> {
                    tick();
                    return stopped().isPresent();
                });
                tick();
            }
            while (state.epoch < training.epochs()) {
                Optional<TrainingEnd> early = epoch();
                if (early.isPresent()) {
                    return early.get();
                }
                int patience = training.validation().patience();
                if (patience > 0 && state.epochsWithoutProgress() >= patience) {
                    return new TrainingEnd.NoProgress(patience);
                }
            }
            return new TrainingEnd.Completed();
        }

        /** Return how often an operation of a kernel will run for a lane, in all epochs that are left. */
        private double operationsLeft() {
            double steps =
                    data.training().stream().mapToDouble(WarpSeries::length).sum();
            int batches = batches(data);
            double share = Math.min(
                    1, (double) batches * training.batch() / data.training().size());
            return steps * share * engine.operations() * (training.epochs() - state.epoch);
        }

        private Optional<TrainingEnd> epoch() throws InterruptedException {
            List<WarpSeries> order = new ArrayList<>(data.training());
            Collections.shuffle(order, new Random(stream(-1)));
            int batches = batches(data);
            while (state.batch < batches) {
                Optional<TrainingEnd> early = stopped();
                if (early.isPresent()) {
                    return early;
                }
                int from = state.batch * training.batch();
                early = step(order.subList(from, Math.min(order.size(), from + training.batch())), batches);
                if (early.isPresent()) {
                    return early;
                }
            }
            return endOfEpoch();
        }

        private Optional<TrainingEnd> stopped() {
            if (listener.cancelled()) {
                return Optional.of(new TrainingEnd.Cancelled());
            }
            Optional<Duration> budget = training.resources().timeBudget();
            return budget.filter(most -> state.seconds() >= most.toMillis() / 1000.0)
                    .map(most -> new TrainingEnd.OutOfTime(most.toMillis() / 1000.0));
        }

        private Optional<TrainingEnd> step(List<WarpSeries> batch, int batches) throws InterruptedException {
            BatchEngine.Sum sum = engine.gradient(batch, data.interval(), feeding, stream(state.batch), gradient);
            if (sum.weight() == 0) {
                // Nothing to predict, such as series without a label: nothing to learn, and no reason to end.
                state.batch++;
                return Optional.empty();
            }
            double norm = norm(gradient) / sum.weight();
            if (!Double.isFinite(sum.mean()) || !Double.isFinite(norm)) {
                return Optional.of(new TrainingEnd.Diverged(state.epoch, state.batch, whatBlewUp(sum)));
            }
            double factor = Math.min(1, training.optimiser().clip() / norm) / sum.weight();
            state.optimiser.step(state.parameters, gradient, factor, state.rate.rate());
            bound(false);
            engine.load(state.parameters);
            listener.batchDone(state.epoch, state.batch, batches, sum.mean());
            state.batchDone(sum, norm);
            tick();
            save();
            return Optional.empty();
        }

        private Optional<TrainingEnd> endOfEpoch() throws InterruptedException {
            bound(true);
            engine.load(state.parameters);
            double validation = Double.NaN;
            if (!data.validation().isEmpty()) {
                BatchEngine.Sum sum =
                        engine.loss(data.validation(), data.interval(), BatchEngine.Feeding.forecast(context));
                // A forecast that grew beyond all numbers is no reason to judge this epoch by its training instead.
                validation = sum.weight() > 0 && Double.isNaN(sum.mean()) ? Double.POSITIVE_INFINITY : sum.mean();
            }
            tick();
            boolean better = state.epochDone(validation);
            listener.epochDone(state.records.get(state.records.size() - 1), better);
            return Optional.empty();
        }

        /** Keep ρ(A) below the radius: where that costs next to nothing after every step, else after every epoch. */
        private void bound(boolean epochEnds) {
            TransitionSettings transition = settings.transition();
            boolean costly = transition.structure() == TransitionSettings.Structure.DENSE
                    || transition.structure() == TransitionSettings.Structure.LOW_RANK;
            if (Double.isInfinite(transition.radius()) || costly != epochEnds) {
                return;
            }
            double[] numbers = Arrays.copyOf(state.parameters, layout.transitionSize());
            Stability.bound(settings, numbers);
            System.arraycopy(numbers, 0, state.parameters, 0, numbers.length);
        }

        private void tick() {
            long now = System.nanoTime();
            state.epochSeconds += (now - lastTime) / 1e9;
            lastTime = now;
        }

        private void save() {
            checkpoints.filter(Checkpoints::isDue).ifPresent(kept -> Trainer.save(kept, state, listener));
        }

        private String whatBlewUp(BatchEngine.Sum sum) {
            if (sum.fault().isPresent()) {
                BatchEngine.Fault fault = sum.fault().get();
                return "weight "
                        + settings.weightLayout().slots().get(fault.weight()).name() + " of series " + fault.series()
                        + " at step " + fault.step();
            }
            for (int i = 0; i < gradient.length; i++) {
                if (!Double.isFinite(gradient[i])) {
                    return "the gradient of " + layout.at(i).name();
                }
            }
            return "the loss";
        }

        /** Return the seed of the random numbers of a batch; −1 is the order of the epoch. */
        private long stream(int batch) {
            long ofEpoch = new SplittableRandom(training.seed() ^ Long.rotateLeft(state.epoch + 1L, 32)).nextLong();
            return ofEpoch + ((long) batch << 24);
        }
    }

    private static double norm(double[] gradient) {
        double sum = 0;
        for (double g : gradient) {
            sum += g * g;
        }
        return Math.sqrt(sum);
    }
}

package dev.weft.sdk.hybrid;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.Loss;
import dev.weft.sdk.calibration.OutputFit;
import dev.weft.sdk.hybrid.ResidualSettings.Method;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.LearningRate;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.estimation.HuberLoss;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Train a network beside a calibrated prior: what the equations leave over, through the equations.
 *
 * <p>Physics first: the parameters stay as they were calibrated, the last layer begins at zero, and the loss of a segment is
 *
 * <pre>½ mean ((y − ŷ)/σ)² + ½ λ mean g²</pre>
 *
 * with σ the error of the prior alone and g the scaled correction. Every series is cut into segments, each with a free
 * initial state (multiple shooting without ties), so that errors of a model that is still wrong do not pile up. {@link
 * Method} steps the weights; the loss over the validation segments decides which are taken. If the best lowers it by less
 * than 1 %, no network is worth its while, and the model is the prior alone.
 *
 * <p>Cost of an epoch: one integration of N(1 + N + M + W) equations a row, M parameters and W weights. Thread-safe; uses all
 * cores.
 */
public final class ResidualTrainer {
    /** A network that lowers the validation loss by less is not worth its while. */
    private static final double LEAST_GAIN = 0.01;

    /** Improvements below this share are noise: they do not keep a training alive. */
    private static final double LEAST_STEP = 1e-3;

    /**
     * A segment may begin so many usual sizes from where the prior alone is there: a state that no reading tells stays, all
     * others are free, for a prior that lacks something is somewhere else.
     */
    private static final double START_REACH = 100;

    private static final int FIRST_SEARCH = 10;
    private static final int LATER_SEARCH = 2;

    private final ResidualSettings settings;

    /** Prepare trainings. */
    public ResidualTrainer(ResidualSettings settings) {
        this.settings = settings;
    }

    /**
     * Train.
     *
     * @param calibrated the prior alone; no parameter may be of one series only
     * @param series what it was calibrated on; outputs are NaN where not measured
     * @param listener is told batches and epochs, and may end the training early
     * @throws IllegalArgumentException if there are too few rows, or the network shall be added to something unknown
     * @throws IntegrationException if the calibrated equations have no solution over any segment
     */
    public ResidualResult train(CalibrationResult calibrated, List<MeasuredSeries> series, TrainingListener listener) {
        return new Run(calibrated, series, listener).train();
    }

    /** One training. */
    private final class Run {
        private final CalibrationResult calibrated;
        private final List<MeasuredSeries> series;
        private final TrainingListener listener;
        private final PhysicsPrior base;
        private final ResidualPrior prior;
        private final double[] parameters;
        private final double[] scales;
        private final double[] sizes;
        private final Segment.Split segments;
        private final SegmentLoss loss;
        private final ThreadLocal<FreeRun> runs;
        private final int weights;
        private final int physical;

        Run(CalibrationResult calibrated, List<MeasuredSeries> series, TrainingListener listener) {
            this.calibrated = calibrated;
            this.series = List.copyOf(series);
            this.listener = listener;
            this.base = calibrated.model().prior();
            this.physical = base.parameters().size();
            double[] values = calibrated
                    .model()
                    .layout()
                    .toPhysical(calibrated.model().start().mean());
            double[] physics = Arrays.copyOf(values, physical);
            ResidualNetwork network =
                    new ResidualDesign(base, physics, series, calibrated.simulated()).network(settings);
            this.prior = ResidualPrior.of(base, network);
            this.weights = network.weightCount();
            this.parameters = Arrays.copyOf(physics, physical + weights);
            start(network);
            this.scales = base.outputs().stream().mapToDouble(this::scale).toArray();
            this.sizes = Arrays.stream(HybridModel.stateSizes(base, calibrated.simulated()))
                    .map(size -> START_REACH * size)
                    .toArray();
            this.segments = Segment.cut(series, calibrated.simulated(), settings.segment(), settings.validation());
            double threshold =
                    calibrated.loss() == Loss.HUBER ? HuberLoss.STANDARD_THRESHOLD : Double.POSITIVE_INFINITY;
            this.loss = new SegmentLoss(prior, scales, sizes, settings.penalty(), threshold);
            this.runs = ThreadLocal.withInitial(() -> new FreeRun(prior, scales, sizes));
        }

        /** σ is what the prior alone leaves over; an output that was not measured keeps its usual noise. */
        private double scale(Output output) {
            return calibrated.fits().stream()
                    .filter(f -> f.output().equals(output.name()))
                    .mapToDouble(OutputFit::rmse)
                    .filter(rmse -> rmse > 0)
                    .findFirst()
                    .orElse(output.noise());
        }

        /** Weights as X. Glorot and Y. Bengio draw them (2010, equation 16), biases and the last layer 0. */
        private void start(ResidualNetwork network) {
            Random random = new Random(settings.seed());
            List<Integer> widths = network.widths();
            int at = physical;
            for (int l = 1; l < widths.size() - 1; l++) {
                int in = widths.get(l - 1);
                int out = widths.get(l);
                double reach = Math.sqrt(6.0 / (in + out));
                for (int i = 0; i < in * out; i++) {
                    parameters[at + i] = reach * (2 * random.nextDouble() - 1);
                }
                at += (in + 1) * out;
            }
        }

        ResidualResult train() {
            double before = validate(FIRST_SEARCH);
            if (Double.isInfinite(before)) {
                throw new IllegalArgumentException("the calibrated prior cannot be solved over any validation segment,"
                        + " expected one or more; calibrate on other rows");
            }
            segments.training().parallelStream().forEach(segment -> settled(segment, FIRST_SEARCH));
            double[] best = new double[parameters.length];
            System.arraycopy(parameters, 0, best, 0, physical);
            double lowest = before;
            int bestEpoch = -1;
            int waited = 0;
            List<EpochRecord> records = new ArrayList<>();
            WeightSearch search = settings.method() == Method.ADAMW
                    ? new AdamWSearch(loss, prior.network(), segments.training(), settings, listener)
                    : new GaussNewtonSearch(loss, prior.network(), segments.training(), settings);
            LearningRate rate =
                    settings.optimiser().schedule().start(settings.optimiser().learningRate(), settings.epochs());
            for (int epoch = 0; epoch < settings.epochs() && waited < settings.patience(); epoch++) {
                long began = System.nanoTime();
                WeightSearch.Pass pass = search.pass(parameters, epoch, rate.rate());
                double validation = validate(LATER_SEARCH);
                boolean better = validation < lowest;
                waited = validation < lowest * (1 - LEAST_STEP) ? 0 : waited + 1;
                if (better) {
                    lowest = validation;
                    bestEpoch = epoch;
                    System.arraycopy(parameters, 0, best, 0, parameters.length);
                }
                EpochRecord record = new EpochRecord(
                        epoch,
                        pass.loss(),
                        validation,
                        rate.rate(),
                        pass.gradientNorm(),
                        (System.nanoTime() - began) * 1e-9);
                records.add(record);
                listener.epochDone(record, better);
                if (listener.cancelled() || pass.ended()) {
                    break;
                }
                rate = rate.next(validation);
            }
            boolean kept = lowest < before * (1 - LEAST_GAIN);
            if (!kept) {
                Arrays.fill(best, physical, best.length, 0);
            }
            System.arraycopy(best, 0, parameters, 0, best.length);
            double after = kept ? lowest : before;
            List<Segment> all = new ArrayList<>(segments.training());
            all.addAll(segments.validation());
            HybridModel hybrid = new HybridModel(calibrated, prior, parameters, series, scales);
            Map<String, Double> shares = new ResidualShare(prior, runs.get()).of(parameters, all);
            return new ResidualResult(
                    kept ? hybrid.model(shares) : hybrid.withoutNetwork(),
                    kept,
                    shares,
                    before,
                    after,
                    hybrid.freeRun(),
                    kept ? hybrid.simulated() : List.of(),
                    records,
                    kept ? bestEpoch : -1,
                    segments.training().size(),
                    segments.validation().size());
        }

        private double settled(Segment segment, int iterations) {
            try {
                return runs.get().settle(parameters, segment, iterations);
            } catch (IntegrationException e) {
                return Double.POSITIVE_INFINITY;
            }
        }

        /** The mean of ((y − ŷ)/σ)² over the validation segments, each from where it fits best. */
        private double validate(int iterations) {
            double[] misfits = segments.validation().parallelStream()
                    .mapToDouble(segment -> settled(segment, iterations))
                    .toArray();
            int readings =
                    segments.validation().stream().mapToInt(Segment::readings).sum();
            return IntStream.range(0, misfits.length)
                            .mapToDouble(i -> misfits[i])
                            .sum()
                    / Math.max(1, readings);
        }
    }
}

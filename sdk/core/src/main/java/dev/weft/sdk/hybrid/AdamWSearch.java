package dev.weft.sdk.hybrid;

import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.training.AdamW;
import dev.weft.sdk.training.OptimiserSettings;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Search by AdamW over some segments at a time, in another order every epoch.
 *
 * <p>The start of a segment follows by one Gauss–Newton step at each visit (variable projection): where it is at its best,
 * the gradient by the weights is that of the loss with the best start.
 *
 * <p>Source: G. H. Golub, V. Pereyra, "The Differentiation of Pseudo-Inverses and Nonlinear Least Squares Problems Whose
 * Variables Separate", 1973.
 */
final class AdamWSearch implements WeightSearch {
    private static final int MOST_SEGMENTS_A_STEP = 32;
    private static final int FEWEST_STEPS_AN_EPOCH = 10;

    private final SegmentLoss loss;
    private final List<Segment> segments;
    private final OptimiserSettings settings;
    private final TrainingListener listener;
    private final AdamW optimiser;
    private final Random order;
    private final int weights;

    AdamWSearch(
            SegmentLoss loss,
            ResidualNetwork network,
            List<Segment> segments,
            ResidualSettings settings,
            TrainingListener listener) {
        this.loss = loss;
        this.segments = new ArrayList<>(segments);
        this.settings = settings.optimiser();
        this.listener = listener;
        this.weights = network.weightCount();
        boolean[] decays = new boolean[weights];
        for (int i = 0; i < weights; i++) {
            decays[i] = network.weightNames().get(i).contains(".weight[");
        }
        this.optimiser = new AdamW(this.settings, decays);
        this.order = new Random(settings.seed() + 1);
    }

    @Override
    public Pass pass(double[] parameters, int epoch, double rate) {
        Collections.shuffle(segments, order);
        int size = Math.max(1, Math.min(MOST_SEGMENTS_A_STEP, segments.size() / FEWEST_STEPS_AN_EPOCH));
        int batches = (segments.size() + size - 1) / size;
        double sum = 0;
        int readings = 0;
        double largest = 0;
        for (int b = 0; b < batches && !listener.cancelled(); b++) {
            List<Segment> batch = segments.subList(b * size, Math.min(segments.size(), (b + 1) * size));
            // In the order of the batch, so that rounding does not depend on threads.
            List<Optional<SegmentLoss.Slopes>> found =
                    batch.parallelStream().map(s -> slopes(parameters, s)).toList();
            double[] gradient = new double[weights];
            double lost = 0;
            int count = 0;
            for (int s = 0; s < found.size(); s++) {
                if (found.get(s).isPresent()) {
                    SegmentLoss.Slopes slopes = found.get(s).get();
                    Arrays.setAll(gradient, i -> gradient[i] + slopes.weights()[i]);
                    lost += slopes.loss();
                    count += batch.get(s).readings();
                }
            }
            if (count == 0) {
                continue;
            }
            double norm = norm(gradient) / count;
            largest = Math.max(largest, norm);
            double clip = Math.min(1, settings.clip() / Math.max(norm, Double.MIN_NORMAL));
            int physical = parameters.length - weights;
            double[] moved = Arrays.copyOfRange(parameters, physical, parameters.length);
            optimiser.step(moved, gradient, clip / count, rate);
            System.arraycopy(moved, 0, parameters, physical, weights);
            sum += lost;
            readings += count;
            listener.batchDone(epoch, b, batches, lost / count);
        }
        return new Pass(sum / Math.max(1, readings), largest, false);
    }

    /** A segment over which the equations have no solution tells nothing this time, and begins again. */
    private Optional<SegmentLoss.Slopes> slopes(double[] parameters, Segment segment) {
        try {
            SegmentLoss.Slopes slopes = loss.slopes(parameters, segment, false);
            if (Double.isFinite(slopes.loss())) {
                loss.settle(segment, slopes);
                return Optional.of(slopes);
            }
        } catch (IntegrationException e) {
            System.arraycopy(segment.centre(), 0, segment.state(), 0, segment.state().length);
        }
        return Optional.empty();
    }

    static double norm(double[] gradient) {
        return Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
    }
}

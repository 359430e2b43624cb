package dev.weft.solvers.filter;

import dev.weft.solvers.kernel.Kernel;
import java.util.Arrays;

/** Go back over the history of a tile of lanes, interval by interval, in planes of its own. Belongs to one thread. */
final class SmootherTile {
    private static final double[] NO_SETTINGS = {};

    private final GaussianKernels filter;
    private final Kernel shared;
    private final Kernel smoothed;
    private final int d;
    private final int estimates;
    private final int moving;
    /** θ, P, what drove them, interval; what was prepared, what the flow said. */
    private final double[][] given;

    private final double[][] prepared;
    private final double[][] flow;
    private final double[][] predicted;
    private final double[][] sharedValues;
    /** What was smoothed last. */
    private final double[][] behind;

    private final double[][] backwardInputs;
    private final double[][] results;
    private final double[] preparationScratch;
    private final double[] flowScratch;
    private final double[] predictionScratch;
    private final double[] sharedScratch;
    private final double[] smoothedScratch;

    SmootherTile(GaussianKernels filter, Kernel shared, Kernel smoothed, int weights) {
        this.filter = filter;
        this.shared = shared;
        this.smoothed = smoothed;
        this.d = weights;
        this.estimates = smoothed.outputs();
        this.moving = filter.preparation().inputs();
        this.given = planes(shared.inputs());
        this.prepared = Arrays.copyOfRange(given, moving, filter.flow().inputs());
        this.flow = Arrays.copyOfRange(given, filter.flow().inputs(), given.length);
        this.predicted = planes(filter.prediction().outputs());
        this.sharedValues = planes(shared.outputs());
        this.behind = planes(estimates);
        this.results = planes(estimates);
        this.backwardInputs = FilterPlanes.concat(
                Arrays.copyOf(given, moving), sharedValues, Arrays.copyOf(predicted, estimates), behind);
        this.preparationScratch = filter.preparation().newScratch();
        this.flowScratch = filter.flow().newScratch();
        this.predictionScratch = filter.prediction().newScratch();
        this.sharedScratch = shared.newScratch();
        this.smoothedScratch = smoothed.newScratch();
    }

    private static double[][] planes(int count) {
        return new double[count][LaneTile.LANES];
    }

    /** Smooth the lanes from ≤ i &lt; to; the estimates of the last instant stay. */
    void smooth(FilterHistory history, int from, int to) {
        int count = to - from;
        int last = history.length() - 1;
        GaussianTile.gather(history.means(last), from, behind, 0, d, count);
        GaussianTile.gather(history.covariances(last), from, behind, d, estimates - d, count);
        for (int instant = last - 1; instant >= 0; instant--) {
            double[][] driven = history.driven(instant + 1);
            GaussianTile.gather(history.means(instant), from, given, 0, d, count);
            GaussianTile.gather(history.covariances(instant), from, given, d, estimates - d, count);
            GaussianTile.gather(driven, from, given, estimates, driven.length, count);
            if (prepared.length > 0) {
                filter.preparation().evaluate(given, NO_SETTINGS, prepared, 0, count, preparationScratch);
            }
            filter.flow().evaluate(given, NO_SETTINGS, flow, 0, count, flowScratch);
            filter.prediction().evaluate(given, NO_SETTINGS, predicted, 0, count, predictionScratch);
            shared.evaluate(given, NO_SETTINGS, sharedValues, 0, count, sharedScratch);
            smoothed.evaluate(backwardInputs, NO_SETTINGS, results, 0, count, smoothedScratch);
            for (int k = 0; k < estimates; k++) {
                copyMoved(history, instant + 1, from, results[k], behind[k], count);
                double[] kept = k < d ? history.means(instant)[k] : history.covariances(instant)[k - d];
                System.arraycopy(behind[k], 0, kept, from, count);
            }
        }
    }

    /** A lane that stood still on its way to an instant keeps what it has there. */
    private static void copyMoved(
            FilterHistory history, int instant, int from, double[] values, double[] into, int count) {
        for (int i = 0; i < count; i++) {
            if (!history.failed(instant, from + i)) {
                into[i] = values[i];
            }
        }
    }
}

package dev.weft.solvers.filter;

import java.util.Arrays;

/**
 * Update the means and covariances of a tile: gather, preparation, flow, prediction, correction, scatter. What one kernel
 * hands to the next stays in the first-level caches.
 */
final class GaussianTile implements LaneTile {
    private static final double[] NO_SETTINGS = {};

    private final GaussianKernels kernels;
    /** What the kernels read in turn: θ, P and the rest of the lane, what was prepared, what the flow said. */
    private final double[][] given;

    private final double[][] prepared;
    private final double[][] flow;
    private final double[][] reading;
    private final double[][] results;
    /** θ, P, verdict, and the flow's error where it is asked for. */
    private final double[][] predicted;

    private final double[][] flowErrors;
    private final int moving;
    private final int estimates;
    private final int readings;
    private final double[] preparationScratch;
    private final double[] flowScratch;
    private final double[] predictionScratch;
    private final double[] correctionScratch;

    GaussianTile(GaussianKernels kernels) {
        this.kernels = kernels;
        this.moving = kernels.preparation().inputs();
        this.estimates = kernels.estimates();
        this.readings = kernels.correction().inputs() - estimates - 1;
        this.given = new double[kernels.prediction().inputs()][LANES];
        this.prepared = Arrays.copyOfRange(given, moving, kernels.flow().inputs());
        this.flow = Arrays.copyOfRange(given, kernels.flow().inputs(), given.length);
        this.results = new double[kernels.correction().outputs()][LANES];
        this.flowErrors = new double[kernels.prediction().outputs() - estimates - 1][LANES];
        this.predicted = FilterPlanes.concat(Arrays.copyOf(results, estimates + 1), flowErrors);
        this.reading = new double[estimates + 1 + readings][LANES];
        System.arraycopy(results, 0, reading, 0, estimates + 1);
        this.preparationScratch = kernels.preparation().newScratch();
        this.flowScratch = kernels.flow().newScratch();
        this.predictionScratch = kernels.prediction().newScratch();
        this.correctionScratch = kernels.correction().newScratch();
    }

    @Override
    public void update(FilterPlanes before, FilterPlanes after, double[] settings, TileLanes lanes, boolean corrects) {
        int count = lanes.count();
        lanes.gather(before.moving(), given, 0, moving);
        if (prepared.length > 0) {
            kernels.preparation().evaluate(given, NO_SETTINGS, prepared, 0, count, preparationScratch);
        }
        kernels.flow().evaluate(given, settings, flow, 0, count, flowScratch);
        kernels.prediction().evaluate(given, settings, predicted, 0, count, predictionScratch);
        keepFailed(count);
        int written = estimates + 1;
        if (corrects) {
            lanes.gather(before.reading(), reading, written, readings);
            kernels.correction().evaluate(reading, NO_SETTINGS, results, 0, count, correctionScratch);
            written = results.length;
        }
        lanes.scatter(results, after.results(), written);
        if (flowErrors.length > 0) {
            lanes.scatter(flowErrors[0], after.flowErrors());
        }
    }

    static void gather(double[][] planes, int from, double[][] tile, int first, int rows, int count) {
        for (int k = 0; k < rows; k++) {
            System.arraycopy(planes[k], from, tile[first + k], 0, count);
        }
    }

    /** Put lanes back whose prediction is not finite, for which the kernel wrote NaN. */
    private void keepFailed(int count) {
        double[] verdicts = results[estimates];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += verdicts[i];
        }
        if (sum == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(verdicts[i])) {
                verdicts[i] = FAILED;
                for (int k = 0; k < estimates; k++) {
                    results[k][i] = given[k][i];
                }
            }
        }
    }
}

package dev.weft.solvers.filter;

import dev.weft.solvers.kernel.Kernel;

/**
 * Update a tile of lanes in planes of its own: gather, flow, prediction, correction, scatter. What one kernel hands to the
 * next stays in the first-level caches. Belongs to one thread.
 */
final class FilterTile {
    /** Few enough for the planes of a small model to stay in the first-level cache, enough for a kernel's call to pay. */
    static final int LANES = 128;

    private static final double FAILED = -1;
    private static final double[] NO_SETTINGS = {};

    private final FilterKernels kernels;
    private final double[][] moving;
    private final double[][] flowAndMoving;
    private final double[][] flow;
    private final double[][] reading;
    private final double[][] results;
    private final int estimates;
    private final int readings;
    private final double[] flowScratch;
    private final double[] predictionScratch;
    private final double[] correctionScratch;

    FilterTile(FilterKernels kernels) {
        this.kernels = kernels;
        int moved = kernels.flow().inputs();
        this.estimates = kernels.prediction().outputs() - 1;
        this.readings = kernels.correction().inputs() - estimates - 1;
        this.moving = new double[moved][LANES];
        this.flow = new double[kernels.flow().outputs()][LANES];
        this.results = new double[kernels.correction().outputs()][LANES];
        this.flowAndMoving = new double[moved + flow.length][];
        System.arraycopy(moving, 0, flowAndMoving, 0, moved);
        System.arraycopy(flow, 0, flowAndMoving, moved, flow.length);
        this.reading = new double[estimates + 1 + readings][];
        System.arraycopy(results, 0, reading, 0, estimates + 1);
        for (int k = estimates + 1; k < reading.length; k++) {
            reading[k] = new double[LANES];
        }
        this.flowScratch = kernels.flow().newScratch();
        this.predictionScratch = kernels.prediction().newScratch();
        this.correctionScratch = kernels.correction().newScratch();
    }

    /** Move the lanes from ≤ i &lt; to, and correct them if {@code corrects}. */
    void update(FilterPlanes fleet, double[] settings, int from, int to, boolean corrects) {
        int count = to - from;
        gather(fleet.moving(), from, moving, 0, moving.length, count);
        kernels.flow().evaluate(moving, settings, flow, 0, count, flowScratch);
        kernels.prediction().evaluate(flowAndMoving, settings, results, 0, count, predictionScratch);
        keepFailed(count);
        int written = estimates + 1;
        if (corrects) {
            gather(fleet.reading(), from, reading, written, readings, count);
            kernels.correction().evaluate(reading, NO_SETTINGS, results, 0, count, correctionScratch);
            written = results.length;
        }
        for (int k = 0; k < written; k++) {
            System.arraycopy(results[k], 0, fleet.results()[k], from, count);
        }
    }

    private static void gather(double[][] planes, int from, double[][] tile, int first, int rows, int count) {
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
                    results[k][i] = moving[k][i];
                }
            }
        }
    }

    /** The three kernels of an update. */
    record FilterKernels(Kernel flow, Kernel prediction, Kernel correction) {}
}

package dev.weft.solvers.filter;

import java.util.Arrays;
import java.util.List;

/**
 * Update the ensembles of a tile: each member by the flow, then mean and covariance, then process noise; each member's outputs, then the
 * correction of the lane and by it of each member. The fleet's members change only where the prediction was finite.
 */
final class EnsembleTile implements LaneTile {
    private static final double[] NO_SETTINGS = {};

    private final EnsembleKernels kernels;
    private final int members;
    private final int d;
    private final int q;
    private final int estimates;
    /** θ, P, densities, homes, inputs, and the interval where each lane has its own. */
    private final double[][] given;
    /** θ, P, verdict; what was expected, variances, surprise; T. */
    private final double[][] results;

    private final double[][][] deviations;
    private final double[][][] outputs;
    /** c, of drawn noise with members. */
    private final double[][] repeated;

    private final double[][] spreadInputs;
    private final double[][] spread;
    private final double[][][] disturbInputs;
    private final double[][] outputMeans;
    private final double[][] outputCovariances;
    /** Inputs at the reading, the reading, its variances. */
    private final double[][] reading;

    /** Densities of process noise, of what is given. */
    private final double[][] densities;

    private final double[][] correctionInputs;
    private final double[][][] advanceInputs;
    private final double[][][] outputInputs;
    private final double[][][] memberInputs;
    private final double[] advanceScratch;
    private final double[] spreadScratch;
    private final double[] disturbScratch;
    private final double[] outputScratch;
    private final double[] correctionScratch;
    private final double[] memberScratch;
    private final double[] factor;

    EnsembleTile(EnsembleKernels kernels) {
        this.kernels = kernels;
        this.members = kernels.draws().members();
        this.d = kernels.model().weights();
        this.q = kernels.outputs().outputs();
        this.estimates = d + Gaussian.packedSize(d);
        this.given = planes(kernels.advance().inputs() - d);
        this.results = planes(kernels.correction().outputs());
        this.outputMeans = planes(q);
        this.outputCovariances = planes(q * d + Gaussian.packedSize(q));
        int expected = outputMeans.length + outputCovariances.length;
        this.reading = planes(kernels.correction().inputs() - (estimates + 1) - expected);
        double[][] readingInputs = Arrays.copyOf(reading, kernels.outputs().inputs() - 2 * d);
        this.deviations = new double[members][][];
        this.outputs = new double[members][][];
        Arrays.setAll(deviations, e -> planes(d));
        Arrays.setAll(outputs, e -> planes(q));
        double[][] means = Arrays.copyOf(results, d);
        double[][] transform = Arrays.copyOfRange(results, results.length - d * q, results.length);
        this.correctionInputs =
                FilterPlanes.concat(Arrays.copyOf(results, estimates + 1), reading, outputMeans, outputCovariances);
        int noises = kernels.noisy().size();
        this.repeated = planes(noises * d);
        double[][] packed = Arrays.copyOfRange(results, d, estimates);
        double[][] interval = Arrays.copyOfRange(given, given.length - (kernels.ownIntervals() ? 1 : 0), given.length);
        int own = kernels.spread().inputs() - packed.length - repeated.length - interval.length;
        this.densities = Arrays.copyOfRange(given, estimates, estimates + own);
        this.spreadInputs = FilterPlanes.concat(packed, repeated, densities, interval);
        this.spread = planes(kernels.spread().outputs());
        double[][] spreading = Arrays.copyOfRange(spread, noises, spread.length);
        this.disturbInputs = new double[members][][];
        this.advanceInputs = new double[members][][];
        this.outputInputs = new double[members][][];
        this.memberInputs = new double[members][][];
        for (int e = 0; e < members; e++) {
            advanceInputs[e] = FilterPlanes.concat(given, deviations[e]);
            disturbInputs[e] = FilterPlanes.concat(spreading, deviations[e]);
            outputInputs[e] = FilterPlanes.concat(means, readingInputs, deviations[e]);
            memberInputs[e] = FilterPlanes.concat(transform, deviations[e], outputs[e]);
        }
        this.advanceScratch = kernels.advance().newScratch();
        this.spreadScratch = kernels.spread().newScratch();
        this.disturbScratch = kernels.disturb().newScratch();
        this.outputScratch = kernels.outputs().newScratch();
        this.correctionScratch = kernels.correction().newScratch();
        this.memberScratch = kernels.member().newScratch();
        this.factor = new double[Gaussian.packedSize(d)];
    }

    private static double[][] planes(int count) {
        return new double[count][LANES];
    }

    @Override
    public void update(FilterPlanes before, FilterPlanes after, double[] settings, TileLanes lanes, boolean corrects) {
        int count = lanes.count();
        lanes.gather(before.moving(), given, 0, given.length);
        gatherMembers(before, lanes);
        for (int e = 0; e < members; e++) {
            kernels.advance().evaluate(advanceInputs[e], settings, deviations[e], 0, count, advanceScratch);
        }
        predict(count);
        disturb(settings, count);
        judge(count);
        int written = estimates + 1;
        if (corrects) {
            lanes.gather(before.reading(), reading, 0, reading.length);
            correct(count);
            written = after.results().length;
        }
        keepFailed(count);
        scatterMembers(before, after, lanes);
        lanes.scatter(results, after.results(), written);
    }

    /** Members of the lanes; those that have none are given theirs. */
    private void gatherMembers(FilterPlanes before, TileLanes lanes) {
        double[][] stored = before.deviations();
        if (stored.length == members * d) {
            for (int e = 0; e < members; e++) {
                for (int k = 0; k < d; k++) {
                    lanes.gather(stored[e * d + k], deviations[e][k]);
                }
            }
        }
        for (int i = 0; i < lanes.count(); i++) {
            if (!before.isDrawn(lanes.lane(i), members)) {
                kernels.draws().members(before.covariances(), lanes.lane(i), deviations, i, factor);
            }
        }
    }

    /** Mean and covariance of members that have moved; what is left of each is its deviation. */
    private void predict(int count) {
        for (int k = 0; k < d; k++) {
            MemberMoments.centre(deviations, k, results[k], count);
        }
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                MemberMoments.covariance(deviations, i, deviations, j, results[d + Gaussian.index(i, j)], count);
            }
        }
    }

    private void disturb(double[] settings, int count) {
        List<Integer> noisy = kernels.noisy();
        if (noisy.isEmpty()) {
            return;
        }
        double[][] noise = kernels.draws().noise();
        for (int k = 0; k < noisy.size(); k++) {
            for (int j = 0; j < d; j++) {
                double[] sum = repeated[k * d + j];
                Arrays.fill(sum, 0, count, 0);
                for (int e = 0; e < members; e++) {
                    MemberMoments.addMultiple(noise[e][k] / (members - 1), deviations[e][j], sum, count);
                }
            }
        }
        kernels.spread().evaluate(spreadInputs, settings, spread, 0, count, spreadScratch);
        for (int k = 0; k < noisy.size(); k++) {
            int weight = noisy.get(k);
            System.arraycopy(spread[k], 0, results[d + Gaussian.index(weight, weight)], 0, count);
        }
        for (int e = 0; e < members; e++) {
            kernels.disturb().evaluate(disturbInputs[e], noise[e], deviations[e], 0, count, disturbScratch);
        }
    }

    /** Say 0 of lanes whose prediction is finite and whose interval is one, and NaN of others. */
    private void judge(int count) {
        double[] verdicts = results[estimates];
        Arrays.fill(verdicts, 0, count, 0);
        for (int k = 0; k < estimates; k++) {
            MemberMoments.addMultiple(0, results[k], verdicts, count);
        }
        if (kernels.ownIntervals()) {
            requireNotNegative(given[given.length - 1], verdicts, count);
        }
        for (double[] density : densities) {
            requireNotNegative(density, verdicts, count);
        }
    }

    private static void requireNotNegative(double[] values, double[] verdicts, int count) {
        for (int i = 0; i < count; i++) {
            verdicts[i] += values[i] >= 0 ? 0 * values[i] : Double.NaN;
        }
    }

    private void correct(int count) {
        for (int e = 0; e < members; e++) {
            kernels.outputs().evaluate(outputInputs[e], NO_SETTINGS, outputs[e], 0, count, outputScratch);
        }
        int at = 0;
        for (int k = 0; k < q; k++) {
            MemberMoments.centre(outputs, k, outputMeans[k], count);
            for (int j = 0; j < d; j++) {
                MemberMoments.covariance(outputs, k, deviations, j, outputCovariances[at++], count);
            }
            for (int j = 0; j <= k; j++) {
                MemberMoments.covariance(outputs, k, outputs, j, outputCovariances[at++], count);
            }
        }
        kernels.correction().evaluate(correctionInputs, NO_SETTINGS, results, 0, count, correctionScratch);
        for (int e = 0; e < members; e++) {
            kernels.member().evaluate(memberInputs[e], NO_SETTINGS, deviations[e], 0, count, memberScratch);
        }
    }

    private void keepFailed(int count) {
        double[] verdicts = results[estimates];
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(verdicts[i])) {
                verdicts[i] = FAILED;
                for (int k = 0; k < estimates; k++) {
                    results[k][i] = given[k][i];
                }
            }
        }
    }

    /** Write members that have moved; a lane that failed keeps those it had, if it had any. */
    private void scatterMembers(FilterPlanes before, FilterPlanes after, TileLanes lanes) {
        double[] verdicts = results[estimates];
        double[][] stored = before.deviations();
        double[][] written = after.deviations();
        for (int i = 0; i < lanes.count(); i++) {
            if (verdicts[i] == FAILED && before.isDrawn(lanes.lane(i), members)) {
                for (int e = 0; e < members; e++) {
                    for (int k = 0; k < d; k++) {
                        deviations[e][k][i] = stored[e * d + k][lanes.lane(i)];
                    }
                }
            }
        }
        for (int i = 0; i < lanes.count(); i++) {
            int lane = lanes.lane(i);
            after.setDrawn(lane, verdicts[i] != FAILED || before.isDrawn(lane, members));
        }
        for (int e = 0; e < members; e++) {
            for (int k = 0; k < d; k++) {
                lanes.scatter(deviations[e][k], written[e * d + k]);
            }
        }
    }
}

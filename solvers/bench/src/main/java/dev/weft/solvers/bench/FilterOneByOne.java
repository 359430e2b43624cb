package dev.weft.solvers.bench;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.KalmanUpdate;
import dev.weft.solvers.filter.FilterPlanes;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Update a fleet twin by twin, each with matrices of EJML: what a program does that has a filter object for each twin. */
final class FilterOneByOne {
    private static final int D = 5;
    private static final int M = 3;

    private final KalmanUpdate kalman = new KalmanUpdate(D);
    private final OscillatorFlow flow = new OscillatorFlow();
    private final GaussianEstimate[] twins;
    private final DMatrixRMaj transition = new DMatrixRMaj(D, D);
    private final double[] noises = new double[D];
    private final double[] sensors;
    private final double[] slopes;
    private final double[] innovations;
    private final double step;

    /** Take over the estimates of a fleet; the arguments are those of {@link FilterByHand}. */
    FilterOneByOne(FilterPlanes fleet, double step, double sensor, double drift, double noise) {
        int outputs = fleet.measured().length;
        this.step = step;
        this.twins = new GaussianEstimate[fleet.lanes()];
        for (int lane = 0; lane < twins.length; lane++) {
            twins[lane] = GaussianEstimate.independent(new double[D], new double[D]);
            fleet.get(lane, twins[lane]);
        }
        Arrays.fill(noises, 0, M, drift);
        Arrays.fill(noises, M, D, noise);
        this.sensors = new double[outputs];
        Arrays.fill(sensors, sensor);
        this.innovations = new double[outputs];
        this.slopes = new double[outputs * D];
        for (int k = 0; k < outputs; k++) {
            slopes[k * D + M + k] = 1;
        }
    }

    /** Move all twins and correct them by the readings of the fleet, without a gate. */
    void step(FilterPlanes fleet) {
        for (int lane = 0; lane < twins.length; lane++) {
            double[] mean = twins[lane].mean();
            flow.step(mean[0], mean[1], mean[2], mean[M], mean[M + 1], step);
            for (int j = 0; j < D; j++) {
                int from = j < M ? M + j : j - M + 1;
                transition.set(j, j, 1);
                transition.set(M, j, flow.position[from]);
                transition.set(M + 1, j, flow.velocity[from]);
            }
            mean[M] = flow.position[0];
            mean[M + 1] = flow.velocity[0];
            kalman.propagate(twins[lane].covariance(), transition, noises);
            for (int k = 0; k < innovations.length; k++) {
                innovations[k] = fleet.measured()[k][lane] - mean[M + k];
            }
            kalman.correct(twins[lane], slopes, innovations, sensors);
        }
    }

    /** Return the estimate of a twin. */
    GaussianEstimate twin(int lane) {
        return twins[lane];
    }
}

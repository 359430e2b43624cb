package dev.weft.sdk.adapt;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.KalmanUpdate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Carry what is not known by points θ ± √r L_c, each with the weight 1/(2r): L_c are the r columns of the Cholesky factor of P
 * that are not zero.
 *
 * <p>The coordinates of parameters drift exactly, and are not sampled. Of an output the line of least squares through the
 * points is used; what the line does not explain is noise on top, so that a reading is expected with the variance of the
 * points. A point from which the equations have no solution is replaced by the mirror image of its partner.
 *
 * <p>Sources: S. J. Julier, J. K. Uhlmann, "Unscented filtering and nonlinear estimation", 2004; I. Arasaratnam, S. Haykin,
 * "Cubature Kalman filters", 2009.
 */
final class UnscentedSeriesFilter implements SeriesFilter {
    private final WeightFlow flow;
    private final KalmanUpdate kalman;
    private final Expectation expectation;
    private final double[] variances;
    private GaussianEstimate estimate;

    UnscentedSeriesFilter(PhysicsModel model) {
        this.flow = new WeightFlow(model);
        this.kalman = new KalmanUpdate(flow.d);
        this.expectation = new Expectation(flow.q, flow.d);
        this.variances = new double[flow.q];
        this.estimate = model.start();
    }

    @Override
    public void begin(GaussianEstimate start) {
        estimate = start.copy();
    }

    @Override
    public void propagate(MeasuredSeries series, int from) {
        series.forEachPiece(from, this::propagate);
    }

    private void propagate(double t, double dt, double[] u) {
        LowerFactor l = new LowerFactor(estimate.covariance());
        int r = l.columns().length;
        double[][] above = points(l, 1);
        double[][] below = points(l, -1);
        if (r == 0) {
            flow.moveStates(estimate.mean(), t, dt, u);
        }
        for (int c = 0; c < r; c++) {
            move(above[c], below[c], t, dt, u);
        }
        double[] mean = estimate.mean();
        for (int j = 0; j < flow.m; j++) {
            mean[j] = flow.drifted(j, mean[j], dt);
        }
        for (int i = flow.m; r > 0 && i < flow.d; i++) {
            mean[i] = mean(above, below, i);
        }
        estimate.covariance().setTo(moved(l, above, below, dt));
    }

    /** θ + sign √r L_c [r×D]. */
    private double[][] points(LowerFactor l, int sign) {
        int[] columns = l.columns();
        double reach = sign * Math.sqrt(columns.length);
        double[][] points = new double[columns.length][];
        for (int c = 0; c < points.length; c++) {
            points[c] = estimate.mean().clone();
            for (int i = columns[c]; i < flow.d; i++) {
                points[c][i] += reach * l.get(i, columns[c]);
            }
        }
        return points;
    }

    private void move(double[] above, double[] below, double t, double dt, double[] u) {
        @Nullable IntegrationException up = flow.tryMove(above, t, dt, u);
        @Nullable IntegrationException down = flow.tryMove(below, t, dt, u);
        if (up != null && down != null) {
            throw up;
        }
        if (up != null) {
            mirror(below, above, t, dt, u);
        } else if (down != null) {
            mirror(above, below, t, dt, u);
        }
    }

    private void mirror(double[] partner, double[] lost, double t, double dt, double[] u) {
        double[] centre = estimate.mean().clone();
        flow.moveStates(centre, t, dt, u);
        for (int i = flow.m; i < flow.d; i++) {
            lost[i] = 2 * centre[i] - partner[i];
        }
    }

    private static double mean(double[][] above, double[][] below, int i) {
        double sum = 0;
        for (int c = 0; c < above.length; c++) {
            sum += above[c][i] + below[c][i];
        }
        return sum / (2 * above.length);
    }

    private DMatrixRMaj moved(LowerFactor l, double[][] above, double[][] below, double dt) {
        int r = above.length;
        DMatrixRMaj before = estimate.covariance();
        DMatrixRMaj after = new DMatrixRMaj(flow.d, flow.d);
        for (int i = 0; i < flow.d; i++) {
            for (int j = 0; j <= i; j++) {
                double value = 0;
                if (i < flow.m) {
                    value = flow.kept(i, dt) * flow.kept(j, dt) * before.get(i, j);
                } else {
                    for (int c = 0; c < r; c++) {
                        double up = above[c][i] - estimate.mean()[i];
                        double down = below[c][i] - estimate.mean()[i];
                        value += j < flow.m
                                ? (up - down) * Math.sqrt(r) * l.get(j, l.columns()[c]) * flow.kept(j, dt)
                                : up * (above[c][j] - estimate.mean()[j]) + down * (below[c][j] - estimate.mean()[j]);
                    }
                    value = r == 0 ? 0 : value / (2 * r);
                }
                value += i == j ? flow.gained(i, dt) : 0;
                after.set(i, j, value);
                after.set(j, i, value);
            }
        }
        return after;
    }

    @Override
    public Expectation expect(double[] u) {
        LowerFactor l = new LowerFactor(estimate.covariance());
        int r = l.columns().length;
        double[][] above = outputs(points(l, 1), u);
        double[][] below = outputs(points(l, -1), u);
        if (r == 0) {
            flow.read(estimate.mean(), u, expectation.outputs);
        }
        for (int k = 0; k < flow.q; k++) {
            double[] c = new double[r];
            double mean = r == 0 ? expectation.outputs[k] : mean(above, below, k);
            double all = 0;
            double explained = 0;
            for (int i = 0; i < r; i++) {
                double up = above[i][k] - mean;
                double down = below[i][k] - mean;
                c[i] = (up - down) / (2 * Math.sqrt(r));
                all += (up * up + down * down) / (2 * r);
                explained += c[i] * c[i];
            }
            expectation.outputs[k] = mean;
            System.arraycopy(l.solveTransposed(c), 0, expectation.sensitivities, k * flow.d, flow.d);
            variances[k] = flow.sensor(k) + Math.max(0, all - explained);
            expectation.standardDeviations[k] = Math.sqrt(variances[k] + explained);
        }
        return expectation;
    }

    private double[][] outputs(double[][] points, double[] u) {
        double[][] outputs = new double[points.length][flow.q];
        for (int c = 0; c < points.length; c++) {
            flow.read(points[c], u, outputs[c]);
        }
        return outputs;
    }

    @Override
    public double correct(double[] measured) {
        double[] innovations = new double[flow.q];
        for (int k = 0; k < flow.q; k++) {
            innovations[k] = measured[k] - expectation.outputs[k];
        }
        return kalman.correct(estimate, expectation.sensitivities, innovations, variances);
    }

    @Override
    public GaussianEstimate estimate() {
        return estimate.copy();
    }
}

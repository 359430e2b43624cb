package dev.weft.sdk.adapt;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Carry what is not known by E members, each a θ of its own, kept as deviations δ from their mean.
 *
 * <p>Members begin with exactly the mean and covariance of the estimate. Noise over an interval has exactly the covariance Q
 * and is uncorrelated with what members know. Readings disturb nothing: for each output, with s the variance of the expected
 * reading and r that of the sensor, K = cov(δ, δy)/s, the mean moves by K ν and every member by −α K δy, α = 1/(1 + √(r/s)).
 * A member from which the equations have no solution goes on from the states' mean of the others.
 *
 * <p>Sources: J. S. Whitaker, T. M. Hamill, "Ensemble data assimilation without perturbed observations", 2002, equations 11 to
 * 13; for the draws see {@link ExactDraws}.
 */
final class EnsembleSeriesFilter implements SeriesFilter {
    private final WeightFlow flow;
    private final int members;
    private final long seed;
    private final Expectation expectation;
    private ExactDraws draws;
    private double[] mean;
    /** δ [D×E]. */
    private final double[][] deviations;
    /** δy [Q×E]. */
    private final double[][] outputs;

    EnsembleSeriesFilter(PhysicsModel model, int members, long seed) {
        if (members < 2) {
            throw new IllegalArgumentException("members = " + members + ", expected 2 or more");
        }
        this.flow = new WeightFlow(model);
        this.members = members;
        this.seed = seed;
        this.expectation = new Expectation(flow.q, flow.d);
        this.draws = new ExactDraws(members, seed);
        this.mean = new double[flow.d];
        this.deviations = new double[flow.d][members];
        this.outputs = new double[flow.q][members];
    }

    @Override
    public void begin(GaussianEstimate start) {
        LowerFactor l = new LowerFactor(start.covariance());
        int[] columns = l.columns();
        int[] noisy = noisy(1);
        // What noise reaches becomes uncertain, and noise has to be uncorrelated with all that is.
        long uncertain = IntStream.concat(Arrays.stream(columns), Arrays.stream(noisy))
                .distinct()
                .count();
        if (members <= uncertain + noisy.length) {
            throw new IllegalArgumentException("members = " + members + ", expected more than " + uncertain
                    + " for the uncertain weights and " + noisy.length
                    + " for those with noise; better several times as many");
        }
        draws = new ExactDraws(members, seed);
        mean = start.mean().clone();
        double[][] first = draws.next(columns.length, List.of());
        for (int i = 0; i < flow.d; i++) {
            Arrays.fill(deviations[i], 0);
            for (int c = 0; c < columns.length && columns[c] <= i; c++) {
                for (int e = 0; e < members; e++) {
                    deviations[i][e] += l.get(i, columns[c]) * first[c][e];
                }
            }
        }
    }

    private int[] noisy(double dt) {
        return IntStream.range(0, flow.d).filter(i -> flow.gained(i, dt) > 0).toArray();
    }

    @Override
    public void propagate(MeasuredSeries series, int from) {
        series.forEachPiece(from, this::propagate);
    }

    private void propagate(double t, double dt, double[] u) {
        double[][] moved = new double[members][];
        boolean[] lost = new boolean[members];
        @Nullable IntegrationException reason = null;
        int solved = 0;
        for (int e = 0; e < members; e++) {
            moved[e] = member(e);
            @Nullable IntegrationException failure = flow.tryMove(moved[e], t, dt, u);
            lost[e] = failure != null;
            reason = failure != null ? failure : reason;
            solved += failure == null ? 1 : 0;
        }
        if (solved == 0 && reason != null) {
            throw reason;
        }
        for (int j = 0; j < flow.m; j++) {
            mean[j] = flow.drifted(j, mean[j], dt);
            for (int e = 0; e < members; e++) {
                deviations[j][e] *= flow.kept(j, dt);
            }
        }
        for (int i = flow.m; i < flow.d; i++) {
            double sum = 0;
            for (int e = 0; e < members; e++) {
                sum += lost[e] ? 0 : moved[e][i];
            }
            mean[i] = sum / solved;
            for (int e = 0; e < members; e++) {
                deviations[i][e] = lost[e] ? 0 : moved[e][i] - mean[i];
            }
        }
        disturb(dt);
    }

    private double[] member(int e) {
        double[] theta = mean.clone();
        for (int i = 0; i < flow.d; i++) {
            theta[i] += deviations[i][e];
        }
        return theta;
    }

    private void disturb(double dt) {
        int[] noisy = noisy(dt);
        List<double[]> known = new ArrayList<>(List.of(deviations));
        known.removeIf(column -> Arrays.stream(column).allMatch(v -> v == 0));
        double[][] noise = draws.next(noisy.length, known);
        for (int k = 0; k < noisy.length; k++) {
            double size = Math.sqrt(flow.gained(noisy[k], dt));
            for (int e = 0; e < members; e++) {
                deviations[noisy[k]][e] += size * noise[k][e];
            }
        }
    }

    @Override
    public Expectation expect(double[] u) {
        double[] y = new double[flow.q];
        for (int e = 0; e < members; e++) {
            flow.read(member(e), u, y);
            for (int k = 0; k < flow.q; k++) {
                outputs[k][e] = y[k];
            }
        }
        for (int k = 0; k < flow.q; k++) {
            double centre = Arrays.stream(outputs[k]).average().orElseThrow();
            for (int e = 0; e < members; e++) {
                outputs[k][e] -= centre;
            }
            expectation.outputs[k] = centre;
            expectation.standardDeviations[k] = Math.sqrt(flow.sensor(k) + shared(outputs[k], outputs[k]));
        }
        return expectation;
    }

    @Override
    public double correct(double[] measured) {
        double surprise = 0;
        double[] expected = expectation.outputs.clone();
        for (int k = 0; k < flow.q; k++) {
            double innovation = measured[k] - expected[k];
            if (Double.isNaN(innovation)) {
                continue;
            }
            double[] seen = outputs[k].clone();
            double s = flow.sensor(k) + shared(seen, seen);
            double alpha = 1 / (1 + Math.sqrt(flow.sensor(k) / s));
            for (int i = 0; i < flow.d; i++) {
                mean[i] += move(deviations[i], seen, s, alpha) * innovation;
            }
            for (int l = 0; l < flow.q; l++) {
                expected[l] += move(outputs[l], seen, s, alpha) * innovation;
            }
            surprise += innovation * innovation / s;
        }
        return surprise;
    }

    /** Correct the deviations of one weight or output, and return its gain. */
    private double move(double[] deviation, double[] seen, double s, double alpha) {
        double gain = shared(deviation, seen) / s;
        for (int e = 0; e < members; e++) {
            deviation[e] -= alpha * gain * seen[e];
        }
        return gain;
    }

    private double shared(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < members; e++) {
            sum += a[e] * b[e];
        }
        return sum / members;
    }

    @Override
    public GaussianEstimate estimate() {
        DMatrixRMaj covariance = new DMatrixRMaj(flow.d, flow.d);
        for (int i = 0; i < flow.d; i++) {
            for (int j = 0; j < flow.d; j++) {
                covariance.set(i, j, shared(deviations[i], deviations[j]));
            }
        }
        return new GaussianEstimate(mean.clone(), covariance);
    }
}

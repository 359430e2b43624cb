package dev.weft.sdk.adapt;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.KalmanUpdate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Find where a machine is from a few readings: filter and smooth them again and again, each time linearised about the
 * path found before.
 *
 * <p>A single pass of {@link WeightFilter} linearises about a first guess, which a short context cannot make good
 * again. Here the forward pass propagates m⁻ = f(x̄) + F (m − x̄) and expects h(x̄) + H (m⁻ − x̄), and a backward pass
 * of the adjoint λ gives the smoothed path s = m⁻ − P⁻ λ, which is the next x̄. The fixed point is the most probable
 * path given all readings (Gauss–Newton); no covariance is inverted, so certain parameters are no special case.
 *
 * <p>Cost: two passes of the filter's price an iteration; memory 2D² numbers a reading. One instance a thread.
 *
 * <p>Source: B. M. Bell, "The iterated Kalman smoother as a Gauss–Newton method", 1994; the backward pass is that of
 * G. J. Bierman, "Fixed interval smoothing with discrete measurements", 1973.
 */
public final class IteratedSmoother {
    private static final int MAX_ITERATIONS = 20;
    /** Stop when no weight moves by more than this share of its standard deviation. */
    private static final double SETTLED = 1e-4;

    private final WeightFilter filter;
    private final KalmanUpdate kalman;
    private final int d;
    private final double[] variances;

    /** Prepare smoothing for a model's prior and noise. */
    public IteratedSmoother(PhysicsModel model) {
        // Gauss–Newton needs the derivatives themselves.
        this.filter = new WeightFilter(model, Linearisation.TANGENT);
        this.d = model.layout().size();
        this.kalman = new KalmanUpdate(d);
        this.variances = filter.measurementVariances();
    }

    /** What a forward pass leaves for the backward one at one reading. */
    private static final class Passage {
        double[] predicted = {};
        DMatrixRMaj covariance = new DMatrixRMaj(0, 0);
        /** F of the interval that follows. */
        DMatrixRMaj transition = new DMatrixRMaj(0, 0);

        final List<Scalar> scalars = new ArrayList<>();
    }

    /** One scalar correction: its row h, gain K, and surprise over its variance. */
    private record Scalar(double[] h, double[] gain, double weightedSurprise) {}

    /**
     * Estimate θ at the last reading from all readings.
     *
     * @param series readings, at least one
     * @param start what is known of θ at the first reading, before it. Not modified
     * @return θ at the last reading
     * @throws IntegrationException if the equations have no finite solution along the first guess
     */
    public GaussianEstimate settle(MeasuredSeries series, GaussianEstimate start) {
        return settle(series, start, (List<double[]>) null);
    }

    /**
     * Estimate θ at the last reading from all readings, linearised first about the free run from a guess.
     *
     * @param series readings, at least one
     * @param start what is known of θ at the first reading, before it. Not modified
     * @param guess θ at the first reading [D], as a search found it. Not modified
     * @return θ at the last reading
     * @throws IntegrationException if the equations have no finite solution along the free run from the guess
     */
    public GaussianEstimate settle(MeasuredSeries series, GaussianEstimate start, double[] guess) {
        List<double[]> path = new ArrayList<>(series.length());
        GaussianEstimate theta = new GaussianEstimate(guess.clone(), new DMatrixRMaj(d, d));
        path.add(guess.clone());
        for (int i = 1; i < series.length(); i++) {
            filter.propagate(theta, series, i - 1);
            path.add(theta.mean().clone());
        }
        return settle(series, start, path);
    }

    private GaussianEstimate settle(MeasuredSeries series, GaussianEstimate start, @Nullable List<double[]> first) {
        List<double[]> path = first;
        GaussianEstimate best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            List<Passage> passages = new ArrayList<>();
            GaussianEstimate end;
            try {
                end = forward(series, start, path, passages);
                filter.requireFinite(end, series.time(series.length() - 1), 0);
            } catch (IntegrationException e) {
                if (best == null) {
                    throw e;
                }
                return best;
            }
            List<double[]> smoothed = backward(passages);
            double cost = cost(series, smoothed, start);
            if (cost < lowest) {
                lowest = cost;
                best = end;
            }
            boolean settled = path != null && isSettled(path, smoothed, end);
            path = smoothed;
            if (settled) {
                return end;
            }
        }
        return best == null ? start.copy() : best;
    }

    private GaussianEstimate forward(
            MeasuredSeries series, GaussianEstimate start, @Nullable List<double[]> path, List<Passage> passages) {
        GaussianEstimate theta = start.copy();
        Expectation expectation = filter.newExpectation();
        for (int i = 0; i < series.length(); i++) {
            Passage passage = new Passage();
            passage.predicted = theta.mean().clone();
            passage.covariance = theta.covariance().copy();
            double[] about = path == null ? theta.mean().clone() : path.get(i);
            filter.expect(new GaussianEstimate(about, theta.covariance()), series.inputs(i), expectation);
            correct(theta, about, expectation, series.outputs(i), passage);
            passages.add(passage);
            if (i + 1 < series.length()) {
                double[] from = path == null ? theta.mean().clone() : about;
                propagate(theta, from, series, i);
                passage.transition = filter.transition().copy();
            }
        }
        return theta;
    }

    private void correct(
            GaussianEstimate theta, double[] about, Expectation expectation, double[] measured, Passage passage) {
        for (int k = 0; k < measured.length; k++) {
            if (Double.isNaN(measured[k])) {
                continue;
            }
            double[] h = Arrays.copyOfRange(expectation.sensitivities, k * d, (k + 1) * d);
            double surprise = measured[k] - expectation.output(k);
            for (int i = 0; i < d; i++) {
                surprise -= h[i] * (theta.mean()[i] - about[i]);
            }
            double s = variances[k] + kalman.projectedVariance(theta.covariance(), h, 0);
            double[] gain = new double[d];
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += theta.covariance().get(i, j) * h[j];
                }
                gain[i] = sum / s;
            }
            kalman.correct(theta, h, new double[] {surprise}, new double[] {variances[k]});
            passage.scalars.add(new Scalar(h, gain, surprise / s));
        }
    }

    /** m⁻ = f(x̄) + F (m − x̄). */
    private void propagate(GaussianEstimate theta, double[] about, MeasuredSeries series, int i) {
        double[] offset = new double[d];
        for (int j = 0; j < d; j++) {
            offset[j] = theta.mean()[j] - about[j];
        }
        System.arraycopy(about, 0, theta.mean(), 0, d);
        filter.propagate(theta, series, i);
        DMatrixRMaj f = filter.transition();
        for (int row = 0; row < d; row++) {
            for (int column = 0; column < d; column++) {
                theta.mean()[row] += f.get(row, column) * offset[column];
            }
        }
    }

    private List<double[]> backward(List<Passage> passages) {
        List<double[]> smoothed = new ArrayList<>(passages.size());
        double[] adjoint = new double[d];
        for (int i = passages.size() - 1; i >= 0; i--) {
            Passage passage = passages.get(i);
            if (i + 1 < passages.size()) {
                adjoint = transposed(passage.transition, adjoint);
            }
            for (int k = passage.scalars.size() - 1; k >= 0; k--) {
                Scalar scalar = passage.scalars.get(k);
                double pull = scalar.weightedSurprise();
                for (int j = 0; j < d; j++) {
                    pull += scalar.gain()[j] * adjoint[j];
                }
                for (int j = 0; j < d; j++) {
                    adjoint[j] -= scalar.h()[j] * pull;
                }
            }
            double[] state = passage.predicted.clone();
            for (int row = 0; row < d; row++) {
                for (int column = 0; column < d; column++) {
                    state[row] -= passage.covariance.get(row, column) * adjoint[column];
                }
            }
            smoothed.add(0, state);
        }
        return smoothed;
    }

    private double[] transposed(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[d];
        for (int row = 0; row < d; row++) {
            for (int column = 0; column < d; column++) {
                product[column] += matrix.get(row, column) * vector[row];
            }
        }
        return product;
    }

    /** How badly a path meets the readings and the start; the wandering in between is what the smoother allows itself. */
    private double cost(MeasuredSeries series, List<double[]> path, GaussianEstimate start) {
        Expectation expectation = filter.newExpectation();
        double sum = 0;
        for (int i = 0; i < series.length(); i++) {
            filter.expect(new GaussianEstimate(path.get(i), start.covariance()), series.inputs(i), expectation);
            for (int k = 0; k < variances.length; k++) {
                double error = series.outputs(i)[k] - expectation.output(k);
                sum += Double.isNaN(series.outputs(i)[k]) ? 0 : error * error / variances[k];
            }
        }
        for (int j = 0; j < d; j++) {
            double error = path.get(0)[j] - start.mean()[j];
            double variance = start.covariance().get(j, j);
            sum += variance > 0 ? error * error / variance : 0;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    private boolean isSettled(List<double[]> before, List<double[]> after, GaussianEstimate end) {
        for (int i = 0; i < after.size(); i++) {
            for (int j = 0; j < d; j++) {
                if (Math.abs(after.get(i)[j] - before.get(i)[j]) > SETTLED * end.standardDeviation(j) + 1e-12) {
                    return false;
                }
            }
        }
        return true;
    }
}

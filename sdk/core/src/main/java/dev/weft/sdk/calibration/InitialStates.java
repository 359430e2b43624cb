package dev.weft.sdk.calibration;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Say where a new series of the machine is likely to start: somewhere where it has been.
 *
 * <p>Mean and covariance of all simulated states. Their correlation lets a few readings of one state say
 * something of the others, which matters where the context is short.
 */
final class InitialStates {
    private final WeightLayout layout;
    private final List<Trajectory> simulated;
    private final double[] z;

    InitialStates(WeightLayout layout, List<Trajectory> simulated, double[] z) {
        this.layout = layout;
        this.simulated = simulated;
        this.z = z;
    }

    /** Put the model together; its noise is nominal still. */
    PhysicsModel model(PhysicsPrior prior, DMatrixRMaj covarianceOfFit, List<MeasuredSeries> series) {
        int m = layout.parameterCount();
        int n = layout.stateCount();
        double[] mean = Arrays.copyOf(z, m + n);
        DMatrixRMaj covariance = new DMatrixRMaj(m + n, m + n);
        CommonOps_DDRM.insert(bounded(CommonOps_DDRM.extract(covarianceOfFit, 0, m, 0, m)), covariance, 0, 0);
        double[] means = means(simulated, n);
        for (int i = 0; i < n; i++) {
            mean[m + i] = means[i];
            for (int j = 0; j < n; j++) {
                covariance.set(m + i, m + j, covariance(simulated, means, i, j));
            }
            // A state that never moved may still start a little off.
            covariance.add(m + i, m + i, 1e-6 * Math.pow(prior.states().get(i).spread(), 2));
        }
        double interval = samplingInterval(series);
        return new PhysicsModel(
                prior,
                new GaussianEstimate(mean, covariance),
                NoiseModel.nominal(prior, interval),
                interval,
                ModelCard.nominal());
    }

    /**
     * Combine the parameters' covariance with that of a machine of which nothing is known, P (I + P)⁻¹: what the data
     * leave open is open by a factor e, not by e¹⁰, over which no linearisation holds.
     */
    private static DMatrixRMaj bounded(DMatrixRMaj p) {
        DMatrixRMaj sum = p.copy();
        for (int i = 0; i < p.numRows; i++) {
            sum.add(i, i, 1);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(p.numRows, p.numRows);
        if (!CommonOps_DDRM.invert(sum, inverse)) {
            throw new IllegalStateException("I + P cannot be inverted, so P is no covariance");
        }
        DMatrixRMaj product = new DMatrixRMaj(p.numRows, p.numRows);
        CommonOps_DDRM.mult(p, inverse, product);
        CommonOps_DDRM.transpose(product, sum);
        CommonOps_DDRM.addEquals(product, sum);
        CommonOps_DDRM.scale(0.5, product);
        return product;
    }

    /** Return the standard deviation of each state over all simulated series, not below a millionth of its largest value. */
    static double[] sizes(List<Trajectory> simulated, int n) {
        double[] means = means(simulated, n);
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            int state = i;
            double largest = simulated.stream()
                    .flatMapToDouble(t -> IntStream.range(0, t.length()).mapToDouble(k -> Math.abs(t.states(k)[state])))
                    .max()
                    .orElse(1);
            double floor = largest > 0 ? 1e-6 * largest : 1e-6;
            sizes[i] = Math.max(Math.sqrt(covariance(simulated, means, i, i)), floor);
        }
        return sizes;
    }

    private static double[] means(List<Trajectory> simulated, int n) {
        double[] sums = new double[n];
        int count = 0;
        for (Trajectory t : simulated) {
            count += t.length();
            for (int k = 0; k < t.length(); k++) {
                for (int i = 0; i < n; i++) {
                    sums[i] += t.states(k)[i];
                }
            }
        }
        int samples = count;
        return Arrays.stream(sums).map(s -> s / samples).toArray();
    }

    private static double covariance(List<Trajectory> simulated, double[] means, int i, int j) {
        double sum = 0;
        int count = 0;
        for (Trajectory t : simulated) {
            count += t.length();
            for (int k = 0; k < t.length(); k++) {
                sum += (t.states(k)[i] - means[i]) * (t.states(k)[j] - means[j]);
            }
        }
        return sum / count;
    }

    /** The median interval: gaps and stutters do not matter. */
    private static double samplingInterval(List<MeasuredSeries> series) {
        double[] intervals = series.stream()
                .flatMapToDouble(s -> IntStream.range(1, s.length()).mapToDouble(i -> s.time(i) - s.time(i - 1)))
                .sorted()
                .toArray();
        return intervals.length == 0 ? 1 : intervals[intervals.length / 2];
    }
}

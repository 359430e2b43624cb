package dev.weft.sdk.steady;

import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.ode.IntegrationException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Learn B, the constant gain of a {@link SteadyModel}, from records: the one whose next readings surprise least,
 *
 * <pre>
 *   min over B of ½ Σ_t Σ_k ((y_tk − ŷ_tk) / r_k)²,
 * </pre>
 *
 * by Levenberg and Marquardt with the exact derivatives of the recurrence. A comes from the prior and stays. The search
 * begins with the prior's own B: the Kalman gain, averaged over the second half of the records.
 *
 * <p>Where what a reading tells of a parameter changes its sign from moment to moment, as with the stiffness of a swinging
 * machine, no constant gain can follow the parameter, and its entries stay near zero: take {@link WeightFilter} there.
 *
 * <p>Cost: some ten to fifty passes over the records with sensitivities, each of D·U(N + Q) operations a reading, U entries
 * being free. Immutable and thread-safe.
 *
 * <p>Source: L. Ljung, "System Identification: Theory for the User", 2nd edition, 1999, sections 4.3 and 7.2.
 */
public final class GainTrainer {
    private static final LeastSquaresSettings ONE_START = LeastSquaresSettings.STANDARD.withStarts(1);

    private final PhysicsModel model;

    /** Train gains for a model's prior, from its start and noise. */
    public GainTrainer(PhysicsModel model) {
        this.model = model;
    }

    /**
     * Return the prior's own gain: Kalman's, averaged over the second half of each record.
     *
     * @param records outputs may be missing; at least one with two rows
     * @throws IllegalArgumentException if there is no record, or one has fewer than two rows
     * @throws IntegrationException if the equations have no solution along a record
     */
    public SteadyModel averaged(List<MeasuredSeries> records) {
        if (records.isEmpty() || records.stream().anyMatch(r -> r.length() < 2)) {
            throw new IllegalArgumentException("records = "
                    + records.stream().map(MeasuredSeries::length).toList()
                    + " rows, expected at least one record, each of two rows or more");
        }
        int d = model.layout().size();
        int q = model.prior().outputs().size();
        double[] sum = new double[d * q];
        double[] count = new double[q];
        WeightFilter filter = new WeightFilter(model);
        Expectation expectation = filter.newExpectation();
        for (MeasuredSeries record : records) {
            GaussianEstimate theta = model.start();
            for (int t = 0; t < record.length(); t++) {
                if (t > 0) {
                    filter.propagate(theta, record, t - 1);
                }
                filter.expect(theta, record.inputs(t), expectation);
                if (t >= record.length() / 2) {
                    add(theta, expectation, record.outputs(t), sum, count);
                }
                filter.correct(theta, expectation, record.outputs(t));
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.max(1, count[i % q]);
        }
        FreeEntries free = new FreeEntries(model);
        return new SteadyModel(model, new DMatrixRMaj(d, q, true, free.gain(free.scaled(sum))));
    }

    /** Add K = P Hᵀ (H P Hᵀ + R)⁻¹, of the outputs that were read. */
    private void add(GaussianEstimate theta, Expectation expectation, double[] measured, double[] sum, double[] count) {
        int d = theta.dimension();
        int[] read = IntStream.range(0, measured.length)
                .filter(k -> !Double.isNaN(measured[k]))
                .toArray();
        DMatrixRMaj h = new DMatrixRMaj(read.length, d);
        for (int r = 0; r < read.length; r++) {
            for (int i = 0; i < d; i++) {
                h.set(r, i, expectation.sensitivity(read[r], i));
            }
        }
        DMatrixRMaj ph = new DMatrixRMaj(d, read.length);
        CommonOps_DDRM.multTransB(theta.covariance(), h, ph);
        DMatrixRMaj variance = new DMatrixRMaj(read.length, read.length);
        CommonOps_DDRM.mult(h, ph, variance);
        for (int r = 0; r < read.length; r++) {
            double noise = model.noise().measurement(read[r]);
            variance.add(r, r, noise * noise);
        }
        if (read.length == 0 || !CommonOps_DDRM.invert(variance)) {
            return;
        }
        DMatrixRMaj gain = CommonOps_DDRM.mult(ph, variance, null);
        for (int r = 0; r < read.length; r++) {
            count[read[r]]++;
            for (int i = 0; i < d; i++) {
                sum[i * measured.length + read[r]] += gain.get(i, r);
            }
        }
    }

    /**
     * Learn a gain.
     *
     * @param records of one machine or several; outputs may be missing
     * @return the gain learned; its surprises over the records are at most those of {@link #averaged}
     * @throws IllegalArgumentException as {@link #averaged}
     * @throws IntegrationException as {@link #averaged}
     */
    public SteadyModel train(List<MeasuredSeries> records) {
        SteadyModel begin = averaged(records);
        FreeEntries free = new FreeEntries(model);
        double[] start = free.scaled(begin.gain().getData());
        LeastSquaresFit fit = new MultiStartLeastSquares(() -> new InnovationProblem(model, free, records), ONE_START)
                .search(start, start, done -> {});
        return new SteadyModel(
                model,
                new DMatrixRMaj(
                        model.layout().size(), model.prior().outputs().size(), true, free.gain(fit.solution())));
    }

    /**
     * Return how large the surprises of a gain are: the root mean square of y − ŷ, each output's in its unit [Q]; NaN of one
     * that was never read.
     *
     * @throws IntegrationException if the equations have no solution along a record
     */
    public static double[] surprises(SteadyModel steady, List<MeasuredSeries> records) {
        SteadyFilter filter = new SteadyFilter(steady);
        int q = steady.physics().prior().outputs().size();
        double[] squares = new double[q];
        double[] count = new double[q];
        double[] expected = new double[q];
        for (MeasuredSeries record : records) {
            double[] theta = steady.physics().start().mean();
            for (int t = 0; t < record.length(); t++) {
                if (t > 0) {
                    filter.propagate(theta, record, t - 1);
                }
                filter.expect(theta, record.inputs(t), expected);
                for (int k = 0; k < q; k++) {
                    double surprise = record.outputs(t)[k] - expected[k];
                    if (!Double.isNaN(surprise)) {
                        squares[k] += surprise * surprise;
                        count[k]++;
                    }
                }
                filter.correct(theta, expected, record.outputs(t));
            }
        }
        double[] roots = new double[q];
        Arrays.setAll(roots, k -> Math.sqrt(squares[k] / count[k]));
        return roots;
    }
}

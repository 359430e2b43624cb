package dev.weft.sdk.calibration;

import dev.weft.sdk.calibration.WeightEstimate.Verdict;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Tell what the data determine and what they leave open, from the curvature JᵀJ at the minimum.
 *
 * <p>Covariance: the inverse of the data's JᵀJ, divided by an inflation, plus the weak priors' information. A
 * parameter is called identifiable if the standard deviation of its coordinate is below 1. Open directions:
 * eigenvectors of the parameters' covariance along which the standard deviation is above 1 as well.
 *
 * <p>Source of the directions: R. N. Gutenkunst et al., "Universally sloppy parameter sensitivities in systems
 * biology models", 2007.
 */
final class Identifiability {
    private static final double QUANTILE_95 = 1.959964;
    /** Wider than this in its coordinate, a parameter is open by a factor e or more. */
    private static final double WIDE = 1;
    /** Nearer to a bound than this share, an open parameter is called to be at it. */
    private static final double EDGE = 0.01;

    private final WeightLayout layout;
    private final List<MeasuredSeries> series;
    private final double[] z;
    private final double[] start;
    private final DMatrixRMaj covariance;

    Identifiability(
            WeightLayout layout,
            List<MeasuredSeries> series,
            LeastSquaresFit fit,
            double[] start,
            double inflation,
            double[] priorSpreads) {
        this.layout = layout;
        this.series = series;
        this.z = fit.solution();
        this.start = start;
        int size = z.length;
        // The data's curvature, weaker by the inflation, plus that of the priors, which are as they are.
        DMatrixRMaj information = fit.information().copy();
        for (int i = 0; i < size; i++) {
            information.add(i, i, -1 / (priorSpreads[i] * priorSpreads[i]));
        }
        CommonOps_DDRM.divide(information, inflation);
        for (int i = 0; i < size; i++) {
            information.add(i, i, 1 / (priorSpreads[i] * priorSpreads[i]));
        }
        this.covariance = new DMatrixRMaj(size, size);
        if (!CommonOps_DDRM.invert(information, covariance)) {
            throw new IllegalStateException("the curvature at the minimum cannot be inverted");
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (covariance.get(i, j) + covariance.get(j, i));
                covariance.set(i, j, mean);
                covariance.set(j, i, mean);
            }
        }
    }

    /** Return the covariance of all unknowns: parameters in coordinates, then initial states [U×U]. */
    DMatrixRMaj covariance() {
        return covariance;
    }

    List<WeightEstimate> weights(Set<String> fixed) {
        List<WeightEstimate> estimates = new ArrayList<>();
        int m = layout.parameterCount();
        for (int i = 0; i < z.length; i++) {
            boolean parameter = i < m;
            WeightSlot slot = layout.slots().get(parameter ? i : m + (i - m) % layout.stateCount());
            String run =
                    parameter ? "" : series.get((i - m) / layout.stateCount()).name();
            double sd = Math.sqrt(covariance.get(i, i));
            Coordinate c = slot.coordinate();
            Verdict verdict = fixed.contains(slot.name()) && parameter ? Verdict.FIXED : verdict(slot, i, sd);
            estimates.add(new WeightEstimate(
                    slot,
                    run,
                    c.toValue(z[i]),
                    c.toValue(z[i] - QUANTILE_95 * sd),
                    c.toValue(z[i] + QUANTILE_95 * sd),
                    verdict));
        }
        return estimates;
    }

    private Verdict verdict(WeightSlot slot, int i, double sd) {
        if (slot.segment() == WeightSlot.Segment.STATE) {
            double typical = Math.max(Math.abs(z[i]), 1e-300);
            return sd < Math.max(typical, 1) ? Verdict.IDENTIFIABLE : Verdict.NOT_IDENTIFIABLE;
        }
        if (sd < WIDE) {
            return Verdict.IDENTIFIABLE;
        }
        Coordinate c = slot.coordinate();
        // Open and at the very edge of its range: the search was stopped by the bound, not by the data.
        if (isAtLowerBound(c, i)) {
            return Verdict.AT_LOWER_BOUND;
        }
        double below = c.upper() - c.toValue(z[i]);
        return below < EDGE * (c.upper() - c.lower()) ? Verdict.AT_UPPER_BOUND : Verdict.NOT_IDENTIFIABLE;
    }

    /**
     * Ranges of many decades are common, and within one per cent of such a range lie most of its decades: a positive
     * bound is itself the measure of what is near it, and near zero only how much smaller than at first the value became.
     */
    private boolean isAtLowerBound(Coordinate c, int i) {
        double above = c.toValue(z[i]) - c.lower();
        if (c.lower() == 0) {
            return z[i] < start[i] + Math.log(EDGE);
        }
        double range = c.upper() - c.lower();
        return above < EDGE * (c.lower() > 0 ? Math.min(c.lower(), range) : range);
    }

    /** Return the open directions among the parameters, the most open first. */
    List<SloppyDirection> sloppyDirections() {
        int m = layout.parameterCount();
        DMatrixRMaj block = CommonOps_DDRM.extract(covariance, 0, m, 0, m);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
        if (m == 0 || !eigen.decompose(block)) {
            return List.of();
        }
        return IntStream.range(0, m)
                .boxed()
                .filter(i -> eigen.getEigenvalue(i).getReal() > WIDE * WIDE)
                .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                .map(i -> direction(
                        eigen.getEigenVector(i).getData(),
                        Math.sqrt(eigen.getEigenvalue(i).getReal())))
                .toList();
    }

    private SloppyDirection direction(double[] vector, double standardDeviation) {
        List<Integer> strongest = IntStream.range(0, vector.length)
                .boxed()
                .filter(i -> Math.abs(vector[i]) > 0.25)
                .sorted(Comparator.comparingDouble(i -> -Math.abs(vector[i])))
                .toList();
        double sign = Math.signum(vector[strongest.get(0)]);
        return new SloppyDirection(
                strongest.stream().map(i -> layout.slots().get(i).name()).toList(),
                strongest.stream().map(i -> sign * vector[i]).toList(),
                standardDeviation);
    }
}

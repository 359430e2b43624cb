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

    /** Data that narrow what was known by less than this share have told little. */
    private static final double NEWS = 0.7;

    private final Unknowns unknowns;
    private final WeightLayout layout;
    private final double[] z;
    private final double[] start;
    private final double[] priorSpreads;
    private final DMatrixRMaj covariance;

    /**
     * Look at a minimum.
     *
     * @param fit cost and curvature there, residuals not bent
     * @param inflation by how much the covariance of the data's curvature alone is too small
     */
    Identifiability(Unknowns unknowns, LeastSquaresFit fit, double inflation) {
        this.unknowns = unknowns;
        this.layout = unknowns.layout();
        this.z = fit.solution();
        this.start = unknowns.start();
        this.priorSpreads = unknowns.priorSpreads();
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

    /** Return the indices of the parameters that are not told one by one. */
    List<Integer> open() {
        return IntStream.range(0, layout.parameterCount())
                .filter(j -> parameterVerdict(j) == Verdict.NOT_IDENTIFIABLE)
                .boxed()
                .toList();
    }

    /** Return the estimates: parameters, initial states of each series, each series' own parameters. */
    List<WeightEstimate> weights() {
        List<WeightEstimate> estimates = new ArrayList<>();
        int m = layout.parameterCount();
        List<MeasuredSeries> series = unknowns.series();
        for (int j = 0; j < m; j++) {
            estimates.add(estimate(layout.slots().get(j), "", z[j], standardDeviation(j), parameterVerdict(j)));
        }
        for (int s = 0; s < series.size(); s++) {
            for (int i = 0; i < layout.stateCount(); i++) {
                int index = unknowns.stateIndex(s, i);
                double sd = standardDeviation(index);
                boolean told = sd < Math.max(Math.abs(z[index]), 1);
                estimates.add(estimate(
                        layout.slots().get(m + i),
                        series.get(s).name(),
                        z[index],
                        sd,
                        told ? Verdict.IDENTIFIABLE : Verdict.NOT_IDENTIFIABLE));
            }
        }
        for (int s = 0; s < series.size(); s++) {
            for (int o = 0; o < unknowns.own().size(); o++) {
                estimates.add(own(s, o));
            }
        }
        return estimates;
    }

    private WeightEstimate own(int s, int o) {
        int j = unknowns.own().get(o);
        int offset = unknowns.ownIndex(s, o);
        double coordinate = z[j] + z[offset];
        double variance = covariance.get(j, j) + covariance.get(offset, offset) + 2 * covariance.get(j, offset);
        double sd = Math.sqrt(Math.max(0, variance));
        WeightSlot slot = layout.slots().get(j);
        Verdict verdict = unknowns.isFixed(j) ? Verdict.FIXED : verdict(slot.coordinate(), coordinate, start[j], sd);
        return estimate(slot, unknowns.series().get(s).name(), coordinate, sd, verdict);
    }

    private static WeightEstimate estimate(
            WeightSlot slot, String series, double coordinate, double sd, Verdict verdict) {
        Coordinate c = slot.coordinate();
        return new WeightEstimate(
                slot,
                series,
                c.toValue(coordinate),
                c.toValue(coordinate - QUANTILE_95 * sd),
                c.toValue(coordinate + QUANTILE_95 * sd),
                verdict);
    }

    private double standardDeviation(int i) {
        return Math.sqrt(covariance.get(i, i));
    }

    private Verdict parameterVerdict(int j) {
        if (unknowns.isFixed(j)) {
            return Verdict.FIXED;
        }
        double sd = standardDeviation(j);
        if (unknowns.beforehand(j).isPresent() && sd > NEWS * priorSpreads[j]) {
            return Verdict.KNOWN_BEFOREHAND;
        }
        return verdict(layout.slots().get(j).coordinate(), z[j], start[j], sd);
    }

    private static Verdict verdict(Coordinate c, double coordinate, double start, double sd) {
        if (sd < WIDE) {
            return Verdict.IDENTIFIABLE;
        }
        // Open and at the very edge of its range: the search was stopped by the bound, not by the data.
        if (isAtLowerBound(c, coordinate, start)) {
            return Verdict.AT_LOWER_BOUND;
        }
        double below = c.upper() - c.toValue(coordinate);
        return below < EDGE * (c.upper() - c.lower()) ? Verdict.AT_UPPER_BOUND : Verdict.NOT_IDENTIFIABLE;
    }

    /**
     * Ranges of many decades are common, and within one per cent of such a range lie most of its decades: a positive
     * bound is itself the measure of what is near it, and near zero only how much smaller than at first the value became.
     */
    private static boolean isAtLowerBound(Coordinate c, double coordinate, double start) {
        double above = c.toValue(coordinate) - c.lower();
        if (c.lower() == 0) {
            return coordinate < start + Math.log(EDGE);
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

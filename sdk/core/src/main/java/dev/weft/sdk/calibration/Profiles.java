package dev.weft.sdk.calibration;

import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.ProfileLikelihood;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Follow the profile of each free parameter; χ² is divided by the inflation, as the curvature's intervals are. */
final class Profiles {
    /** Nearer to a bound than this share of the range the data are asked no more. */
    private static final double EDGE = 1e-3;
    /** A range of many decades down to zero ends after six. */
    private static final double NEAR_ZERO = 1e-6;

    private static final double LARGEST_STEP = 2;
    private static final double QUANTILE_95 = 1.959964;

    private Profiles() {}

    static List<ProfileInterval> of(Unknowns unknowns, Fit fit, DMatrixRMaj covariance) {
        double root = Math.sqrt(fit.residuals().riseInflation());
        double[] scales = fit.scales().clone();
        for (int k = 0; k < scales.length; k++) {
            scales[k] *= root;
        }
        double[] spreads = unknowns.profileSpreads();
        ProfileLikelihood likelihood = new ProfileLikelihood(
                () -> unknowns.problem(scales, fit.threshold() / root, spreads),
                fit.at().solution(),
                unknowns.settings().search());
        return IntStream.range(0, unknowns.layout().parameterCount())
                .parallel()
                .filter(j -> !unknowns.isFixed(j))
                .mapToObj(j -> interval(unknowns.layout().slots().get(j), j, likelihood, covariance.get(j, j)))
                .toList();
    }

    private static ProfileInterval interval(WeightSlot slot, int j, ProfileLikelihood likelihood, double variance) {
        Coordinate c = slot.coordinate();
        double range = c.upper() - c.lower();
        double near = c.lower() > 0 ? EDGE * Math.min(c.lower(), range) : (c.lower() == 0 ? NEAR_ZERO : EDGE) * range;
        ProfileLikelihood.Profile profile = likelihood.of(
                j,
                Math.min(LARGEST_STEP, QUANTILE_95 * Math.sqrt(variance)),
                c.toCoordinate(c.lower() + near),
                c.toCoordinate(c.upper() - EDGE * range));
        boolean lowerOpen = Double.isInfinite(profile.lower());
        boolean upperOpen = Double.isInfinite(profile.upper());
        return new ProfileInterval(
                slot.name(),
                slot.unit(),
                lowerOpen ? c.lower() : c.toValue(profile.lower()),
                upperOpen ? c.upper() : c.toValue(profile.upper()),
                lowerOpen,
                upperOpen,
                profile.points().stream()
                        .map(p -> new ProfileInterval.Point(c.toValue(p.at()), p.rise()))
                        .toList());
    }
}

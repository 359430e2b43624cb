package dev.weft.solvers.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Find an interval of one unknown by its profile: hold it, minimise over all others, and see where the cost has risen
 * too much, 2·(C(z_j) − C_min) = 3.84.
 *
 * <p>Residuals have to be in units of their standard deviation. Where the model is linear the interval is that of the
 * curvature, ±1.96·σ; elsewhere it follows the cost as it is: it may be lopsided, or have no end on one side. The others
 * start where the last points lead, so that a profile follows one valley, also a long one.
 *
 * <p>Cost: some ten local searches an unknown. One instance may serve several threads.
 *
 * <p>Source: A. Raue et al., "Structural and practical identifiability analysis of partially observed dynamical models by
 * exploiting the profile likelihood", 2009, equation 4.
 */
public final class ProfileLikelihood {
    /** The 95 % quantile of χ² with one degree of freedom. */
    public static final double RISE_95 = 3.841459;

    private static final double EXACT_ENOUGH = 0.005;
    private static final int MAX_REFINEMENTS = 12;

    private final Supplier<? extends ResidualModel> models;
    private final LeastSquaresSettings settings;
    private final LeastSquaresFit minimum;

    /**
     * Prepare profiles about a minimum.
     *
     * @param models makes one model a thread; all must be equal
     * @param start near the minimum [U]. Not modified
     * @param settings of the searches; one start is used of each
     */
    public ProfileLikelihood(Supplier<? extends ResidualModel> models, double[] start, LeastSquaresSettings settings) {
        this.models = models;
        this.settings = settings.withStarts(1);
        this.minimum = search(models, start);
    }

    /**
     * Follow the profile of an unknown to both sides.
     *
     * @param unknown its index
     * @param firstStep how far to go first, a standard deviation or two, &gt; 0
     * @param lower where to give up on the way down
     * @param upper where to give up on the way up
     * @throws IllegalArgumentException if the first step is not positive
     */
    public Profile of(int unknown, double firstStep, double lower, double upper) {
        if (!(firstStep > 0)) {
            throw new IllegalArgumentException("first step = " + firstStep + ", expected > 0");
        }
        double centre = minimum.solution()[unknown];
        List<Point> points = new ArrayList<>();
        points.add(new Point(centre, 0));
        double low = follow(unknown, -firstStep, Math.min(lower, centre), points);
        double high = follow(unknown, firstStep, Math.max(upper, centre), points);
        return new Profile(low, high, lowest(points));
    }

    /** Sort, and keep the lowest of what was found at one place. */
    private static List<Point> lowest(List<Point> points) {
        TreeMap<Double, Point> sorted = new TreeMap<>();
        points.forEach(p -> sorted.merge(p.at, p, (one, two) -> one.rise <= two.rise ? one : two));
        return List.copyOf(sorted.values());
    }

    /** Return where the cost has risen too much; infinite if it has not before the limit. */
    private double follow(int unknown, double firstStep, double limit, List<Point> points) {
        double[] z = minimum.solution();
        double[] slope = tangent(unknown);
        Point near = new Point(z[unknown], 0);
        double step = firstStep;
        while (near.at != limit) {
            double target = near.at + step;
            double at = firstStep > 0 ? Math.min(target, limit) : Math.max(target, limit);
            double[] reached = ahead(z, slope, at - near.at);
            Point far = hold(unknown, at, reached, points);
            if (far.rise >= RISE_95) {
                // The line ahead may have left the valley where that bends: try once from where it was left.
                double[] again = z.clone();
                Point other = hold(unknown, at, again, points);
                if (other.rise < far.rise) {
                    far = other;
                    reached = again;
                }
            }
            if (far.rise >= RISE_95) {
                if (Math.abs(step) <= Math.abs(firstStep)) {
                    return refine(unknown, near, far, z, slope, points);
                }
                // So long a step may have lost the valley: only a short one is believed.
                step = Math.copySign(Math.max(Math.abs(firstStep), Math.abs(step) / 4), firstStep);
                continue;
            }
            for (int i = 0; i < z.length; i++) {
                slope[i] = (reached[i] - z[i]) / (at - near.at);
            }
            near = far;
            z = reached;
            step *= 2;
        }
        return Math.copySign(Double.POSITIVE_INFINITY, firstStep);
    }

    /** The root of the rise is nearly a line: interpolate it, and halve where that goes too slowly. */
    private double refine(int unknown, Point below, Point above, double[] from, double[] slope, List<Point> points) {
        Point near = below;
        Point far = above;
        double[] z = from;
        double goal = Math.sqrt(RISE_95);
        double at = far.at;
        for (int i = 0; i < MAX_REFINEMENTS; i++) {
            double low = Math.sqrt(Math.max(0, near.rise));
            double share = i % 3 == 2 ? 0.5 : (goal - low) / (Math.sqrt(far.rise) - low);
            at = near.at + share * (far.at - near.at);
            double[] reached = ahead(z, slope, at - near.at);
            Point point = hold(unknown, at, reached, points);
            if (Math.abs(point.rise - RISE_95) < EXACT_ENOUGH) {
                break;
            }
            if (point.rise < RISE_95) {
                near = point;
                z = reached;
            } else {
                far = point;
            }
        }
        return at;
    }

    private static double[] ahead(double[] z, double[] slope, double step) {
        double[] moved = z.clone();
        for (int i = 0; i < z.length; i++) {
            moved[i] += step * slope[i];
        }
        return moved;
    }

    /** Return how all unknowns move with one at the minimum, Σ_ij / Σ_jj; only that one where Σ does not exist. */
    private double[] tangent(int unknown) {
        int size = minimum.solution().length;
        double[] slope = new double[size];
        DMatrixRMaj covariance = new DMatrixRMaj(size, size);
        boolean known =
                CommonOps_DDRM.invert(minimum.information().copy(), covariance) && covariance.get(unknown, unknown) > 0;
        for (int i = 0; i < size; i++) {
            slope[i] = known ? covariance.get(i, unknown) / covariance.get(unknown, unknown) : 0;
        }
        slope[unknown] = 1;
        return slope;
    }

    /** Minimise over the others; {@code z} is where to start and then where that ended. */
    private Point hold(int unknown, double at, double[] z, List<Point> points) {
        LeastSquaresFit fit = search(() -> new Held(models.get(), unknown, at), without(z, unknown));
        double[] others = fit.solution();
        System.arraycopy(with(others, unknown, at), 0, z, 0, z.length);
        Point point = new Point(at, 2 * (fit.cost() - minimum.cost()));
        points.add(point);
        return point;
    }

    private LeastSquaresFit search(Supplier<? extends ResidualModel> held, double[] start) {
        if (start.length == 0) {
            return LeastSquaresFit.at(held.get(), start);
        }
        return new MultiStartLeastSquares(held, settings).search(start, new double[start.length], done -> {});
    }

    private static double[] without(double[] z, int unknown) {
        double[] others = new double[z.length - 1];
        System.arraycopy(z, 0, others, 0, unknown);
        System.arraycopy(z, unknown + 1, others, unknown, others.length - unknown);
        return others;
    }

    private static double[] with(double[] others, int unknown, double at) {
        double[] z = new double[others.length + 1];
        System.arraycopy(others, 0, z, 0, unknown);
        z[unknown] = at;
        System.arraycopy(others, unknown, z, unknown + 1, others.length - unknown);
        return z;
    }

    /**
     * Tell one point of a profile.
     *
     * @param at the unknown
     * @param rise 2·(C − C_min), the others at their best
     */
    public record Point(double at, double rise) {}

    /**
     * Tell a profile.
     *
     * @param lower lower end of the 95 % interval, −∞ if the cost had not risen enough at the limit
     * @param upper upper end, +∞ likewise
     * @param points all points looked at, ascending
     */
    public record Profile(double lower, double upper, List<Point> points) {
        /** Copy the list. */
        public Profile {
            points = List.copyOf(points);
        }
    }

    /** Leave one unknown out of a model. */
    private record Held(ResidualModel model, int unknown, double at) implements ResidualModel {
        @Override
        public int unknowns() {
            return model.unknowns() - 1;
        }

        @Override
        public int residuals() {
            return model.residuals();
        }

        @Override
        public void evaluate(double[] z, double[] residuals, double[] jacobian) {
            int all = model.unknowns();
            double[] full = new double[jacobian.length == 0 ? 0 : model.residuals() * all];
            model.evaluate(with(z, unknown, at), residuals, full);
            for (int i = 0; full.length > 0 && i < model.residuals(); i++) {
                System.arraycopy(full, i * all, jacobian, i * (all - 1), unknown);
                System.arraycopy(full, i * all + unknown + 1, jacobian, i * (all - 1) + unknown, all - 1 - unknown);
            }
        }
    }
}

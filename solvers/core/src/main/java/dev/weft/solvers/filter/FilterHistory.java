package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.Arrays;

/**
 * Keep what a {@link FleetFilter} knew at each instant, for a {@link FleetSmoother} to go back over.
 *
 * <pre>
 *   history.begin(fleet);
 *   for each reading: write inputs and readings, filter.step(fleet, dt), history.keep(fleet, dt)
 *   smoother.smooth(history);
 * </pre>
 *
 * <p>Memory: D(D + 3)/2 numbers, the inputs, noise of its own, the interval and a bit for each instant and lane. All of it is allocated at
 * once; keeping allocates nothing. Not thread-safe.
 */
public final class FilterHistory {
    private final FilterModel model;
    private final int lanes;
    private final double[][][] means;
    private final double[][][] covariances;
    /** Homes, inputs and intervals of what led to an instant. */
    private final double[][][] driven;

    private final boolean[][] failed;
    private int length;
    private boolean smoothed;

    private FilterHistory(FilterModel model, int lanes, int instants) {
        FilterPlanes one = FilterPlanes.allocate(model, 1);
        int estimates = one.means().length + one.covariances().length;
        this.model = model;
        this.lanes = lanes;
        this.means = new double[instants][one.means().length][lanes];
        this.covariances = new double[instants][one.covariances().length][lanes];
        this.driven = new double[instants][one.moving().length - estimates][lanes];
        this.failed = new boolean[instants][lanes];
    }

    /**
     * Allocate a history.
     *
     * @param lanes L, 1 or more
     * @param instants the most instants that are kept, 1 or more
     * @throws IllegalArgumentException if a number is less than 1
     */
    public static FilterHistory allocate(FilterModel model, int lanes, int instants) {
        if (lanes < 1 || instants < 1) {
            throw new IllegalArgumentException(
                    "lanes = " + lanes + ", instants = " + instants + ", expected 1 or more of both");
        }
        return new FilterHistory(model, lanes, instants);
    }

    /** Return the model. */
    public FilterModel model() {
        return model;
    }

    /** Return L. */
    public int lanes() {
        return lanes;
    }

    /** Return how many instants are kept. */
    public int length() {
        return length;
    }

    /** Return the means at an instant, filtered or smoothed [D×L], live. */
    public double[][] means(int instant) {
        return means[instant];
    }

    /** Return the covariances at an instant, lower triangles, filtered or smoothed [D(D + 1)/2×L], live. */
    public double[][] covariances(int instant) {
        return covariances[instant];
    }

    /**
     * Read the estimate of a lane at an instant.
     *
     * @param estimate receives θ and P. Modified
     * @throws IllegalArgumentException if it has not D weights
     */
    public void get(int instant, int lane, GaussianEstimate estimate) {
        int d = means[instant].length;
        if (estimate.dimension() != d) {
            throw new IllegalArgumentException("weights = " + estimate.dimension() + ", expected " + d);
        }
        for (int i = 0; i < d; i++) {
            estimate.mean()[i] = means[instant][i][lane];
            for (int j = 0; j < d; j++) {
                estimate.covariance().set(i, j, covariances[instant][Gaussian.index(i, j)][lane]);
            }
        }
    }

    /**
     * Forget everything and keep what the fleet knows now as the first instant.
     *
     * @param fleet Not modified
     * @throws IllegalArgumentException if the fleet is of another model or size
     */
    public void begin(FilterPlanes fleet) {
        check(fleet);
        length = 0;
        smoothed = false;
        keepEstimate(fleet);
    }

    /**
     * Keep what the fleet knows after a step, and the inputs that led there, which must still be in its planes.
     *
     * @param fleet Not modified
     * @param dt the interval of the step
     * @throws IllegalArgumentException if the fleet is of another model or size
     * @throws IllegalStateException if there is no first instant, no room, or the history is smoothed
     */
    public void keep(FilterPlanes fleet, double dt) {
        keepStep(fleet);
        Arrays.fill(driven[length - 1][driven[0].length - 1], dt);
    }

    /** Keep what the fleet knows after {@link FleetFilter#stepEach}; as {@link #keep}. */
    public void keepEach(FilterPlanes fleet) {
        keepStep(fleet);
        System.arraycopy(fleet.intervals(), 0, driven[length - 1][driven[0].length - 1], 0, lanes);
    }

    private void keepStep(FilterPlanes fleet) {
        check(fleet);
        if (length == 0 || smoothed || length == means.length) {
            throw new IllegalStateException("instants = " + length + (smoothed ? ", smoothed" : "") + ", expected 1 … "
                    + (means.length - 1) + ", not smoothed; begin first, or allocate more");
        }
        double[][] moving = fleet.moving();
        int estimates = means[0].length + covariances[0].length;
        for (int k = 0; k < driven[length].length; k++) {
            System.arraycopy(moving[estimates + k], 0, driven[length][k], 0, lanes);
        }
        for (int lane = 0; lane < lanes; lane++) {
            failed[length][lane] = fleet.verdicts()[lane] == LaneTile.FAILED;
        }
        keepEstimate(fleet);
    }

    private void keepEstimate(FilterPlanes fleet) {
        for (int k = 0; k < means[length].length; k++) {
            System.arraycopy(fleet.means()[k], 0, means[length][k], 0, lanes);
        }
        for (int k = 0; k < covariances[length].length; k++) {
            System.arraycopy(fleet.covariances()[k], 0, covariances[length][k], 0, lanes);
        }
        length++;
    }

    private void check(FilterPlanes fleet) {
        if (fleet.lanes() != lanes || !fleet.model().equals(model)) {
            throw new IllegalArgumentException(
                    "lanes of the fleet = " + fleet.lanes() + ", expected " + lanes + " of the model of the history");
        }
    }

    /** Homes, inputs and intervals of the step that led to an instant. */
    double[][] driven(int instant) {
        return driven[instant];
    }

    /** Whether a lane stood still in the step that led to an instant. */
    boolean failed(int instant, int lane) {
        return failed[instant][lane];
    }

    void beginSmoothing() {
        if (length == 0 || smoothed) {
            throw new IllegalStateException(
                    "instants = " + length + (smoothed ? ", smoothed" : "") + ", expected 1 or more, not smoothed");
        }
        smoothed = true;
    }
}

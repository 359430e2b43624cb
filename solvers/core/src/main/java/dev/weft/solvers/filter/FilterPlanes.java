package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.GaussianEstimate;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Hold the estimates, inputs and readings of L twins of one {@link FilterModel} in planes: the value of weight k of lane i
 * is {@code means()[k][i]}.
 *
 * <p>The planes are the data themselves, not copies: write inputs and readings into them before a step, and read the
 * estimates, expectations and verdicts after it. Weights are the coordinates of the parameters, then the states; of a
 * covariance there is the lower triangle, P_ij with i ≥ j in plane i(i + 1)/2 + j.
 *
 * <p>Not thread-safe; a filter divides the lanes among its threads by itself.
 */
public final class FilterPlanes {
    private final GivenPlanes given;
    private final double[][] means;
    private final double[][] covariances;
    private final double[][] expected;
    private final double[][] innovationVariances;
    private final double[] surprises;
    private final double[] verdicts;
    private final double[] flowErrors;
    private final double[][] moving;
    private final double[][] reading;
    private final double[][] results;
    private double[][] deviations = {};
    private boolean[] drawn = {};
    private long ensembleSteps;

    private FilterPlanes(GivenPlanes given, double[][] means, double[][] covariances) {
        int q = given.measured.length;
        this.given = given;
        this.means = means;
        this.covariances = covariances;
        this.expected = new double[q][given.lanes];
        this.innovationVariances = new double[q][given.lanes];
        this.surprises = new double[given.lanes];
        this.verdicts = new double[given.lanes];
        this.flowErrors = new double[given.model.flowCheck() == null ? 0 : given.lanes];
        this.moving = concat(means, covariances, given.moving());
        this.reading = given.reading();
        this.results = concat(
                means,
                covariances,
                new double[][] {verdicts},
                expected,
                innovationVariances,
                new double[][] {surprises},
                GivenPlanes.present(flowErrors));
    }

    static double[][] concat(double[][]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(double[][]::new);
    }

    /**
     * Allocate planes of zeros.
     *
     * @throws IllegalArgumentException if {@code lanes} is less than 1
     */
    public static FilterPlanes allocate(FilterModel model, int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected 1 or more");
        }
        int d = model.weights();
        return new FilterPlanes(
                new GivenPlanes(model, lanes), new double[d][lanes], new double[Gaussian.packedSize(d)][lanes]);
    }

    /**
     * Take over estimates of the caller, without copying them; no plane may be given twice. The others are allocated.
     *
     * @param means θ [D×L]. Modified by filters
     * @param covariances lower triangles of P [D(D + 1)/2×L]. Modified by filters
     * @throws IllegalArgumentException if the planes are not D and D(D + 1)/2 of one length ≥ 1
     */
    public static FilterPlanes of(FilterModel model, double[][] means, double[][] covariances) {
        int lanes = means.length == 0 ? 0 : means[0].length;
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected 1 or more");
        }
        check("means", means, model.weights(), lanes);
        check("covariances", covariances, Gaussian.packedSize(model.weights()), lanes);
        return new FilterPlanes(new GivenPlanes(model, lanes), means.clone(), covariances.clone());
    }

    /**
     * Allocate planes for more lanes, the first of which are copies of these, with all that was written and read; the others
     * are as {@link #allocate} makes them.
     *
     * @param lanes at least as many as there are
     * @throws IllegalArgumentException if they are fewer
     */
    public FilterPlanes grown(int lanes) {
        if (lanes < lanes()) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected " + lanes() + " or more");
        }
        FilterPlanes larger = allocate(given.model, lanes);
        given.copyTo(larger.given);
        GivenPlanes.copy(results, larger.results);
        larger.deviations =
                Stream.of(deviations).map(plane -> Arrays.copyOf(plane, lanes)).toArray(double[][]::new);
        larger.drawn = drawn.length == 0 ? drawn : Arrays.copyOf(drawn, lanes);
        larger.ensembleSteps = ensembleSteps;
        return larger;
    }

    /**
     * Allocate planes for a step that may be taken back: the same lanes and a copy of their estimates. What is written
     * before a step, inputs, readings and all, is the same in both, live, so that they may change their roles.
     */
    public FilterPlanes proposal() {
        FilterPlanes other = new FilterPlanes(given, copy(means), copy(covariances));
        GivenPlanes.copy(results, other.results);
        other.deviations = copy(deviations);
        other.drawn = drawn.clone();
        other.ensembleSteps = ensembleSteps;
        return other;
    }

    private static double[][] copy(double[][] planes) {
        return Stream.of(planes).map(double[]::clone).toArray(double[][]::new);
    }

    private static void check(String what, double[][] planes, int rows, int lanes) {
        for (double[] plane : planes) {
            if (planes.length != rows || plane.length != lanes) {
                throw new IllegalArgumentException(what + " = " + planes.length + "×" + plane.length + ", expected "
                        + rows + "×" + lanes + ": one plane each, one value a lane");
            }
        }
    }

    /** Return the model the lanes belong to. */
    public FilterModel model() {
        return given.model;
    }

    /** Return L, the number of lanes. */
    public int lanes() {
        return given.lanes;
    }

    /** Return the planes of the means θ: coordinates of the parameters, then states [D×L], live. */
    public double[][] means() {
        return means;
    }

    /** Return the planes of the covariances, lower triangles row by row [D(D + 1)/2×L], live. */
    public double[][] covariances() {
        return covariances;
    }

    /** Return the homes of the coordinates [M×L], live; a plane is empty where a parameter has none. */
    public double[][] homes() {
        return given.homes;
    }

    /** Return the inputs that are held over the interval [K×L], live. */
    public double[][] inputs() {
        return given.inputs;
    }

    /** Return the inputs at the moment of the reading [K×L], live; none where no output depends on an input. */
    public double[][] readingInputs() {
        return given.readingInputs;
    }

    /** Return the readings at the end of the interval, NaN where one is missing [Q×L], live. */
    public double[][] measured() {
        return given.measured;
    }

    /** Return the intervals of {@link FleetFilter#stepEach} [L], live. */
    public double[] intervals() {
        return given.intervals;
    }

    /**
     * Return the variances of readings [Q×L], live, filled with those of the model; none unless {@link
     * ByLane#measurementNoise}. The reading of a lane is refused where one of them
     * is not finite and greater than 0.
     */
    public double[][] outputVariances() {
        return given.outputVariances;
    }

    /**
     * Return the densities of the drifts [M×L], live, filled with those of the model, a plane being empty where that is 0;
     * none unless {@link ByLane#processNoise}. A lane fails where one is negative or not finite.
     */
    public double[][] driftDensities() {
        return given.driftDensities;
    }

    /**
     * Return the noise of the states [N×L], live, filled with that of the model, a plane being empty where that is 0; none
     * unless {@link ByLane#processNoise}. A lane fails where one is negative or not finite.
     */
    public double[][] stateNoise() {
        return given.stateNoise;
    }

    /**
     * Return the marks of lanes whose parameters are considered, 1, or estimated, 0 [L], live; none unless {@link
     * ByLane#considered}. Considered parameters keep their means bit for bit, and are not drawn home either. What is not
     * known of them stays in the covariance and grows as their drifts say, as it would without readings, and counts where
     * readings move the states (Schmidt and Kalman).
     */
    public double[] considered() {
        return given.considered;
    }

    /** Return what the last step expected to read, ŷ [Q×L], live; also where a reading is missing. */
    public double[][] expected() {
        return expected;
    }

    /**
     * Return an innovation y − ŷ of the last step, NaN where the reading is missing. Ask before the next readings are written
     * into the planes.
     *
     * @param output k, 0 … Q − 1
     */
    public double innovation(int output, int lane) {
        return given.measured[output][lane] - expected[output][lane];
    }

    /** Return the variances of the innovations, each output by itself [Q×L], live; also where a reading is missing. */
    public double[][] innovationVariances() {
        return innovationVariances;
    }

    /**
     * Return the normalised innovations squared νᵀS⁻¹ν of the last step [L], live: χ² with as many degrees of freedom as
     * outputs were read if the model holds; 0 where none was.
     */
    public double[] surprises() {
        return surprises;
    }

    /**
     * Return how many outputs corrected each lane in the last step [L], live: 0 where none was read or the gate refused the
     * reading, −1 where the prediction was not finite and the lane kept the estimate it had.
     */
    public double[] verdicts() {
        return verdicts;
    }

    /**
     * Return how much the flow of the last step may have erred, in units of what is allowed [L], live: see {@link FlowCheck};
     * none unless the model has one. Above 1, or NaN, fixed steps are not enough.
     */
    public double[] flowErrors() {
        return flowErrors;
    }

    /**
     * Return the deviations of the members of an ensemble from the mean, weight k of member e in plane e D + k [E·D×L],
     * live; none before the first step of an ensemble filter. A member is mean plus deviation, so a mean that is moved
     * takes its ensemble along; a covariance that shall change goes through {@link #put}.
     */
    public double[][] deviations() {
        return deviations;
    }

    /**
     * Write the estimate of a lane; an ensemble filter draws its members anew.
     *
     * @throws IllegalArgumentException if the estimate has not D weights
     */
    public void put(int lane, GaussianEstimate estimate) {
        if (estimate.dimension() != means.length) {
            throw new IllegalArgumentException("weights = " + estimate.dimension() + ", expected " + means.length);
        }
        for (int i = 0; i < means.length; i++) {
            means[i][lane] = estimate.mean()[i];
            for (int j = 0; j <= i; j++) {
                covariances[Gaussian.index(i, j)][lane] = estimate.covariance().get(i, j);
            }
        }
        if (drawn.length > 0) {
            drawn[lane] = false;
        }
    }

    /**
     * Read the estimate of a lane.
     *
     * @param estimate receives θ and P. Modified
     * @throws IllegalArgumentException if it has not D weights
     */
    public void get(int lane, GaussianEstimate estimate) {
        if (estimate.dimension() != means.length) {
            throw new IllegalArgumentException("weights = " + estimate.dimension() + ", expected " + means.length);
        }
        for (int i = 0; i < means.length; i++) {
            estimate.mean()[i] = means[i][lane];
            for (int j = 0; j < means.length; j++) {
                estimate.covariance().set(i, j, covariances[Gaussian.index(i, j)][lane]);
            }
        }
    }

    /**
     * Take over what other planes hold of some lanes, estimates and results of the last step; all others stay.
     *
     * <p>Cost: all planes of these lanes once, and no allocation.
     *
     * @param other planes of the same model and size. Not modified
     * @param lanes whose estimates are taken. Not modified
     * @throws IllegalArgumentException if the planes are of another model or size, or a lane is not among them
     */
    public void take(FilterPlanes other, LaneList lanes) {
        requireAlike(other);
        lanes.requireWithin(lanes());
        for (int k = 0; k < results.length; k++) {
            double[] from = other.results[k];
            double[] to = results[k];
            for (int i = 0; i < lanes.size(); i++) {
                int lane = lanes.lane(i);
                to[lane] = from[lane];
            }
        }
        takeMembers(other, lanes);
    }

    private void takeMembers(FilterPlanes other, LaneList lanes) {
        if (other.drawn.length == 0) {
            return;
        }
        beginEnsemble(other.deviations.length / means.length, Math.max(ensembleSteps, other.ensembleSteps));
        for (int i = 0; i < lanes.size(); i++) {
            int lane = lanes.lane(i);
            drawn[lane] = other.drawn[lane];
            for (int k = 0; k < deviations.length; k++) {
                deviations[k][lane] = other.deviations[k][lane];
            }
        }
    }

    /** Refuse planes of another model or another number of lanes. */
    void requireAlike(FilterPlanes other) {
        if (other.lanes() != lanes() || !other.model().equals(model())) {
            throw new IllegalArgumentException("lanes of the other planes = " + other.lanes() + ", expected " + lanes()
                    + " of the same model; proposal() allocates such planes");
        }
    }

    /** What the flow reads, as {@link FilterSymbols#moving}; the intervals come last. */
    double[][] moving() {
        return moving;
    }

    /** What a correction reads beside the prediction, the end of {@link FilterSymbols#reading}. */
    double[][] reading() {
        return reading;
    }

    /**
     * What an update writes: θ, P, verdict; and, where there was a reading, what was expected, variances, surprise;
     * the flow's error, if it is asked for. */
    double[][] results() {
        return results;
    }

    /** Return how many steps an ensemble has taken. */
    long ensembleSteps() {
        return ensembleSteps;
    }

    /** Have planes for the members of an ensemble, and note the number of the step that begins, from 1. */
    void beginEnsemble(int members, long step) {
        if (deviations.length != members * means.length) {
            deviations = new double[members * means.length][lanes()];
            drawn = new boolean[lanes()];
        }
        ensembleSteps = step;
    }

    /** Whether a lane has so many members of its estimate. */
    boolean isDrawn(int lane, int members) {
        return deviations.length == members * means.length && drawn[lane];
    }

    void setDrawn(int lane, boolean has) {
        drawn[lane] = has;
    }
}

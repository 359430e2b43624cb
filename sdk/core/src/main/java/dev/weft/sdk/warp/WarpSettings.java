package dev.weft.sdk.warp;

import dev.weft.sdk.weights.WeightLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Say what a weight-space model is made of: θ_0 = φ(w_0), θ_{t+1} = A θ_t + B Σ_j W_j u_{t−j} over t − j
 * ≥ 0, ŷ = root(τ; θ_{t+1}), where u_t = w_t − w_{t−1} with w_{−1} = w_0, or u_t = w_t, and w_t = (signals, inputs, and
 * τ_t if there is a time channel).
 *
 * <p>Without targets and classes the model forecasts: the prediction at step t is of the signals at t + 1. With targets
 * it tells these at the same step, from the signals up to it. With classes its last prediction is their logits.
 *
 * @param root the network whose weights are θ
 * @param transition A
 * @param initial φ
 * @param columns signals, inputs, targets and classes
 * @param drive u_t: differences w_t − w_{t−1}, or w_t itself
 * @param timeChannel whether τ is also fed
 * @param uncertainty whether the network has a second half of outputs, the standard deviations
 * @param weightLimit largest |θ| that the root network sees; infinite for none. The recurrence itself stays linear
 * @param convolution K, taps of the causal convolution of what drives; 0 or 1 for none
 * @param steps T, the length for which τ runs from 0 to 1, &gt;= 2
 */
public record WarpSettings(
        RootSettings root,
        TransitionSettings transition,
        InitialSettings initial,
        WarpColumns columns,
        Drive drive,
        boolean timeChannel,
        boolean uncertainty,
        double weightLimit,
        int convolution,
        int steps) {
    private static final int MOST_STEPS = 10_000_000;

    /** The least standard deviation a model can predict, in normalised units. */
    static final double LEAST_DEVIATION = 1e-4;

    private static final int MOST_WEIGHTS = Integer.MAX_VALUE - 8;

    /** Check what goes together. */
    public WarpSettings {
        List<String> classes = columns.classes();
        List<String> targets = columns.targets();
        if (!classes.isEmpty() && (classes.size() < 2 || !targets.isEmpty() || uncertainty)) {
            throw new IllegalArgumentException("classes = " + classes + ", targets = " + targets + ", uncertainty = "
                    + uncertainty + ", expected two classes or more, and neither targets nor uncertainty beside them");
        }
        if (!(weightLimit > 0)) {
            throw new IllegalArgumentException("weight limit = " + weightLimit + ", expected a number > 0");
        }
        if (convolution < 0 || convolution > 1024) {
            throw new IllegalArgumentException("convolution taps = " + convolution + ", expected 0 … 1024");
        }
        if (steps < 2 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("steps = " + steps + ", expected at least 2 and at most " + MOST_STEPS
                    + ": τ runs from 0 to 1 over them");
        }
    }

    /** Return a forecasting model of signals, without extras. */
    public static WarpSettings forecasting(
            List<String> signals,
            RootSettings root,
            TransitionSettings transition,
            InitialSettings initial,
            int steps) {
        return new WarpSettings(
                root,
                transition,
                initial,
                WarpColumns.of(signals),
                Drive.DIFFERENCES,
                false,
                false,
                Double.POSITIVE_INFINITY,
                0,
                steps);
    }

    /** Return what is observed [Dx]. */
    public List<String> signals() {
        return columns.signals();
    }

    /** Return what is known beforehand [Du]. */
    public List<String> inputs() {
        return columns.inputs();
    }

    /** Return what is told instead of the next signals. */
    public List<String> targets() {
        return columns.targets();
    }

    /** Return the classes a series may belong to. */
    public List<String> classes() {
        return columns.classes();
    }

    /** Tell whether predictions are of the next step. */
    public boolean forecasts() {
        return columns.forecasts();
    }

    /** Return what is predicted [Dy]: signals, targets or classes. */
    public List<String> predicted() {
        return columns.predicted();
    }

    /** Return Dw, how many numbers drive the recurrence. */
    public int drivers() {
        return signals().size() + inputs().size() + (timeChannel ? 1 : 0);
    }

    /** Return how many numbers the root network sees: τ, its encoding, the last observation, the inputs. */
    public int rootInputs() {
        return timeInputs() + (root.previous() ? signals().size() : 0) + inputs().size();
    }

    /** Return how many of them, the first ones, tell the time: τ and its encoding. */
    int timeInputs() {
        return 1 + 2 * root.frequencies();
    }

    /** Return τ_t = t/(T − 1). */
    public double tau(int step) {
        return (double) step / (steps - 1);
    }

    /** Return how many outputs the root network has. */
    public int rootOutputs() {
        return (uncertainty ? 2 : 1) * predicted().size();
    }

    /** Return the widths of the root network from its inputs to its outputs. */
    public List<Integer> rootWidths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(rootInputs());
        widths.addAll(root.hidden());
        widths.add(rootOutputs());
        return widths;
    }

    /**
     * Return how many weights the root network has.
     *
     * @throws IllegalArgumentException if these are more than an array can hold
     */
    public int rootWeights() {
        List<Integer> widths = rootWidths();
        long count = 0;
        for (int l = 1; l < widths.size(); l++) {
            count += (widths.get(l - 1) + 1L) * widths.get(l);
            if (count > MOST_WEIGHTS) {
                throw new IllegalArgumentException("weights of a root network of widths " + widths + " = at least "
                        + count + ", expected at most " + MOST_WEIGHTS);
            }
        }
        return (int) count;
    }

    /** Return Dθ: the root network's weights, and one that is idle where 2×2 blocks need an even number. */
    public int weights() {
        boolean pairs = transition.structure() == TransitionSettings.Structure.BLOCK_DIAGONAL;
        return pairs ? (rootWeights() + 1) / 2 * 2 : rootWeights();
    }

    /** Return the names of θ's entries: {@code layer0.weight[3,1]}, {@code layer0.bias[2]}, {@code idle}. */
    public WeightLayout weightLayout() {
        return WeightLayout.network(rootWidths(), weights());
    }

    /** Return the number of lags of the convolution, at least 1. */
    public int lags() {
        return Math.max(1, convolution);
    }

    /** Change the root network. */
    public WarpSettings withRoot(RootSettings changed) {
        return new WarpSettings(
                changed,
                transition,
                initial,
                columns,
                drive,
                timeChannel,
                uncertainty,
                weightLimit,
                convolution,
                steps);
    }

    /** Change the transition. */
    public WarpSettings withTransition(TransitionSettings changed) {
        return new WarpSettings(
                root, changed, initial, columns, drive, timeChannel, uncertainty, weightLimit, convolution, steps);
    }

    /** Change where θ_0 comes from. */
    public WarpSettings withInitial(InitialSettings changed) {
        return new WarpSettings(
                root, transition, changed, columns, drive, timeChannel, uncertainty, weightLimit, convolution, steps);
    }

    /** Change what the model is of. */
    public WarpSettings withColumns(WarpColumns changed) {
        return new WarpSettings(
                root, transition, initial, changed, drive, timeChannel, uncertainty, weightLimit, convolution, steps);
    }

    /** Change what is known beforehand. */
    public WarpSettings withInputs(List<String> changed) {
        return withColumns(columns.withInputs(changed));
    }

    /** Change what is told instead of the next signals. */
    public WarpSettings withTargets(List<String> changed) {
        return withColumns(columns.withTargets(changed));
    }

    /** Change the classes. */
    public WarpSettings withClasses(List<String> changed) {
        return withColumns(columns.withClasses(changed));
    }

    /** Change what drives the recurrence. */
    public WarpSettings withDrive(Drive changed) {
        return new WarpSettings(
                root, transition, initial, columns, changed, timeChannel, uncertainty, weightLimit, convolution, steps);
    }

    /** Change whether τ is fed. */
    public WarpSettings withTimeChannel(boolean changed) {
        return new WarpSettings(
                root, transition, initial, columns, drive, changed, uncertainty, weightLimit, convolution, steps);
    }

    /** Change whether standard deviations are predicted. */
    public WarpSettings withUncertainty(boolean changed) {
        return new WarpSettings(
                root, transition, initial, columns, drive, timeChannel, changed, weightLimit, convolution, steps);
    }

    /** Change the largest weight the root network sees. */
    public WarpSettings withWeightLimit(double changed) {
        return new WarpSettings(
                root, transition, initial, columns, drive, timeChannel, uncertainty, changed, convolution, steps);
    }

    /** Change the taps of the convolution. */
    public WarpSettings withConvolution(int changed) {
        return new WarpSettings(
                root, transition, initial, columns, drive, timeChannel, uncertainty, weightLimit, changed, steps);
    }

    /** Change the length for which τ runs from 0 to 1. */
    public WarpSettings withSteps(int changed) {
        return new WarpSettings(
                root, transition, initial, columns, drive, timeChannel, uncertainty, weightLimit, convolution, changed);
    }
}

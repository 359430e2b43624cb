package dev.weft.sdk.warp;

import dev.weft.solvers.recurrence.LinearRecurrence;
import java.util.Arrays;

/**
 * Run one series through a model, step by step: θ_0 = φ(w_0), θ_{t+1} = A θ_t + B Σ_j W_j u_{t−j}, ŷ = root(τ;
 * θ_{t+1}), where u_t is w_t − w_{t−1} or w_t itself. No gradients, no retraining: θ adapts to what is observed by the recurrence itself.
 *
 * <p>All numbers are in the model's normalised units. A signal that is NaN was not measured: it is held at its last
 * value, 0 before there is any: its difference does not move θ, its value does.
 *
 * <p>Mutable, for one thread. A step costs what A costs, D² for a dense one and O(D) for the others, and allocates
 * nothing, unless a continuous transition sees an interval unlike the one before. (Products of matrices in vectors box
 * them until the JIT compiler has seen some thousands.)
 */
public final class WarpStream {
    private final WarpCell cell;
    private final WarpSettings settings;
    private final int rootWeights;
    private final double[] theta;
    private final double[][] planes;
    private final double[][] outputs;
    private final double[] kernelScratch;
    private final double[] drivers;
    private final double[] previous;
    private final double[][] driving;
    private final double[] driven;
    private final int taps;
    private double[] lastDriven;
    private LinearRecurrence recurrence;
    private LinearRecurrence.Scratch scratch;
    private double lastInterval = Double.NaN;
    private double time = Double.NaN;
    private int step = -1;

    WarpStream(WarpCell cell) {
        this.cell = cell;
        this.settings = cell.settings();
        int w = settings.drivers();
        rootWeights = settings.rootWeights();
        theta = new double[settings.weights()];
        planes = new double[rootWeights + settings.rootInputs()][1];
        outputs = new double[settings.rootOutputs()][1];
        kernelScratch = cell.program().value().newScratch();
        drivers = new double[w];
        previous = new double[w];
        driving = new double[settings.lags()][w];
        driven = new double[w];
        taps = cell.program()
                .layout()
                .find("input.convolution")
                .map(ParameterLayout.Segment::offset)
                .orElse(-1);
        lastDriven = driven;
        recurrence = cell.recurrence(0);
        scratch = recurrence.newScratch();
    }

    /** Return t of the last observation, −1 before the first. */
    public int step() {
        return step;
    }

    /**
     * Take what was measured at the next step, t ← t + 1, θ ← A θ + B v. A series goes on without measurements when the
     * means of {@link #predict} are observed instead.
     *
     * @param when its time in seconds, later than the one before
     * @param signals [Dx], NaN where one was not measured. Not modified
     * @param inputs [Du], finite. Not modified
     * @throws IllegalArgumentException if the time is not later, a length does not fit, a signal is infinite, or an input
     *     is not finite
     */
    public void observe(double when, double[] signals, double[] inputs) {
        requireLater(when);
        requireLength("signals", signals, settings.signals().size());
        requireMeasured(signals);
        requireInputs(inputs);
        System.arraycopy(drivers, 0, previous, 0, drivers.length);
        for (int c = 0; c < signals.length; c++) {
            drivers[c] = Double.isNaN(signals[c]) ? drivers[c] : signals[c];
        }
        System.arraycopy(inputs, 0, drivers, signals.length, inputs.length);
        if (settings.timeChannel()) {
            drivers[drivers.length - 1] = settings.tau(step + 1);
        }
        if (step < 0) {
            begin();
        }
        advance(step < 0 ? 0 : when - time);
        step++;
        time = when;
    }

    private void begin() {
        InitialNetwork<double[]>.Pass initial = cell.program().initial().pass(1);
        if (!settings.initial().free()) {
            System.arraycopy(drivers, 0, initial.input(), 0, drivers.length);
        }
        System.arraycopy(initial.forward(), 0, theta, 0, theta.length);
        // The first step has no difference.
        System.arraycopy(drivers, 0, previous, 0, drivers.length);
    }

    private void advance(double interval) {
        if (settings.transition().continuous() && interval != lastInterval) {
            recurrence = cell.recurrence(interval);
            scratch = recurrence.newScratch();
            lastInterval = interval;
        }
        double[] u = driving[(step + 1) % driving.length];
        boolean differences = settings.drive() == Drive.DIFFERENCES;
        for (int c = 0; c < drivers.length; c++) {
            u[c] = differences ? drivers[c] - previous[c] : drivers[c];
        }
        lastDriven = convolved(u);
        recurrence.step(theta, lastDriven, scratch);
    }

    /** Copy v of the last observation [Dw] out; step 1 has the first one. */
    void driven(double[] to, int offset) {
        System.arraycopy(lastDriven, 0, to, offset, drivers.length);
    }

    /** Return v = Σ_j W_j u_{t−j} over t − j ≥ 0. */
    private double[] convolved(double[] newest) {
        if (taps < 0) {
            return newest;
        }
        int w = drivers.length;
        Arrays.fill(driven, 0);
        for (int j = 0; j < settings.convolution() && j <= step + 1; j++) {
            double[] u = driving[(step + 1 - j) % driving.length];
            for (int c = 0; c < w; c++) {
                for (int e = 0; e < w; e++) {
                    driven[c] += cell.program().parameter(taps + (j * w + c) * w + e) * u[e];
                }
            }
        }
        return driven;
    }

    /**
     * Predict: the signals of the next step, or, where the model has targets or classes, these of this step.
     *
     * @param inputs known inputs at the time of the prediction [Du]. Not modified
     * @param means [Dy]. Modified
     * @param deviations [Dy] standard deviations, NaN where the model has none. Modified
     * @throws IllegalStateException if nothing was observed yet
     * @throws IllegalArgumentException if a length does not fit or an input is not finite
     */
    public void predict(double[] inputs, double[] means, double[] deviations) {
        if (step < 0) {
            throw new IllegalStateException("nothing to predict from: no step was observed yet");
        }
        requireInputs(inputs);
        requireLength("means", means, settings.predicted().size());
        requireLength("deviations", deviations, means.length);
        for (int k = 0; k < rootWeights; k++) {
            planes[k][0] = theta[k];
        }
        int when = settings.forecasts() ? step + 1 : step;
        TimeEncoding.write(settings, when, cell.program().arrays(), planes, rootWeights, 0);
        int at = rootWeights + settings.timeInputs();
        for (int c = 0; settings.root().previous() && c < settings.signals().size(); c++) {
            planes[at++][0] = drivers[c];
        }
        for (double u : inputs) {
            planes[at++][0] = u;
        }
        WarpProgram<double[]> program = cell.program();
        program.value().evaluate(planes, program.constants(), outputs, 0, 1, kernelScratch);
        for (int c = 0; c < means.length; c++) {
            means[c] = outputs[c][0];
            deviations[c] = settings.uncertainty() ? outputs[means.length + c][0] : Double.NaN;
        }
    }

    /**
     * Copy θ out: after step t θ_{t+1}, zeros before the first step.
     *
     * @param to [D]. Modified
     * @throws IllegalArgumentException if its length is another
     */
    public void weights(double[] to) {
        requireLength("weights", to, theta.length);
        System.arraycopy(theta, 0, to, 0, theta.length);
    }

    private void requireLater(double when) {
        if (!Double.isFinite(when) || step >= 0 && when <= time) {
            throw new IllegalArgumentException("time = " + when + " s at step " + (step + 1)
                    + ", expected a finite time" + (step < 0 ? "" : " after " + time + " s"));
        }
    }

    private void requireMeasured(double[] signals) {
        for (int c = 0; c < signals.length; c++) {
            if (Double.isInfinite(signals[c])) {
                throw new IllegalArgumentException(
                        "signal " + settings.signals().get(c) + " = " + signals[c] + " at step " + (step + 1)
                                + ", expected a finite number, or NaN if it was not measured");
            }
        }
    }

    private void requireInputs(double[] inputs) {
        requireLength("inputs", inputs, settings.inputs().size());
        for (int c = 0; c < inputs.length; c++) {
            if (!Double.isFinite(inputs[c])) {
                throw new IllegalArgumentException("input " + settings.inputs().get(c) + " = " + inputs[c] + " at step "
                        + (step + 1) + ", expected a finite number");
            }
        }
    }

    private static void requireLength(String what, double[] found, int expected) {
        if (found.length != expected) {
            throw new IllegalArgumentException(what + " has " + found.length + " numbers, expected " + expected);
        }
    }
}

package dev.weft.sdk.warp;

import dev.weft.sdk.warp.FinalActivation.Clip;
import dev.weft.sdk.warp.FinalActivation.DynamicTanh;
import java.util.List;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.Field;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.MathArrays;

/**
 * The equations of weight-space models a second time, as they are printed: one series, one step after the other, nothing
 * but loops. Slow on purpose, and without a line of the product's numerics; only the layout tells where a parameter is.
 *
 * <p>θ_0 = φ(w_0); u_t = w_t − w_{t−1} with u_0 = 0, or u_t = w_t; v_t = Σ_j W_j u_{t−j} over t − j ≥ 0; θ_{t+1} =
 * A θ_t + B v_t, or exp(ΛΔt) θ_t + B v_t; ŷ_t = root(τ; θ_{t+1}).
 *
 * <p>Over any field of Hipparchus: with {@link Binary64} it computes, with a gradient it differentiates.
 */
final class ReferenceWarp<T extends CalculusFieldElement<T>> {
    private final WarpSettings settings;
    private final ParameterLayout layout;
    private final T[] parameters;
    private final Field<T> field;

    /** What a series makes of a model: predictions [T×Dy or T×2Dy], weights θ [T×Dθ]. */
    static final class Run<T extends CalculusFieldElement<T>> {
        final T[][] predictions;
        final T[][] weights;

        Run(T[][] predictions, T[][] weights) {
            this.predictions = predictions;
            this.weights = weights;
        }

        double prediction(int t, int c) {
            return predictions[t][c].getReal();
        }

        double weight(int t, int k) {
            return weights[t][k].getReal();
        }

        int steps() {
            return weights.length;
        }

        /** Return the largest |θ| and |ŷ|, at least 1: the unit of rounding. */
        double scale() {
            double largest = 1;
            for (T[][] rows : List.of(predictions, weights)) {
                for (T[] row : rows) {
                    for (T value : row) {
                        largest = Math.max(largest, Math.abs(value.getReal()));
                    }
                }
            }
            return largest;
        }
    }

    private ReferenceWarp(WarpSettings settings, T[] parameters) {
        this.settings = settings;
        this.layout = ParameterLayout.of(settings);
        this.parameters = parameters;
        this.field = parameters[0].getField();
    }

    /** Run the first T steps of a series in double arithmetic: as below. */
    static Run<Binary64> run(
            WarpSettings settings,
            double[] parameters,
            WarpSeries series,
            double interval,
            boolean[] fed,
            double[][] noise) {
        Binary64[] all = new Binary64[parameters.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Binary64(parameters[i]);
        }
        return run(settings, all, series, interval, fed, noise);
    }

    /**
     * Run the first T steps of a series.
     *
     * @param parameters in the order of {@link ParameterLayout}
     * @param interval usual Δt, the unit of a continuous transition's time
     * @param fed [T], at most as long as the series: whether a step is fed with what was measured, else with the model's
     *     own prediction of it; the first step always is
     * @param noise [T×Dx] standard normal: a model with uncertainty feeds itself mean + σ · noise of the step that
     *     predicted; zeros for means
     */
    static <T extends CalculusFieldElement<T>> Run<T> run(
            WarpSettings settings,
            T[] parameters,
            WarpSeries series,
            double interval,
            boolean[] fed,
            double[][] noise) {
        return new ReferenceWarp<>(settings, parameters).run(series, interval, fed, noise);
    }

    private Run<T> run(WarpSeries series, double interval, boolean[] fed, double[][] noise) {
        int steps = fed.length;
        T[][] w = MathArrays.buildArray(field, steps, settings.drivers());
        T[][] theta = MathArrays.buildArray(field, steps, settings.weights());
        T[][] predictions = MathArrays.buildArray(field, steps, settings.rootOutputs());
        for (int t = 0; t < steps; t++) {
            boolean own = t > 0 && !fed[t] && settings.forecasts();
            w[t] = own ? drivers(series, t, predictions[t - 1], noise[t - 1]) : drivers(series, t);
            double dt = t == 0 ? 0 : (series.time(t) - series.time(t - 1)) / interval;
            T[] carried = product(transition(dt), t == 0 ? initial(w[0]) : theta[t - 1]);
            T[] driven = product(matrix("input.B", 0, settings.weights(), settings.drivers()), convolved(w, t));
            for (int k = 0; k < driven.length; k++) {
                theta[t][k] = carried[k].add(driven[k]);
            }
            predictions[t] = root(theta[t], rootInputs(series, t, w[t]));
        }
        return new Run<>(predictions, theta);
    }

    /** w_t = (signals, inputs, τ_t), a signal that is missing as it was last measured, or 0. */
    private T[] drivers(WarpSeries series, int t) {
        T[] w = MathArrays.buildArray(field, settings.drivers());
        int x = settings.signals().size();
        for (int c = 0; c < x; c++) {
            for (int s = 0; s <= t; s++) {
                if (!Double.isNaN(series.signal(s, c))) {
                    w[c] = constant(series.signal(s, c));
                }
            }
        }
        for (int c = 0; c < settings.inputs().size(); c++) {
            w[x + c] = constant(series.input(t, c));
        }
        if (settings.timeChannel()) {
            w[w.length - 1] = constant(tau(t));
        }
        return w;
    }

    /** w_t whose signals are the prediction of the step before. */
    private T[] drivers(WarpSeries series, int t, T[] prediction, double[] noise) {
        T[] w = drivers(series, t);
        int x = settings.signals().size();
        for (int c = 0; c < x; c++) {
            w[c] = settings.uncertainty() ? prediction[c].add(prediction[x + c].multiply(noise[c])) : prediction[c];
        }
        return w;
    }

    private double tau(int t) {
        return t / (settings.steps() - 1.0);
    }

    /** v_t = Σ_j W_j u_{t−j}. */
    private T[] convolved(T[][] w, int t) {
        int width = settings.drivers();
        T[] v = MathArrays.buildArray(field, width);
        for (int j = 0; j < settings.lags(); j++) {
            if (t - j >= 0) {
                T[] u = driving(w, t - j);
                T[] term = settings.convolution() > 1
                        ? product(matrix("input.convolution", j * width * width, width, width), u)
                        : u;
                for (int c = 0; c < width; c++) {
                    v[c] = v[c].add(term[c]);
                }
            }
        }
        return v;
    }

    /** u_t = w_t, or w_t − w_{t−1} with u_0 = 0. */
    private T[] driving(T[][] w, int t) {
        if (settings.drive() == Drive.VALUES) {
            return w[t];
        }
        T[] difference = MathArrays.buildArray(field, w[t].length);
        for (int c = 0; t > 0 && c < difference.length; c++) {
            difference[c] = w[t][c].subtract(w[t - 1][c]);
        }
        return difference;
    }

    /** A [Dθ×Dθ] of a step, with all its zeros. */
    private T[][] transition(double dt) {
        int d = settings.weights();
        int rank = settings.transition().rank();
        boolean continuous = settings.transition().continuous();
        T[][] a = MathArrays.buildArray(field, d, d);
        switch (settings.transition().structure()) {
            case DENSE -> a = matrix("transition.A", 0, d, d);
            case DIAGONAL -> {
                for (int k = 0; k < d; k++) {
                    T[][] entry = matrix("transition.diagonal", k, 1, 1);
                    a[k][k] = (continuous ? exponential(entry, dt) : entry)[0][0];
                }
            }
            case BLOCK_DIAGONAL -> {
                for (int b = 0; b < d / 2; b++) {
                    T[][] entries = matrix("transition.blocks", 4 * b, 2, 2);
                    T[][] block = continuous ? exponential(entries, dt) : entries;
                    for (int i = 0; i < 2; i++) {
                        a[2 * b + i][2 * b] = block[i][0];
                        a[2 * b + i][2 * b + 1] = block[i][1];
                    }
                }
            }
            case LOW_RANK -> {
                T[][] u = matrix("transition.U", 0, d, rank);
                T[][] v = matrix("transition.V", 0, d, rank);
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j < d; j++) {
                        for (int r = 0; r < rank; r++) {
                            a[i][j] = a[i][j].add(u[i][r].multiply(v[j][r]));
                        }
                    }
                    a[i][i] = a[i][i].add(parameter("transition.diagonal", i));
                }
            }
        }
        return a;
    }

    /** exp(MΔt) = (Σ Xⁿ/n!)^(2^s) with X = MΔt/2^s of norm ≤ ½: 20 terms leave 2e-26. */
    private T[][] exponential(T[][] m, double dt) {
        int n = m.length;
        double norm = 0;
        for (T[] row : m) {
            for (T entry : row) {
                norm += Math.abs(entry.getReal() * dt);
            }
        }
        int halvings = 0;
        while (norm > 0.5) {
            norm /= 2;
            halvings++;
        }
        T[][] x = MathArrays.buildArray(field, n, n);
        T[][] power = MathArrays.buildArray(field, n, n);
        T[][] sum = MathArrays.buildArray(field, n, n);
        for (int i = 0; i < n; i++) {
            power[i][i] = field.getOne();
            sum[i][i] = field.getOne();
            for (int j = 0; j < n; j++) {
                x[i][j] = m[i][j].multiply(dt / Math.pow(2, halvings));
            }
        }
        for (int term = 1; term <= 20; term++) {
            power = product(power, x);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    power[i][j] = power[i][j].divide(term);
                    sum[i][j] = sum[i][j].add(power[i][j]);
                }
            }
        }
        for (int s = 0; s < halvings; s++) {
            sum = product(sum, sum);
        }
        return sum;
    }

    /** θ_0 = φ(w_0), or free. */
    private T[] initial(T[] w) {
        int d = settings.weights();
        if (settings.initial().free()) {
            return matrix("initial.theta", 0, 1, d)[0];
        }
        List<Integer> hidden = settings.initial().hidden();
        T[] h = w;
        for (int l = 0; l <= hidden.size(); l++) {
            int out = l < hidden.size() ? hidden.get(l) : d;
            T[] z = product(matrix("initial.layer" + l + ".weight", 0, out, h.length), h);
            T[] bias = matrix("initial.layer" + l + ".bias", 0, 1, out)[0];
            for (int o = 0; o < out; o++) {
                z[o] = z[o].add(bias[o]);
                z[o] = l < hidden.size() ? activated(settings.initial().activation(), z[o]) : z[o];
            }
            h = z;
        }
        return h;
    }

    /** τ, sin 2^j πτ, cos 2^j πτ, w's signals, inputs: of the next step where the model forecasts, the last one held. */
    private T[] rootInputs(WarpSeries series, int t, T[] w) {
        T[] in = MathArrays.buildArray(field, settings.rootInputs());
        int when = settings.forecasts() ? t + 1 : t;
        int at = 0;
        in[at++] = constant(tau(when));
        for (int j = 0; j < settings.root().frequencies(); j++) {
            in[at++] = constant(Math.sin(Math.pow(2, j) * Math.PI * tau(when)));
            in[at++] = constant(Math.cos(Math.pow(2, j) * Math.PI * tau(when)));
        }
        for (int c = 0; settings.root().previous() && c < settings.signals().size(); c++) {
            in[at++] = w[c];
        }
        for (int c = 0; c < settings.inputs().size(); c++) {
            in[at++] = constant(series.input(Math.min(when, series.length() - 1), c));
        }
        return in;
    }

    /** root(inputs; θ): layer by layer, each W [out×in] row-major, then b [out], all of them within ±limit. */
    private T[] root(T[] theta, T[] inputs) {
        List<Integer> widths = settings.root().hidden();
        T[] h = inputs;
        int at = 0;
        for (int l = 0; l <= widths.size(); l++) {
            int out = l < widths.size() ? widths.get(l) : settings.rootOutputs();
            T[] z = MathArrays.buildArray(field, out);
            for (int o = 0; o < out; o++) {
                for (T value : h) {
                    z[o] = z[o].add(clipped(theta[at++], settings.weightLimit()).multiply(value));
                }
            }
            for (int o = 0; o < out; o++) {
                z[o] = z[o].add(clipped(theta[at++], settings.weightLimit()));
                z[o] = l < widths.size() ? activated(settings.root().activation(), z[o]) : z[o];
            }
            h = z;
        }
        int y = settings.predicted().size();
        for (int c = 0; c < h.length; c++) {
            h[c] = c < y ? last(h[c], c) : softplus(h[c]).add(1e-4);
        }
        return h;
    }

    private T last(T z, int output) {
        if (settings.root().finalActivation() instanceof Clip clip) {
            return clipped(z, clip.limit());
        }
        if (settings.root().finalActivation() instanceof DynamicTanh) {
            // α tanh((z − b)/a) + β
            T[] constants = matrix("root.final", 4 * output, 1, 4)[0];
            T inner = z.subtract(constants[1]).divide(constants[0]);
            return constants[2].multiply(inner.tanh()).add(constants[3]);
        }
        return z;
    }

    private T activated(Activation activation, T z) {
        return switch (activation) {
            case RELU -> z.getReal() > 0 ? z : field.getZero();
            case SWISH -> z.divide(z.negate().exp().add(1));
            case TANH -> z.tanh();
            case SIN -> z.sin();
            case SOFTPLUS -> softplus(z);
            case IDENTITY -> z;
        };
    }

    /** log(1 + e^z), without the cancellation of 1 + e^z. */
    private T softplus(T z) {
        return z.getReal() > 0 ? z.add(z.negate().exp().log1p()) : z.exp().log1p();
    }

    private T clipped(T value, double limit) {
        return Math.abs(value.getReal()) <= limit ? value : constant(Math.copySign(limit, value.getReal()));
    }

    private T constant(double value) {
        return field.getZero().newInstance(value);
    }

    private T parameter(String name, int index) {
        return parameters[layout.segment(name).offset() + index];
    }

    private T[][] matrix(String name, int from, int rows, int columns) {
        T[][] matrix = MathArrays.buildArray(field, rows, columns);
        int offset = layout.segment(name).offset() + from;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i][j] = parameters[offset + i * columns + j];
            }
        }
        return matrix;
    }

    private T[] product(T[][] matrix, T[] vector) {
        T[] result = MathArrays.buildArray(field, matrix.length);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                result[i] = result[i].add(matrix[i][j].multiply(vector[j]));
            }
        }
        return result;
    }

    private T[][] product(T[][] left, T[][] right) {
        int n = left.length;
        T[][] result = MathArrays.buildArray(field, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    result[i][j] = result[i][j].add(left[i][k].multiply(right[k][j]));
                }
            }
        }
        return result;
    }
}

package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import java.util.Arrays;

/**
 * Hold where one trajectory stands, x, f(x) and the sensitivities S = [∂x/∂x₀ ∂x/∂p], and evaluate its equations with
 * the parameters and inputs of the interval: what the methods of a flow have in common. Buffers only.
 */
final class FlowPoint {
    final OdeSystem system;
    final int n;
    /** Columns of S: N + M. */
    final int columns;

    private final Tolerances tolerances;
    private final double[] arguments;
    private final double[] ratesScratch;

    /** The state, [N]. */
    final double[] x;

    /** f at the state, [N]. */
    final double[] f;

    /** S, row-major [N×(N+M)]; empty until sensitivities are asked for. */
    double[] s = {};

    // Only with sensitivities, or a method that needs them.
    private double[] jacobians = {};
    private double[] jacobiansScratch = {};

    /** The state component whose rate was not finite at the last trial, −1 if there was none, and its rate. */
    int broken = -1;

    double brokenRate;
    int evaluations;
    int jacobianEvaluations;

    FlowPoint(OdeSystem system, Tolerances tolerances) {
        this.system = system;
        this.tolerances = tolerances;
        this.n = system.stateCount();
        this.columns = n + system.parameterCount();
        this.arguments = new double[columns + system.inputCount()];
        this.ratesScratch = system.rates().newScratch();
        this.x = new double[n];
        this.f = new double[n];
    }

    /** Take a start; tells whether its rates are finite. */
    boolean start(double[] state, double[] p, double[] u) {
        System.arraycopy(state, 0, x, 0, n);
        System.arraycopy(p, 0, arguments, n, p.length);
        System.arraycopy(u, 0, arguments, columns, u.length);
        evaluations = 0;
        jacobianEvaluations = 0;
        broken = -1;
        return rates(x, f);
    }

    /** Begin sensitivities at S = [I 0]. */
    void startSensitivities() {
        if (s.length == 0) {
            s = new double[n * columns];
        }
        Arrays.fill(s, 0);
        for (int i = 0; i < n; i++) {
            s[i * columns + i] = 1;
        }
    }

    /** Evaluate f at a state; tells whether it is finite. */
    boolean rates(double[] at, double[] into) {
        System.arraycopy(at, 0, arguments, 0, n);
        system.rates().evaluate(arguments, into, ratesScratch);
        evaluations++;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(into[i])) {
                broken = i;
                brokenRate = into[i];
                return false;
            }
        }
        return true;
    }

    /** Return f, f_x, f_p at a state, row-major [N + N·N + N·M], the array of this object. */
    double[] jacobians(double[] at) {
        if (jacobians.length == 0) {
            Kernel kernel = system.ratesAndJacobians();
            jacobians = new double[kernel.outputs()];
            jacobiansScratch = kernel.newScratch();
        }
        System.arraycopy(at, 0, arguments, 0, n);
        system.ratesAndJacobians().evaluate(arguments, jacobians, jacobiansScratch);
        jacobianEvaluations++;
        return jacobians;
    }

    /** Copy (x, p, u) at a state to the beginning of an array. */
    void arguments(double[] at, double[] into) {
        System.arraycopy(arguments, 0, into, 0, arguments.length);
        System.arraycopy(at, 0, into, 0, n);
    }

    /** Compute Ṡ = f_x S + [0 f_p] with the Jacobians at a state. */
    void variation(double[] at, double[] sensitivities, double[] slope) {
        double[] j = jacobians(at);
        Arrays.fill(slope, 0);
        addProducts(j, n, sensitivities, slope);
    }

    /** Add A S + [0 B] to a slope; A [N×N] and B [N×M] lie one after the other in {@code ab}. */
    void addProducts(double[] ab, int offset, double[] sensitivities, double[] slope) {
        int m = columns - n;
        int b = offset + n * n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                slope[i * columns + n + j] += ab[b + i * m + j];
            }
            for (int j = 0; j < n; j++) {
                double a = ab[offset + i * n + j];
                if (a != 0) {
                    for (int c = 0; c < columns; c++) {
                        slope[i * columns + c] += a * sensitivities[j * columns + c];
                    }
                }
            }
        }
    }

    /** Return the root mean square of values over their tolerances at the state. */
    double norm(double[] values) {
        return norm(values, x);
    }

    /** Return the same between the state and another one: the larger of both counts. */
    double norm(double[] values, double[] other) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double ratio = values[i] / scale(x[i], other[i]);
            sum += ratio * ratio;
        }
        return Math.sqrt(sum / n);
    }

    private double scale(double before, double after) {
        return tolerances.absolute() + tolerances.relative() * Math.max(Math.abs(before), Math.abs(after));
    }

    /** Go on to the end of a step. */
    void moveTo(double[] state, double[] rates) {
        System.arraycopy(state, 0, x, 0, n);
        System.arraycopy(rates, 0, f, 0, n);
        broken = -1;
    }

    static void addScaled(double factor, double[] from, double[] to) {
        if (factor != 0) {
            for (int i = 0; i < to.length; i++) {
                to[i] += factor * from[i];
            }
        }
    }
}

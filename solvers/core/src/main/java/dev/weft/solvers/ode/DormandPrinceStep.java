package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;

/**
 * Make single Dormand–Prince 5(4) steps of one trajectory in buffers of its own.
 *
 * <p>The states are tried first; sensitivities S = [∂x/∂x₀ ∂x/∂p], Ṡ = f_x S + [0 f_p], follow only over accepted
 * steps, through the same stages. So they cannot change the states.
 */
final class DormandPrinceStep {
    private static final ButcherTableau TABLEAU = ButcherTableau.DORMAND_PRINCE_54;
    private static final int STAGES = TABLEAU.stages();

    private final OdeSystem system;
    private final Tolerances tolerances;
    private final int n;
    private final int columns;
    private final double[] arguments;
    private final double[][] points;
    private final double[][] k;
    private final double[] ratesScratch;

    // Only with sensitivities.
    private double[] jacobians = {};
    private double[] jacobiansScratch = {};
    private double[] sensitivities = {};
    private double[] argument = {};
    private double[][] slopes = {};

    /** The state component whose rate was not finite at the last trial, −1 if there was none, and its rate. */
    int broken = -1;

    double brokenRate;
    int evaluations;

    DormandPrinceStep(OdeSystem system, Tolerances tolerances) {
        this.system = system;
        this.tolerances = tolerances;
        this.n = system.stateCount();
        this.columns = n + system.parameterCount();
        this.arguments = new double[columns + system.inputCount()];
        this.points = new double[STAGES][n];
        this.k = new double[STAGES][n];
        this.ratesScratch = system.rates().newScratch();
    }

    /** The state at the beginning of the step, [N]. */
    double[] state() {
        return points[0];
    }

    /** f at the beginning of the step, [N]. */
    double[] rates() {
        return k[0];
    }

    /** S at the beginning of the step, row-major [N×(N+M)]. */
    double[] sensitivities() {
        return sensitivities;
    }

    /** Take a start; tells whether its rates are finite. */
    boolean start(double[] x, double[] p, double[] u) {
        System.arraycopy(x, 0, points[0], 0, n);
        System.arraycopy(p, 0, arguments, n, p.length);
        System.arraycopy(u, 0, arguments, columns, u.length);
        evaluations = 0;
        broken = -1;
        return evaluate(0);
    }

    /** Begin sensitivities at S = [I 0]. */
    void startSensitivities() {
        if (slopes.length == 0) {
            Kernel kernel = system.ratesAndJacobians();
            jacobians = new double[kernel.outputs()];
            jacobiansScratch = kernel.newScratch();
            sensitivities = new double[n * columns];
            argument = new double[n * columns];
            slopes = new double[STAGES - 1][n * columns];
        }
        java.util.Arrays.fill(sensitivities, 0);
        for (int i = 0; i < n; i++) {
            sensitivities[i * columns + i] = 1;
        }
    }

    private boolean evaluate(int stage) {
        System.arraycopy(points[stage], 0, arguments, 0, n);
        system.rates().evaluate(arguments, k[stage], ratesScratch);
        evaluations++;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(k[stage][i])) {
                broken = i;
                brokenRate = k[stage][i];
                return false;
            }
        }
        return true;
    }

    /** Try a step and return its error as a fraction of the tolerance, NaN if a rate was not finite. */
    double attempt(double h) {
        for (int s = 1; s < STAGES; s++) {
            System.arraycopy(points[0], 0, points[s], 0, n);
            for (int j = 0; j < s; j++) {
                addScaled(h * TABLEAU.a(s, j), k[j], points[s]);
            }
            if (!evaluate(s)) {
                return Double.NaN;
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double error = 0;
            for (int s = 0; s < STAGES; s++) {
                error += TABLEAU.error(s) * k[s][i];
            }
            double ratio = h * error / scale(points[0][i], points[STAGES - 1][i]);
            sum += ratio * ratio;
        }
        return Math.sqrt(sum / n);
    }

    private double scale(double before, double after) {
        return tolerances.absolute() + tolerances.relative() * Math.max(Math.abs(before), Math.abs(after));
    }

    /** Return the root mean square of values over their tolerances at the beginning of the step. */
    double norm(double[] values) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double ratio = values[i] / scale(points[0][i], points[0][i]);
            sum += ratio * ratio;
        }
        return Math.sqrt(sum / n);
    }

    /**
     * Estimate h|λ|, λ the dominant eigenvalue of f_x, from the last two stages, which both lie at the end of the step.
     * Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996, section IV.2, eq. (2.44).
     */
    double stiffness(double h) {
        double rates = 0;
        double states = 0;
        for (int i = 0; i < n; i++) {
            double dk = k[STAGES - 1][i] - k[STAGES - 2][i];
            double dx = points[STAGES - 1][i] - points[STAGES - 2][i];
            rates += dk * dk;
            states += dx * dx;
        }
        return states > 0 ? h * Math.sqrt(rates / states) : 0;
    }

    /** Take the step that was tried last. */
    void accept() {
        System.arraycopy(points[STAGES - 1], 0, points[0], 0, n);
        System.arraycopy(k[STAGES - 1], 0, k[0], 0, n);
        broken = -1;
    }

    /** Carry the sensitivities over the step that was tried last; before {@link #accept}. */
    void followWithSensitivities(double h) {
        for (int s = 0; s < STAGES - 1; s++) {
            System.arraycopy(sensitivities, 0, argument, 0, argument.length);
            for (int j = 0; j < s; j++) {
                addScaled(h * TABLEAU.a(s, j), slopes[j], argument);
            }
            System.arraycopy(points[s], 0, arguments, 0, n);
            system.ratesAndJacobians().evaluate(arguments, jacobians, jacobiansScratch);
            variation(slopes[s]);
        }
        // b of the last stage is 0.
        for (int s = 0; s < STAGES - 1; s++) {
            addScaled(h * TABLEAU.b(s), slopes[s], sensitivities);
        }
    }

    private void variation(double[] slope) {
        int m = columns - n;
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(slope, i * columns, i * columns + n, 0);
            System.arraycopy(jacobians, n + n * n + i * m, slope, i * columns + n, m);
            for (int j = 0; j < n; j++) {
                double fx = jacobians[n + i * n + j];
                if (fx != 0) {
                    for (int c = 0; c < columns; c++) {
                        slope[i * columns + c] += fx * argument[j * columns + c];
                    }
                }
            }
        }
    }

    private static void addScaled(double factor, double[] from, double[] to) {
        if (factor != 0) {
            for (int i = 0; i < to.length; i++) {
                to[i] += factor * from[i];
            }
        }
    }
}
